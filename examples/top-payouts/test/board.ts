import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { standStill, until } from '@croupier/testing';

const program = path.resolve(import.meta.dirname, '../main.py');
/** Longer than an orderly end may take, in ms. */
const mercyMs = 20_000;

/** The interpreter itself, not what some managers of versions put in its place; undefined below 3.10. */
export const python = ((): string | undefined => {
  const code = 'import sys; print(sys.executable if sys.version_info >= (3, 10) else "")';
  const found = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  return found.stdout?.trim() || undefined;
})();

/** The service as a process, started and ended as often as a suite likes. */
export class Board {
  private child: ChildProcess | undefined;
  /** All that its processes wrote. */
  said = '';

  constructor(private readonly environment: Record<string, string>) {}

  /** Resolves when it is ready. @throws Error with what it wrote if it ends instead */
  async start(): Promise<void> {
    const from = this.said.length;
    const child = spawn(python ?? 'python3', ['-B', program], { env: this.environment });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    await until('it is ready', () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${this.said.slice(from)}`);
      return this.said.slice(from).includes('"ready"');
    });
  }

  /** Does nothing more until `goOn()`; resolves when it stands still. */
  async standStill(): Promise<void> {
    if (this.child?.pid) await standStill(this.child.pid);
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  /** @returns its exit code: none if a signal ended it */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    // What does not end by itself must not outlive the suite.
    const mercy = setTimeout(() => child.kill('SIGKILL'), mercyMs);
    return ended.finally(() => clearTimeout(mercy));
  }
}
