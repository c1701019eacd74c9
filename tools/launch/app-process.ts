import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { assertOpen, guard, LOG_LIMIT, openLog, RANK, type ServerExit, unguard } from '@croupier/embedded';
import { readLine, Throttle } from './log-lines.js';
import type { Running } from './supervisor.js';
import type { Terminal } from './terminal.js';

/** One Node process of ours: an app, all of them, or a tool. */
export interface ProcessSpec {
  program: string;
  args: string[];
  environment: Record<string, string>;
  cwd: string;
  /** When it is stopped, those of lower rank first; that of an app if it is left out. */
  rank?: number;
}

const TAIL_LINES = 12;

/**
 * V8's generations, MiB: a young one of 16 a half, as it is by default, costs each app some 20 MB that it does not need, and
 * without a bound for the old one a busy app lets garbage lie: a wallet with 256 bets in flight took 346 MB.
 */
export const HEAP = ['--max-semi-space-size=2', '--max-old-space-size=256'];

/** Where a process's output goes. */
export interface OutputOptions {
  /** Prefix of lines that do not name their app themselves. */
  name: string;
  logFile: string;
  terminal: Terminal;
  /** Whether every line goes to the terminal. */
  verbose: boolean;
  /** Hears every raw line of standard output. */
  onLine?: (raw: string) => void;
}

/** Carries an app's output to its log file, and what matters of it to the terminal. */
export class Output {
  private log: WriteStream;
  private bytes: number;
  private readonly throttle = new Throttle();
  private tail: string[] = [];
  private starting = true;

  constructor(private readonly options: OutputOptions) {
    this.log = open(options.logFile);
    this.bytes = statSync(options.logFile).size;
  }

  attach(stream: Readable, kind: 'stdout' | 'stderr'): void {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (raw) => this.take(raw, kind));
  }

  /** Forgets the last lines: they belonged to the process before. */
  restarted(): void {
    this.tail = [];
  }

  /** From now on plain text on standard error is news, too; a failing start reports it once, at its end. */
  settled(): void {
    this.starting = false;
  }

  /** The last lines since the latest start, for a failure's report. */
  lastLines(): string {
    return this.tail.map((line) => `    ${line}`).join('\n');
  }

  /** A line for every request adds up: a full log is set aside while the app runs, too. */
  private write(line: string): void {
    this.log.write(line);
    this.bytes += Buffer.byteLength(line);
    if (this.bytes <= LOG_LIMIT) return;
    const { logFile } = this.options;
    this.bytes = 0;
    this.log.end();
    if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
    this.log = open(logFile);
  }

  private take(raw: string, kind: 'stdout' | 'stderr'): void {
    const { terminal } = this.options;
    if (kind === 'stdout') this.options.onLine?.(raw);
    this.write(`${raw}\n`);
    const line = readLine(raw, kind);
    this.tail = [...this.tail, line.text].slice(-TAIL_LINES);
    const prefix = terminal.prefix(line.service ?? this.options.name);
    if (this.options.verbose) return terminal.line(`${prefix} ${line.text}`);
    if (!line.important || (this.starting && !raw.startsWith('{'))) return;
    const { show, hidden } = this.throttle.admit(Date.now());
    if (hidden > 0) terminal.line(`${prefix} … ${hidden} more lines in ${this.options.logFile}`);
    if (show) terminal.line(`${prefix} ${line.text}`);
  }
}

function open(file: string): WriteStream {
  const log = createWriteStream(file, { fd: openLog(file) });
  log.on('error', () => undefined);
  return log;
}

/** Starts one process; it dies with the launcher. */
export async function startProcess(spec: ProcessSpec, output: Output): Promise<Running> {
  assertOpen();
  const child = spawn(process.execPath, [...HEAP, spec.program, ...spec.args], {
    cwd: spec.cwd,
    env: spec.environment,
    // Its own session: Ctrl-C in the terminal reaches the launcher only, which drains the apps in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  output.attach(child.stdout, 'stdout');
  output.attach(child.stderr, 'stderr');
  const pid = child.pid ?? 0;
  if (pid > 0) guard(pid, { signal: 'SIGTERM', rank: spec.rank ?? RANK.app });
  const exited = new Promise<ServerExit>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    // Not `exit`: by `close` its last words have been read, too.
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  void exited.then(() => unguard(pid));
  return { pid, exited };
}

/** How a process ended, in words. */
export function exitWords(exit: ServerExit): string {
  if (exit.signal !== null) return `was ended by ${exit.signal}`;
  return exit.code === null ? 'could not be started' : `ended with code ${exit.code}`;
}
