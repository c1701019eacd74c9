import { createCipheriv } from 'node:crypto';
import { CryptoRandom, dealCard, Entropy, RandomSourceError } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { dealtDeck } from './card-tests.js';
import { controls } from './controls.js';
import { RoundsRandom, systemRandom, watchedBytes } from './streams.js';
import { leastDrawsBelow } from './scaled-tests.js';
import { holm, judge, judgeScaled, leastDraws, significance, tests, unseen } from './suite.js';

/** Sound bytes that are the same in every run, so that no test here fails by chance. */
function fixedEntropy(seed: number): Entropy {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return new Entropy((size) => cipher.update(new Uint8Array(size)));
}

const named = (...names: string[]) => tests.filter(({ name }) => names.includes(name));
const key = 'a key of seeds for this spec alone';
const fixedRandom = (seed: number): CryptoRandom => {
  const entropy = fixedEntropy(seed);
  return new CryptoRandom((size) => entropy.bytes(size));
};

describe('the streams that are looked at', () => {
  it('are those of rounds: each from its own first number on', () => {
    const drawn = (random: RoundsRandom): number[] => Array.from({ length: 200 }, () => random.below(1000));
    const numbers = drawn(new RoundsRandom(fixedEntropy(1), key));
    expect(drawn(new RoundsRandom(fixedEntropy(1), key))).toEqual(numbers);
    expect(drawn(new RoundsRandom(fixedEntropy(1), `${key}, another`))).not.toEqual(numbers);
    expect(drawn(new RoundsRandom(fixedEntropy(2), key))).not.toEqual(numbers);
  });

  it.each([
    ['rounds', (entropy: Entropy) => new RoundsRandom(entropy, key)],
    ['the system', systemRandom],
  ])('of %s do not begin on a generator that stands still', (_, open) => {
    expect(() => open(new Entropy((size) => new Uint8Array(size)))).toThrow(RandomSourceError);
  });

  it('end when a round would be drawn from a salt of a generator that has failed since', () => {
    const sound = fixedEntropy(1);
    let stands = false;
    const random = new RoundsRandom(
      new Entropy((size) => (stands ? new Uint8Array(size) : sound.bytes(size))),
      key,
    );
    random.below(37);
    stands = true;
    const ever = (): void => {
      for (let draw = 0; draw < 1_000_000; draw += 1) random.below(37);
    };
    expect(ever).toThrow(expect.objectContaining({ code: 'service_unavailable' }));
  });

  it('are watched on their way out', () => {
    const stuck = { below: () => 7 };
    expect(() => watchedBytes(stuck)(1024)).toThrow(RandomSourceError);
    expect(new Set(watchedBytes(fixedRandom(3))(10_000)).size).toBe(256);
  });
});

describe('the tests of randomness', () => {
  it.each([
    ['rounds', () => new RoundsRandom(fixedEntropy(5), key)],
    ['the system', () => fixedRandom(6)],
  ])('take the stream of %s for sound', (name, open) => {
    const { results, sound } = judge({ name, random: open() }, leastDraws);
    expect(results.filter(({ rejected }) => rejected)).toEqual([]);
    expect(results).toHaveLength(tests.length);
    expect(sound).toBe(true);
  });

  it('deal decks as games do', () => {
    const [random, same] = [fixedRandom(10), fixedRandom(10)];
    const dealt: number[] = [];
    while (dealt.length < 52) dealt.push(dealCard(dealt, 52, same));
    expect(dealtDeck(random)(52)).toEqual(dealt);
  });

  it('see every generator that is known to be bad', () => {
    for (const control of controls(fixedRandom(7))) {
      const judgement = judge(control, leastDraws, named(...control.sees));
      expect([control.name, unseen(control, judgement)]).toEqual([control.name, []]);
    }
  });

  it('hear a single one that rejects a second time, on fresh numbers', () => {
    const bad = controls(fixedRandom(7)).find(({ name }) => name === 'a naive shuffle')?.shuffle;
    const sound = dealtDeck(fixedRandom(8));
    /** Naive for the decks of one test. */
    const shuffles = (naiveDecks: number) => {
      let decks = 0;
      return (size: number): number[] =>
        ((decks += 1) <= naiveDecks ? bad?.(size) : undefined) ?? sound(size);
    };
    const judged = (naiveDecks: number) =>
      judge(
        { name: 'shuffled', random: fixedRandom(9), shuffle: shuffles(naiveDecks) },
        leastDraws,
        named('card by position', 'bits', 'below 2'),
      );
    const once = judged(Math.floor(leastDraws / 52));
    expect(once.results.filter(({ rejected }) => rejected)).toEqual([
      expect.objectContaining({ name: 'card by position' }),
    ]);
    expect(once.results.find(({ rejected }) => rejected)?.again).toBeGreaterThan(significance);
    expect(once.sound).toBe(true);
    expect(judged(Number.POSITIVE_INFINITY).sound).toBe(false);
  });

  it('say of a sound one what they should: a tenth of their chances is below a tenth', () => {
    const chosen = named(
      'bits',
      'runs of bits',
      'gaps',
      'poker',
      'runs up',
      'below 6',
      'below 37',
      'pairs below 6',
    );
    const chances = Array.from({ length: 40 }, (_, run) =>
      judge({ name: 'sound', random: fixedRandom(20 + run) }, 20_000, chosen).results.map(
        ({ chance }) => chance,
      ),
    ).flat();
    const shareBelow = (level: number): number =>
      chances.filter((chance) => chance < level).length / chances.length;
    // Of 320, so that a share strays by 0.017 and by 0.028.
    expect(Math.abs(shareBelow(0.1) - 0.1)).toBeLessThan(0.05);
    expect(Math.abs(shareBelow(0.5) - 0.5)).toBeLessThan(0.085);
  });

  describe('of scaled values, in passes that keep none of them', () => {
    const scale = { bounds: [37, 6], cards: true, draws: 300_000 };

    it('take the stream of rounds for sound, and hear of each pass when it has ended', () => {
      const passes: number[] = [];
      const stream = { name: 'rounds', random: new RoundsRandom(fixedEntropy(5), key) };
      const { results, sound } = judgeScaled(stream, scale, (passed) => passes.push(passed.length));
      expect(results.filter(({ rejected }) => rejected)).toEqual([]);
      expect(sound).toBe(true);
      expect(passes).toEqual([6, 6, 2]);
      expect(new Set(results.map(({ chance }) => chance)).size).toBe(14);
    });

    it('see every generator that is known to be bad', () => {
      const told = controls(fixedRandom(7)).flatMap((control) => {
        const sees = control.seesScaled ?? [];
        return unseen({ sees }, judgeScaled(control, { ...scale, bounds: [37] }));
      });
      expect(told).toEqual([]);
    });

    it.each<[string, string, (value: number, last: number) => number]>([
      ['comes wherever another has come', 'values', (value, last) => (last === 7 ? 8 : value)],
      ['clings to its half', 'changes', (value, last) => (last < 19 && value === 36 ? 0 : value)],
      ['clings to its lower half', 'runs below', (value, last) => (last < 19 && value === 36 ? 0 : value)],
      ['follows itself', 'pairs', (value, last) => (value === (last + 1) % 37 ? last : value)],
    ])('see a value that %s by %s', (_, name, rule) => {
      const sound = fixedRandom(11);
      let last = 0;
      const random = { below: (bound: number) => (last = rule(sound.below(bound), last)) };
      const { results } = judgeScaled({ name: 'bent', random }, { ...scale, bounds: [37], cards: false });
      expect(results.filter(({ rejected }) => rejected).map((result) => result.name)).toContainEqual(
        expect.stringContaining(name),
      );
    });

    it('say of a sound one what they should: a tenth of their chances is below a tenth', () => {
      const chances = Array.from({ length: 30 }, (__, run) =>
        judgeScaled(
          { name: 'sound', random: fixedRandom(80 + run) },
          { bounds: [2, 3, 10], cards: false, draws: 25_000 },
        ).results.map(({ chance }) => chance),
      ).flat();
      const shareBelow = (level: number): number =>
        chances.filter((chance) => chance < level).length / chances.length;
      // Of 540, so that a share strays by 0.013 and by 0.022.
      expect(Math.abs(shareBelow(0.1) - 0.1)).toBeLessThan(0.05);
      expect(Math.abs(shareBelow(0.5) - 0.5)).toBeLessThan(0.085);
    });

    it('ask for so many values that every cell is filled', () => {
      expect(leastDrawsBelow(37)).toBeLessThan(leastDraws);
      expect(leastDrawsBelow(2 ** 24)).toBeGreaterThan(2 ** 26);
    });
  });

  it('are held together by the rule of Holm', () => {
    expect(holm([0.5, 0.0001, 0.004], significance)).toEqual([false, true, true]);
    expect(holm([0.5, 0.0001, 0.006], significance)).toEqual([false, true, false]);
    expect(holm([0.004, 0.5, 0.5], significance)).toEqual([false, false, false]);
  });
});
