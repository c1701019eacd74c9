import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { actorKeys, type TestStack } from '@croupier/testing';
import { fast } from './house.js';

const built = path.resolve('dist/apps/live/src/main.js');

/** Live as a process of its own, which can be killed as the kernel kills: nothing of it runs after that. */
export class LiveProcess {
  /** Its name among its replicas, once it runs. */
  owner: string | undefined;

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout as Readable }).on('line', (line) => {
      this.owner ??= /"owner":"([^"]+)"/.exec(line)?.[1];
    });
  }

  static start(stack: TestStack, databaseUrl: string, environment: Record<string, string> = {}): LiveProcess {
    const child = spawn(process.execPath, [built], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        NATS_URL: stack.nats.url,
        NATS_USER: 'live',
        NATS_PASSWORD: 'test',
        LOG_LEVEL: 'info',
        ...actorKeys,
        DATABASE_URL: databaseUrl,
        ...fast,
        ...environment,
      },
    });
    return new LiveProcess(child);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
