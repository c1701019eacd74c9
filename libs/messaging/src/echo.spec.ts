import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Echo } from './echo.js';

let now = 0;

/** Lets time pass with this process awake. */
async function pause(ms: number): Promise<void> {
  for (const end = now + ms; now < end; now += 10) await jest.advanceTimersByTimeAsync(10);
}

/** Keeps this process from everything else. */
function beBusy(ms: number): void {
  now += ms;
}

describe('the echo of the broker', () => {
  let echo: Echo;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });

  afterEach(() => {
    echo.stop();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('says how long the broker was silent, and for a while afterwards', async () => {
    let release = (): void => undefined;
    let silent = false;
    echo = new Echo(() => (silent ? new Promise((resolve) => (release = resolve)) : Promise.resolve()));
    await pause(250);
    silent = true;
    await pause(900);
    expect(echo.delay.brokerMs).toBeGreaterThan(700);
    silent = false;
    release();
    await pause(150);
    expect(echo.delay.brokerMs).toBeGreaterThan(700);
  });

  it('tells that this process was busy from that', async () => {
    echo = new Echo(() => Promise.resolve());
    await pause(250);
    beBusy(1200);
    expect(echo.delay.mostMs).toBeGreaterThanOrEqual(1200);
    const { brokerMs } = echo.delay;
    expect(brokerMs).toBeLessThan(echo.delay.mostMs - 900);
    await pause(300);
    expect(echo.delay.mostMs).toBeGreaterThanOrEqual(1200);
    expect(echo.delay.brokerMs).toBeLessThan(echo.delay.mostMs - 900);
  });
});
