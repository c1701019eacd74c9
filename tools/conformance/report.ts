/** What a check came to. */
export interface Outcome {
  id: string;
  title: string;
  result: 'passed' | 'failed' | 'not run';
  /** What was otherwise than it must be, or why it was not run. */
  remarks: string[];
  /** What a reader is to know of it whatever it came to. */
  notes: string[];
  /** What was measured on the way. */
  figures: Record<string, number>;
  ms: number;
}

export interface Report {
  side: 'wallet' | 'games';
  target: string;
  at: string;
  outcomes: Outcome[];
}

/** One check: says what it is for, and throws nothing for what it finds. */
export interface Check<Kit> {
  id: string;
  title: string;
  run: (kit: Kit, findings: Findings) => Promise<void>;
}

/** This cannot be looked at here: something was not provided. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}

/** What one check found. */
export class Findings {
  readonly remarks: string[] = [];
  readonly notes: string[] = [];
  readonly figures: Record<string, number> = {};

  /** Notes what was otherwise than it must be. */
  expect(holds: boolean, otherwise: string): void {
    if (!holds) this.remarks.push(otherwise);
  }

  equal(actual: unknown, due: unknown, what: string): void {
    this.expect(actual === due, `${what}: ${String(actual)} instead of ${String(due)}`);
  }

  note(what: string): void {
    this.notes.push(what);
  }

  figure(name: string, value: number): void {
    this.figures[name] = value;
  }
}

/** Runs checks one after the other; one that breaks off has failed, and the others are run all the same. */
export async function runChecks<Kit>(
  checks: readonly Check<Kit>[],
  kit: Kit,
  options: { only?: readonly string[]; told?: (outcome: Outcome) => void } = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { id, title, run } of checks) {
    if (options.only && !options.only.includes(id)) continue;
    const findings = new Findings();
    const started = performance.now();
    let notRun: string | undefined;
    try {
      await run(kit, findings);
    } catch (error) {
      if (error instanceof NotRun) notRun = error.message;
      else findings.remarks.push(`broke off: ${error instanceof Error ? error.message : String(error)}`);
    }
    const failed = findings.remarks.length > 0;
    const outcome: Outcome = {
      ...{
        id,
        title,
        notes: findings.notes,
        figures: findings.figures,
        ms: Math.round(performance.now() - started),
      },
      result: failed ? 'failed' : notRun === undefined ? 'passed' : 'not run',
      remarks: remarksOf(findings.remarks, notRun),
    };
    outcomes.push(outcome);
    options.told?.(outcome);
  }
  return outcomes;
}

/** A part that was not run is told beside what failed before it: who mends the one is to know of the other. */
function remarksOf(failures: readonly string[], notRun: string | undefined): string[] {
  if (notRun === undefined) return [...failures];
  if (failures.length === 0) return [notRun];
  return [...failures, `the rest was not run: ${notRun.replace('; the rest was as it must be', '')}`];
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');

/** The report for people: one page that needs nothing else. */
export function htmlOf({ side, target, at, outcomes }: Report): string {
  const count = (result: Outcome['result']): number => outcomes.filter((one) => one.result === result).length;
  const rows = outcomes.map(({ id, title, result, remarks, notes: more, figures, ms }) => {
    const measured = Object.entries(figures).map(([name, value]) => `${name}: ${value}`);
    const notes = [...remarks, ...more, ...measured].map((text) => `<li>${escaped(text)}</li>`).join('');
    return `<tr class="${result.replace(' ', '-')}"><th scope="row">${id}</th><td>${escaped(title)}${notes ? `<ul>${notes}</ul>` : ''}</td><td>${result}</td><td>${ms} ms</td></tr>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Conformance of ${escaped(target)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{border-top:1px solid #ccc;padding:.4rem .6rem;text-align:left;vertical-align:top}.failed td:nth-child(3){color:#a3231f;font-weight:700}
.passed td:nth-child(3){color:#0b6b4b}ul{margin:.2rem 0 0;padding-left:1.2rem;color:#555}</style></head><body>
<h1>Conformance: ${side === 'wallet' ? 'operator wallet' : 'game server'}</h1>
<p>${escaped(target)}, ${escaped(at)}: ${count('passed')} passed, ${count('failed')} failed, ${count('not run')} not run.</p>
<table><thead><tr><th>Check</th><th>What</th><th>Result</th><th>Took</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></body></html>
`;
}
