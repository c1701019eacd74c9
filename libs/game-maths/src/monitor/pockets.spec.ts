import { describe, expect, it } from '@jest/globals';
import { StreamRandom } from '../stream-random.js';
import { alarmAt, Evidence } from './evidence.js';
import { pocketGains, unevenArcs } from './pockets.js';

const pockets = 37;
const empty = (): number[] => Array.from({ length: pockets }, () => 0);
const evidenceOf = (counts: readonly number[]): number => {
  const evidence = new Evidence(unevenArcs(counts.length).length);
  evidence.add(1, pocketGains(counts));
  return evidence.log;
};
/** So many spins in which the first pocket comes `often` times in `of` and the others share the rest. */
const spins = (random: StreamRandom, many: number, often: number, of: number): number[] => {
  const counts = empty();
  for (let spin = 0; spin < many; spin += 1) {
    const drawn = random.below(of);
    const place = drawn < often ? 0 : 1 + ((drawn - often) % (pockets - 1));
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
};
const even = { often: 360, of: 360 * pockets };
const tenthMore = { often: 396, of: 360 * pockets };

describe('evidence against a wheel', () => {
  it.each([37, 38])('is worth on average what was put in, whatever is bet on, with %d pockets', (size) => {
    const worth = unevenArcs(size).map(() => 0);
    for (let pocket = 0; pocket < size; pocket += 1) {
      const gains = pocketGains(Array.from({ length: size }, (_, place) => (place === pocket ? 1 : 0)));
      for (const [at, gain] of gains.entries()) worth[at] = (worth[at] ?? 0) + Math.exp(gain) / size;
    }
    for (const mean of worth) expect(mean).toBeCloseTo(1, 12);
  });

  it('says the same whether spins come at once or one by one', () => {
    const random = new StreamRandom(Buffer.alloc(32, 3));
    const counts = spins(random, 200, even.often, even.of);
    const evidence = new Evidence(unevenArcs(pockets).length);
    for (const [place, many] of counts.entries())
      for (let spin = 0; spin < many; spin += 1) {
        const one = empty();
        one[place] = 1;
        evidence.add(1, pocketGains(one));
      }
    expect(evidence.log).toBeCloseTo(evidenceOf(counts), 9);
  });

  it('alarms more rarely than promised while the wheel is even, however often somebody looks', () => {
    const random = new StreamRandom(Buffer.alloc(32, 11));
    const alpha = 0.2;
    let alarms = 0;
    for (let life = 0; life < 60; life += 1) {
      const evidence = new Evidence(unevenArcs(pockets).length);
      for (let day = 0; day < 40; day += 1) {
        evidence.add(Math.floor(day / 7) + 1, pocketGains(spins(random, 500, even.often, even.of)));
        if (evidence.log >= Math.log(1 / alpha)) {
          alarms += 1;
          break;
        }
      }
    }
    expect(alarms / 60).toBeLessThanOrEqual(alpha);
  });

  it('finds one pocket that comes a tenth too often, and not an even wheel, in 250,000 spins', () => {
    const random = new StreamRandom(Buffer.alloc(32, 5));
    expect(evidenceOf(spins(random, 250_000, tenthMore.often, tenthMore.of))).toBeGreaterThan(alarmAt(10));
    expect(evidenceOf(spins(random, 250_000, even.often, even.of))).toBeLessThan(0);
  });

  it('finds a wheel that favours a quarter of itself by a tenth in 40,000 spins', () => {
    const random = new StreamRandom(Buffer.alloc(32, 6));
    const counts = empty();
    for (let spin = 0; spin < 40_000; spin += 1) {
      // Nine places have eleven parts each, the others what is left of 370 in equal parts.
      const drawn = random.below(370 * 28);
      const place = drawn < 99 * 28 ? 20 + (drawn % 9) : (29 + ((drawn - 99 * 28) % 28)) % pockets;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    expect(evidenceOf(counts)).toBeGreaterThan(alarmAt(10));
  });
});
