import { createCipheriv } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  CryptoRandom,
  definitionHash,
  exactReturn,
  fraction,
  isReturnAsDeclared,
  multiply,
  parseSlotDefinition,
  playSlot,
  type SlotDefinition,
  toDecimal,
} from '@croupier/game-maths';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

function load(file: string): SlotDefinition {
  return parseSlotDefinition(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
}

/** What is published of each game. A change here is a new version of the game and a notice to its players. */
const published: Record<string, { version: string; rtp: string; hitRate: string; hash: string }> = {
  'lamplight-ledger.json': {
    version: '1.0.0',
    rtp: '0.95193052',
    hitRate: '0.32468037',
    hash: '77b0e2691d2d675de473268d8e7b73c0a21398cb99c6a14caf1598411151d435',
  },
};

it('publishes the figures of every game', () => {
  expect(Object.keys(published)).toEqual(files);
});

describe.each(files)('%s', (file) => {
  const game = load(file);
  const exact = exactReturn(game);

  it('is named after its game', () => {
    expect(file).toBe(`${game.id}.json`);
  });

  it('returns what is published, within its declared band', () => {
    expect({
      version: game.version,
      rtp: exact.rtp,
      hitRate: toDecimal(exact.hitRate, 8),
      hash: definitionHash(game),
    }).toEqual(published[file]);
    expect(isReturnAsDeclared(game, exact.fraction)).toBe(true);
  });

  it('tells players the exact return, its parts and how often a spin pays', () => {
    const text = game.rules.find(({ id }) => id === 'return')?.paragraphs.join(' ') ?? '';
    const { lines, freeSpins } = exact.split;
    for (const figure of [exact.fraction, lines, freeSpins, exact.hitRate]) {
      expect(text).toContain(`${toDecimal(multiply(figure, fraction(100n)), 6)} %`);
    }
    expect(text).toContain('computed exactly from this definition');
  });

  it('stays under the highest stake of a round, £5', () => {
    expect(Math.max(...(game.stakes.GBP ?? []))).toBeLessThanOrEqual(500);
  });
});

describe('Lamplight Ledger', () => {
  const game = load('lamplight-ledger.json');

  it('begins the Midnight Count with 0.856 % of base spins, as its rules say', () => {
    const feature = { awards: { 3: 1 }, multiplier: 1, retrigger: false, maximumTotal: 1 };
    const once = exactReturn(parseSlotDefinition({ ...game, freeSpins: feature }));
    expect(once.freeSpinsPerRound).toEqual(fraction(856n, 100_000n));
  });

  it('comes to its exact return over 200,000 rounds', () => {
    const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 20), Buffer.alloc(16));
    const random = new CryptoRandom((size) => cipher.update(new Uint8Array(size)));
    const rounds = 200_000;
    let [sum, squares] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const ratio = playSlot(game, 10, random).payout / 10;
      sum += ratio;
      squares += ratio * ratio;
    }
    const mean = sum / rounds;
    const standardError = Math.sqrt((squares / rounds - mean * mean) / rounds);
    expect(standardError).toBeLessThan(0.02);
    expect(Math.abs(mean - Number(exactReturn(game).rtp))).toBeLessThan(5 * standardError);
  });
});
