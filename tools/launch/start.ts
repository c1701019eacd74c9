import { killGuarded, stopGuarded } from '@croupier/embedded';
import { listedApps } from './apps.js';
import { baseEnvironment } from './environment.js';
import { explain } from './fault.js';
import type { Home } from './home.js';
import { leaveHome, takeHome } from './lock.js';
import { parseStartOptions, START_USAGE, type StartOptions } from './options.js';
import { Platform } from './platform.js';
import { isUp, readRunFile, removeRunFile, type RunFile, stopLeftovers } from './run-file.js';
import { firstAdminOf } from './secrets.js';
import { type DemoPlayer, hasSeed, runSeed } from './seed.js';
import { alreadyRunning, readyLine, summary } from './summary.js';
import { seconds, Terminal } from './terminal.js';
import { WantedReplicas } from './wanted-replicas.js';

/** npm and the terminal may both deliver one Ctrl-C; a second press is one that comes later than this, in ms. */
const SAME_PRESS_MS = 500;

/** Stops everything once, whoever asks first: a signal, a failure, or a second, impatient signal. */
class Shutdown {
  private firstAt: number | undefined;

  constructor(
    private readonly home: Home,
    private readonly terminal: Terminal,
  ) {}

  platform: Platform | undefined;
  wanted: WantedReplicas | undefined;

  get begun(): boolean {
    return this.firstAt !== undefined;
  }

  watchSignals(): void {
    const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
    for (const [signal, code] of Object.entries(codes)) {
      process.on(signal, () => {
        if (this.firstAt === undefined) void this.run(this.platform?.describe().ready ? 0 : code);
        else if (performance.now() - this.firstAt > SAME_PRESS_MS) this.now(code);
      });
    }
  }

  /** Drains and stops all children in order, then ends this process. */
  async run(code: number): Promise<never> {
    this.firstAt ??= performance.now();
    const started = performance.now();
    this.terminal.quiet();
    this.terminal.line('  stopping (Ctrl-C again kills at once)');
    this.wanted?.stop();
    this.platform?.release();
    await stopGuarded();
    this.leave();
    this.terminal.line(`${this.terminal.paint('green', '✓')} stopped  ${seconds(started)}`);
    process.exit(code);
  }

  private now(code: number): never {
    killGuarded();
    this.leave();
    this.terminal.line('✗ killed');
    process.exit(code);
  }

  private leave(): void {
    removeRunFile(this.home);
    leaveHome(this.home);
  }
}

/** Exit code for a start that finds the platform up: fine if all that was asked for runs already. */
function codeOfRunning(run: RunFile | undefined, options: StartOptions): number {
  if (run === undefined || !run.ready || options.json) return 1;
  const running = new Set(run.apps.map((entry) => entry.app));
  return options.infra || options.apps.every((app) => running.has(app)) ? 0 : 1;
}

async function clearLeftovers(home: Home, terminal: Terminal): Promise<void> {
  const before = readRunFile(home);
  if (before === undefined || isUp(before)) return;
  const stopped = await stopLeftovers(before);
  if (stopped.length > 0)
    terminal.notice(`stopped processes an earlier start had left behind: ${stopped.join(', ')}`);
  removeRunFile(home);
}

async function seed(home: Home, platform: Platform, terminal: Terminal): Promise<DemoPlayer | undefined> {
  if (!platform.whole || !hasSeed(home.root)) return undefined;
  try {
    const environment = { ...baseEnvironment(process.env), ...platform.addresses() };
    return await terminal.step('sample data', () => runSeed(home, environment, terminal));
  } catch (error) {
    terminal.line(explain(error));
    return undefined;
  }
}

/** `npm start`. */
export async function start(home: Home, args: string[]): Promise<void> {
  const options = parseStartOptions(args, listedApps(home.root));
  if (options.help) {
    process.stdout.write(START_USAGE);
    return;
  }
  const started = performance.now();
  const terminal = new Terminal(options.json ? process.stderr : process.stdout);
  home.create();
  if (!takeHome(home)) {
    const run = readRunFile(home);
    for (const line of alreadyRunning(run)) terminal.line(line);
    process.exit(codeOfRunning(run, options));
  }
  const shutdown = new Shutdown(home, terminal);
  shutdown.watchSignals();
  try {
    await clearLeftovers(home, terminal);
    const platform = new Platform(home, options, terminal);
    shutdown.platform = platform;
    await platform.start();
    const player = await seed(home, platform, terminal);
    shutdown.wanted = new WantedReplicas(home, platform, terminal);
    const run = platform.describe();
    if (options.json) process.stdout.write(`${readyLine(run)}\n`);
    const admin = platform.whole ? firstAdminOf(home) : undefined;
    for (const line of summary({ run, player, admin, logs: home.file('logs'), took: seconds(started) }))
      terminal.line(line);
  } catch (error) {
    // What fails because it is being stopped is no failure.
    if (shutdown.begun) return;
    terminal.quiet();
    terminal.line(explain(error));
    await shutdown.run(1);
  }
}
