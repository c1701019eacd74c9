import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Errand, Lanes, type Verdict } from './lanes.js';

interface Item extends Errand {
  number: number;
  failures: number;
}

const item = (number: number, lane: string, over: Partial<Item> = {}): Item => ({
  number,
  lane,
  alone: false,
  failures: 0,
  ...over,
});

describe('lanes', () => {
  it('keep the order of each lane and never work on more at once than they may', async () => {
    const errands = fc.array(
      fc.record({
        lane: fc.constantFrom('a', 'b', 'c', 'd'),
        alone: fc.boolean(),
        failures: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(errands, fc.integer({ min: 1, max: 3 }), async (plan, atOnce) => {
        const items = plan.map(({ lane, ...over }, number) => item(number, lane, over));
        const done: Item[] = [];
        let [active, alone] = [0, 0];
        let open = items.length;
        await new Promise<void>((resolve) => {
          if (open === 0) resolve();
          const lanes = new Lanes<Item>(atOnce, async (one) => {
            expect((active += 1)).toBeLessThanOrEqual(atOnce);
            if (one.alone) expect((alone += 1)).toBe(1);
            await new Promise((next) => setImmediate(next));
            active -= 1;
            if (one.alone) alone -= 1;
            one.failures -= 1;
            if (one.failures >= 0) return { againInMs: 1 };
            done.push(one);
            if ((open -= 1) === 0) resolve();
            return 'done';
          });
          for (const one of items) lanes.add(one);
        });
        for (const lane of 'abcd')
          expect(done.filter((one) => one.lane === lane)).toEqual(items.filter((one) => one.lane === lane));
      }),
      { numRuns: 60 },
    );
  });

  it('hold up nobody else for one that is to be tried again', async () => {
    const done: number[] = [];
    const verdict = (number: number): Verdict => (number === 0 ? { againInMs: 3_600_000 } : 'done');
    const lanes = new Lanes<Item>(1, ({ number }) => {
      done.push(number);
      return Promise.resolve(verdict(number));
    });
    for (const one of [item(0, 'a'), item(1, 'a'), item(2, 'b')]) lanes.add(one);
    await lanes.settled();
    expect(done).toEqual([0, 2]);
    expect(lanes.clear().map(({ number }) => number)).toEqual([0, 1]);
    await lanes.settled();
  });

  it('give back what nobody is at', async () => {
    let end: (verdict: Verdict) => void = () => undefined;
    const lanes = new Lanes<Item>(1, () => new Promise((resolve) => (end = resolve)));
    for (const one of [item(0, 'a'), item(1, 'a'), item(2, 'b')]) lanes.add(one);
    expect(lanes.clear().map(({ number }) => number)).toEqual([1, 2]);
    const settled = lanes.settled();
    end('done');
    await settled;
    expect(lanes.clear()).toEqual([]);
  });
});
