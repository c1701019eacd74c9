import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { ServerExit } from '@croupier/embedded';
import { BackOff, type Running, Supervisor } from './supervisor.js';

describe('BackOff', () => {
  it('doubles from 0.2 s to 5 s, and is quick again after ten steady seconds', () => {
    const backOff = new BackOff();
    const delays = Array.from({ length: 7 }, () => backOff.delay(100));
    expect(delays).toEqual([200, 400, 800, 1600, 3200, 5000, 5000]);
    expect(backOff.delay(10_000)).toBe(200);
  });
});

describe('Supervisor', () => {
  const crash: ServerExit = { code: null, signal: 'SIGKILL' };

  function fakeProcess(): Running & { end: () => void } {
    let end = (): void => undefined;
    const exited = new Promise<ServerExit>((resolve) => (end = () => resolve(crash)));
    return { pid: 1, exited, end: () => end() };
  }

  it('starts again what ended, tries again when that fails, and leaves it down once released', async () => {
    const started: ReturnType<typeof fakeProcess>[] = [];
    const told: string[] = [];
    let failOnce = true;
    let back = (): void => undefined;
    const upAgain = new Promise<void>((resolve) => (back = resolve));
    const supervisor = new Supervisor(
      () => {
        if (started.length === 1 && failOnce) {
          failOnce = false;
          return Promise.reject(new Error('not yet'));
        }
        const process = fakeProcess();
        started.push(process);
        return Promise.resolve(process);
      },
      {
        up: () => {
          told.push('up');
          if (started.length === 2) back();
        },
        down: (exit) => told.push(`down ${exit.signal ?? ''}`),
        failed: (error) => told.push((error as Error).message),
      },
    );
    await supervisor.start();
    started[0]?.end();
    await upAgain;
    expect(told).toEqual(['up', 'down SIGKILL', 'not yet', 'up']);
    supervisor.release();
    started[1]?.end();
    await sleep(300);
    expect(started).toHaveLength(2);
  });

  it('leaves the failure of the first start to its caller', async () => {
    const supervisor = new Supervisor(() => Promise.reject(new Error('no')));
    await expect(supervisor.start()).rejects.toThrow('no');
  });
});
