import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@croupier/embedded';
import { until } from '@croupier/testing';
import { isReady } from '../../../tools/launch/app-runner.js';
import { Balancer } from '../../../tools/rolling/balancer.js';
import { call } from '../../../tools/rolling/player.js';

const main = path.resolve(import.meta.dirname, 'stock-main.js');

/** One process of Nest's own making. */
class StockProcess {
  readonly url: string;
  private child: ChildProcess | undefined;

  constructor(readonly port: number) {
    this.url = `http://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    this.child = spawn(process.execPath, [main, String(this.port)], { stdio: 'ignore' });
    await until('it takes work', () => isReady(this.port), 30_000);
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}

/**
 * Two processes of a stock Nest app with its shutdown hooks, behind the same balancer and the same readers, replaced one
 * after the other, each when its neighbour takes work.
 * @returns how many of how many requests failed
 */
export async function stockRolled(
  readers: { count: number; everyMs: number },
  replacements: number,
): Promise<{ count: number; failed: string[] }> {
  const processes = [new StockProcess(await freePort()), new StockProcess(await freePort())];
  const failed: string[] = [];
  let count = 0;
  let stopped = false;
  let balancer: Balancer | undefined;
  try {
    for (const process of processes) await process.start();
    balancer = await Balancer.open(() => processes);
    const at = balancer;
    const read = async (): Promise<void> => {
      for (; !stopped; await pause(readers.everyMs)) {
        count += 1;
        const answer = await call(`${at.next()}/v1/wallet`, 'GET').catch((error: unknown) => String(error));
        if (typeof answer === 'string') failed.push(answer);
        else if (answer.status !== 200) failed.push(`status ${answer.status}`);
      }
    };
    const reading = Promise.all(Array.from({ length: readers.count }, read));
    for (let turn = 0; turn < replacements; turn += 1) {
      const process = processes[turn % processes.length];
      await process?.stop();
      await process?.start();
    }
    stopped = true;
    await reading;
    return { count, failed };
  } finally {
    stopped = true;
    await balancer?.stop();
    for (const process of processes) await process.stop();
  }
}
