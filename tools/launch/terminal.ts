import { performance } from 'node:perf_hooks';

const CODES = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const;
const APP_COLOURS = [36, 35, 34, 32, 33, 96, 95, 94];

/** Writes for a person: finished steps, remarks, and on a terminal one changing line with what is under way. */
export class Terminal {
  readonly colour: boolean;
  private readonly pending = new Map<string, number>();
  private readonly live: boolean;
  private timer: NodeJS.Timeout | undefined;
  private statusShown = false;

  constructor(private readonly out: NodeJS.WriteStream) {
    this.live = out.isTTY === true;
    this.colour = this.live && !process.env.NO_COLOR;
    // A reader that went away (`npm start | head`) is no reason to stop the platform.
    out.on('error', () => undefined);
  }

  paint(style: keyof typeof CODES, text: string): string {
    return this.colour ? `\x1b[${CODES[style]}m${text}\x1b[0m` : text;
  }

  /** `[games]`, each app in its own colour. */
  prefix(app: string): string {
    const sum = [...app].reduce((total, letter) => total + letter.charCodeAt(0), 0);
    const code = APP_COLOURS[sum % APP_COLOURS.length] ?? 36;
    return this.colour ? `\x1b[${code}m[${app}]\x1b[0m` : `[${app}]`;
  }

  line(text: string): void {
    this.clearStatus();
    this.out.write(`${text}\n`);
  }

  notice(text: string): void {
    this.line(`${this.paint('yellow', '!')} ${text}`);
  }

  /** Runs one step and reports it with its time; `describe` may tell more than the label once it is done. */
  async step<T>(
    label: string,
    work: () => Promise<T>,
    describe: (result: T) => string = () => label,
  ): Promise<T> {
    const started = performance.now();
    this.pending.set(label, started);
    this.timer ??= setInterval(() => this.showStatus(), this.live ? 200 : 10_000);
    try {
      const result = await work();
      this.line(`${this.paint('green', '✓')} ${describe(result)}  ${this.paint('dim', seconds(started))}`);
      return result;
    } finally {
      this.pending.delete(label);
      if (this.pending.size === 0) this.quiet();
    }
  }

  /** Ends the changing line. */
  quiet(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.clearStatus();
  }

  private showStatus(): void {
    const parts = [...this.pending].map(([label, started]) => `${label} ${seconds(started)}`);
    if (!this.live) {
      this.out.write(`  … ${parts.join(', ')}\n`);
      return;
    }
    const text = `  … ${parts.join(', ')}`.slice(0, (this.out.columns || 80) - 1);
    this.out.write(`\r\x1b[2K${this.paint('dim', text)}`);
    this.statusShown = true;
  }

  private clearStatus(): void {
    if (this.statusShown) this.out.write('\r\x1b[2K');
    this.statusShown = false;
  }
}

/** Time since `started` (of performance.now), as `0.4 s`. */
export function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
