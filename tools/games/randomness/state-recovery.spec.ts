import { createCipheriv } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { CryptoRandom, Entropy, type RandomSource } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { predict, Xorshift } from './state-recovery.js';
import { RoundsRandom } from './streams.js';

/** What a player sees of two hundred spins, and what would then be worth knowing. */
const [seen, ahead] = [200, 100];

function fixedEntropy(): Entropy {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 9), Buffer.alloc(16));
  return new Entropy((size) => cipher.update(new Uint8Array(size)));
}

/** The longest prediction that came true. */
function broken(values: readonly number[], bound: number): number {
  const told = predict(values.slice(0, seen), bound, ahead);
  if (!told) return 0;
  const wrong = told.findIndex((value, index) => value !== values[seen + index]);
  return wrong < 0 ? told.length : wrong;
}

describe('the state of a generator, from what it has shown', () => {
  it.each([37, 6, 52, 10_000])('of Math.random is known, and all that follows, below %i', (bound) => {
    // A build of a game that draws from the engine's own generator, which the linter refuses here.
    const planted = `Array.from({ length: ${seen + ahead} }, () => Math.floor(Math.random() * ${bound}))`;
    expect(broken([...(runInNewContext(planted) as number[])], bound)).toBe(ahead);
  });

  it('is known wherever in its block of values the looking begins', () => {
    const generator = new Xorshift(0x1234_5678_9abc_def0n, 0x0fed_cba9_8765_4321n);
    const values = Array.from({ length: 8 }, () => generator.block(37)).flat();
    for (const from of [0, 1, 30, 63]) expect(broken(values.slice(from), 37)).toBe(ahead);
  });

  it.each<[string, () => RandomSource]>([
    ['rounds', () => new RoundsRandom(fixedEntropy(), 'a key of seeds for this spec alone')],
    [
      'the system',
      () => {
        const entropy = fixedEntropy();
        return new CryptoRandom((size) => entropy.bytes(size));
      },
    ],
  ])('of %s there is none that shows what was seen', (_, open) => {
    for (const bound of [37, 6, 52, 10_000]) {
      const random = open();
      const values = Array.from({ length: seen + ahead }, () => random.below(bound));
      expect(predict(values.slice(0, seen), bound, ahead)).toBeUndefined();
    }
  });
});
