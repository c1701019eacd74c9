import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type BenchStack } from '../../../bench/stack.js';

export type SideName = 'relay' | 'hear' | 'bare' | 'slow';

/** What a process of one side is told. */
export interface SideWanted {
  side: SideName;
  /** As which service, whose name its durable consumer bears. */
  service: string;
  url: string;
  user: string;
  password: string;
  databaseUrl: string;
  /** How long a handler may take, in ms. */
  handlerBudgetMs?: number;
}

/** A side that is started again whenever its process ends, as by who runs services. */
export class Side {
  private child: ChildProcess | undefined;
  private loop: Promise<void> | undefined;
  private stopped = false;
  /** How often its process ended without being asked to stop. */
  deaths = 0;

  constructor(
    private readonly stack: BenchStack,
    private readonly wanted: SideWanted,
  ) {}

  /** Resolves when it is at work. */
  async start(): Promise<this> {
    await this.begin();
    this.loop = this.keep();
    return this;
  }

  /** Of the process that is at work now. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** As `kill -9`. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.kill();
    await this.loop;
  }

  private async keep(): Promise<void> {
    for (;;) {
      const child = this.child;
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (this.stopped) return;
      this.deaths += 1;
      // One that is killed before it is ready has died once more.
      await this.begin().catch(() => undefined);
    }
  }

  private async begin(): Promise<void> {
    const program = path.join(import.meta.dirname, 'facts-side-main.js');
    const child = spawn(process.execPath, [program, JSON.stringify(this.wanted)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    this.stack.adopt(child);
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => {
        throw new Error(`${this.wanted.side} ended before it was ready`);
      }),
    ]);
  }
}
