import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { guard, RANK } from '@croupier/embedded';
import { actorKeys, type ServiceUnderTest, type TestStack } from '@croupier/testing';
import { builtFile } from '../../../tools/launch/apps.js';

const root = path.resolve(import.meta.dirname, '../../..');

/** The wallet as a process of its own, so that it can be killed; on the broker and the ledger of a suite. */
export class WalletProcess {
  private child: ChildProcess | undefined;

  constructor(
    private readonly stack: TestStack,
    private readonly of: ServiceUnderTest,
  ) {}

  /** Until it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [builtFile(root, 'wallet', 'main.js')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...{ PATH: process.env['PATH'], NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'info', ...actorKeys },
        ...{ NATS_URL: this.stack.nats.url, NATS_USER: 'wallet', NATS_PASSWORD: 'test' },
        DATABASE_URL: this.of.database.url,
      },
    });
    this.child = child;
    if (child.pid !== undefined) guard(child.pid, { signal: 'SIGKILL', rank: RANK.app });
    await new Promise<void>((resolve, reject) => {
      let text = '';
      // To its end: a process whose output nobody takes stands still.
      child.stdout.on('data', (chunk: Buffer) => {
        text = (text + chunk.toString()).slice(-10_000);
        if (text.includes('"ready"')) resolve();
      });
      child.once('exit', (code) =>
        reject(new Error(`the wallet ended with ${String(code)} before it was ready`)),
      );
    });
  }

  /** As an operator stops it, or, by SIGKILL, as a crash does. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }

  async again(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.end(signal);
    await this.start();
  }
}
