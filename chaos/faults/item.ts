/** How much of an item is run: `small` for a machine of two cores, `full` for a night. */
export type Size = 'small' | 'full';

export interface Options {
  size: Size;
  seed: number;
  say: (line: string) => void;
}

/** What an item did and found. */
export interface Report {
  ok: number;
  refused: number;
  unknown: number;
  /** Faults that really happened, by what they were. */
  faults: Record<string, number>;
  /** What was compared, in words. */
  checked: string[];
  /** What was not as promised: nothing, if the item is green. */
  broken: string[];
  /** A seeded bug or an unsafe setting, and what the same checks said of it: at least one thing. */
  control: { what: string; saw: string[] };
  /** Why the item could not be run here. */
  notRun?: string;
}

export interface Item {
  name: string;
  title: string;
  run: (options: Options) => Promise<Report>;
}

export const notRun = (why: string): Report => ({
  ...{ ok: 0, refused: 0, unknown: 0, faults: {}, checked: [], broken: [] },
  ...{ control: { what: 'none', saw: [] }, notRun: why },
});

/** Whether an item is green and its control red. */
export function passes({ broken, control, notRun: why }: Report): boolean {
  return why !== undefined || (broken.length === 0 && control.saw.length > 0);
}

/** The report as it is printed. */
export function inWords({ name, title }: Item, report: Report, options: Options, seconds: number): string {
  const head = `${passes(report) ? '✓' : '✗'} ${name} ${title}`;
  if (report.notRun !== undefined) return `- ${name} ${title}\n    NOT RUN: ${report.notRun}`;
  const faults = Object.entries(report.faults).map(([what, count]) => `${count} ${what}`);
  const lines = [
    `seed ${options.seed}, ${seconds.toFixed(0)} s, OK ${report.ok} / REFUSED ${report.refused} / UNKNOWN ${report.unknown}`,
    `faults: ${faults.join(', ') || 'none'}`,
    ...report.checked.map((what) => `checked: ${what}`),
    ...some(report.broken).map((what) => `BROKEN: ${what}`),
    `control: ${report.control.what}`,
    ...(report.control.saw.length === 0
      ? ['CONTROL STAYED GREEN: the checks cannot see it']
      : some(report.control.saw, 2).map((what) => `  red, as it must be: ${what}`)),
  ];
  return [head, ...lines.map((line) => `    ${line}`)].join('\n');
}

function some(lines: readonly string[], most = 10): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `… and ${lines.length - most} more`];
}
