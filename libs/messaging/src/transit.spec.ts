import { describe, expect, it } from '@jest/globals';
import { type Delay } from './echo.js';
import { Transit } from './transit.js';

/** A delay of the broker alone. */
const of = (mostMs: number): Delay => ({ mostMs, brokerMs: mostMs });

/** An asker whose clock is `ahead` ms before ours; what it sends takes 2 ms at the least. */
function heard(transit: Transit, ahead: number, asks = 10): { asker: string; at: (sent: number) => number } {
  const asker = `_INBOX_${ahead}`;
  for (let n = 0; n < asks; n += 1)
    transit.lainMs({ asker, sentAt: n * 10 + ahead }, n * 10 + 2 + (n % 3), of(50));
  return { asker, at: (sent) => sent + ahead };
}

describe('how long an ask lay on its way', () => {
  it.each([0, 1_000_000, -70_000])('is what it took longer than the fastest, clocks %d ms apart', (ahead) => {
    const transit = new Transit();
    const { asker, at } = heard(transit, ahead);
    expect(transit.lainMs({ asker, sentAt: at(200) }, 200 + 2 + 1500, of(1600))).toBe(1500);
    expect(transit.lainMs({ asker, sentAt: at(1800) }, 1800 + 2, of(1600))).toBe(0);
  });

  it('is never more than the broker was silent: a clock that was stopped is no delay', () => {
    const transit = new Transit();
    const { asker, at } = heard(transit, 0);
    expect(transit.lainMs({ asker, sentAt: at(200 - 60_000) }, 202, of(90))).toBe(90);
  });

  it('is all of a noticeable silence, if its asker is unknown or says nothing', () => {
    const transit = new Transit();
    expect(transit.lainMs(undefined, 5000, of(3000))).toBe(3000);
    expect(transit.lainMs({ asker: 'a', sentAt: 0 }, 5000, of(3000))).toBe(3000);
    expect(transit.lainMs({ asker: 'a', sentAt: 1 }, 5000, of(3000))).toBe(3000);
    expect(transit.lainMs(undefined, 5000, of(120))).toBe(0);
  });

  it('is nothing for an unknown asker while only this process was busy, and is measured for a known one', () => {
    const transit = new Transit();
    const { asker, at } = heard(transit, 0);
    const busy = { mostMs: 3000, brokerMs: 40 };
    expect(transit.lainMs({ asker: 'new', sentAt: 0 }, 5000, busy)).toBe(0);
    expect(transit.lainMs({ asker, sentAt: at(200) }, 200 + 2 + 2500, busy)).toBe(2500);
  });

  it('follows a clock that runs slow: what was long ago is forgotten', () => {
    const transit = new Transit();
    heard(transit, 0);
    const asker = '_INBOX_0';
    const slower = (at: number, late = 0): number =>
      transit.lainMs({ asker, sentAt: at * 0.999 }, at + 2 + late, of(10_000));
    for (let at = 100; at < 600_000; at += 1000) slower(at);
    expect(slower(600_000)).toBeLessThan(200);
    expect(slower(601_000, 3000)).toBeGreaterThan(2800);
  });

  it('remembers only so many askers', () => {
    const transit = new Transit();
    const { asker, at } = heard(transit, 0);
    for (let n = 0; n < 1500; n += 1) transit.lainMs({ asker: `other ${n}`, sentAt: 0 }, 300, of(0));
    expect(transit.lainMs({ asker, sentAt: at(400) }, 402, of(3000))).toBe(3000);
  });
});
