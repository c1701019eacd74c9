import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rouletteBets } from '@croupier/contracts';
import {
  CounterHere,
  countWithin,
  definitionHash,
  parsePlayedSlot,
  rouletteBetKinds,
} from '@croupier/game-maths';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { capGameJson } from '../../test/cap-game.js';
import { detailOf, gameFrom as gameBy, summaryOf } from './game.js';

const lamplight = path.resolve(import.meta.dirname, '../../definitions/lamplight-ledger.json');

type Known = Omit<Parameters<typeof gameBy>[2], 'counter'>;
const gameFrom = (file: string, text: string, known: Known = {}) =>
  gameBy(file, text, { counter: new CounterHere(), ...known });

describe('gameFrom', () => {
  it('shows a game with its exact return, its stakes and its rules', async () => {
    const game = await gameFrom('lamplight-ledger.json', readFileSync(lamplight, 'utf8'));
    const detail = detailOf({ game });
    expect(detail).toMatchObject({
      ...summaryOf(game),
      version: '1.0.0',
      definitionHash: '77b0e2691d2d675de473268d8e7b73c0a21398cb99c6a14caf1598411151d435',
      minimumCycleMs: 2500,
      stakes: [10, 20, 50, 100, 200, 300, 400, 500].map((amount) => ({ amount, currency: 'GBP' })),
    });
    const { ratio, numerator, denominator, basis } = detail.returnToPlayer;
    expect(ratio).toBe('0.95193052');
    expect((BigInt(numerator) * 10n ** 8n) / BigInt(denominator)).toBe(95193052n);
    expect(Math.max(numerator.length, denominator.length)).toBeLessThanOrEqual(400);
    expect(basis.length).toBeLessThanOrEqual(300);
    expect(detail.rules).toHaveLength(6);
    expect(detail.rules.every((section) => Object.keys(section).join() === 'title,paragraphs')).toBe(true);
  });

  it('shows a roulette with the exact edge of every bet, and a cycle of 5 seconds', async () => {
    const file = lamplight.replace('lamplight-ledger', 'saltmarsh-roulette');
    const detail = detailOf({ game: await gameFrom('saltmarsh-roulette.json', readFileSync(file, 'utf8')) });
    expect(detail).toMatchObject({ kind: 'roulette', minimumCycleMs: 5000 });
    expect(detail.returnToPlayer).toMatchObject({ ratio: '0.97297297', numerator: '36', denominator: '37' });
    expect(detail.bets?.map(({ edge }) => edge)).toEqual(Array.from({ length: 15 }, () => '1/37'));
    expect(detail.bets?.[0]).toEqual({
      kind: 'straight',
      covers: 1,
      pays: 35,
      edge: '1/37',
      minimum: { amount: 10, currency: 'GBP' },
      maximum: { amount: 1000, currency: 'GBP' },
    });
    expect(detail.bets?.map(({ kind }) => kind)).toEqual(
      rouletteBets.filter((kind) => kind !== 'five-number'),
    );
    expect([...rouletteBets]).toEqual([...rouletteBetKinds]);
  });

  it.each([
    ['lamplight-ledger', 2500, 4000],
    ['saltmarsh-roulette', 5000, 9000],
    ['kestrel-draw', 5000, 9000],
  ])('has the cycle that %s asks for, and not one below the %d ms of the law', async (id, law, longer) => {
    const json = JSON.parse(readFileSync(lamplight.replace('lamplight-ledger', id), 'utf8')) as object;
    const game = (minimumCycleMs: number) =>
      gameFrom(`${id}.json`, JSON.stringify({ ...json, minimumCycleMs }), { isApproved: true });
    expect(detailOf({ game: await game(longer) }).minimumCycleMs).toBe(longer);
    await expect(game(law - 1)).rejects.toThrow(
      `minimumCycleMs: is ${law - 1}; give an integer from ${law} to 60000`,
    );
  });

  it('refuses a table without its pay table, but goes on to play one that was taken for live before', async () => {
    const file = lamplight.replace('lamplight-ledger', 'saltmarsh-roulette');
    const json = JSON.parse(readFileSync(file, 'utf8')) as { rules: { id: string }[] };
    const text = JSON.stringify({ ...json, rules: json.rules.filter(({ id }) => id !== 'pays') });
    await expect(gameFrom('saltmarsh-roulette.json', text)).rejects.toThrow('have no section "pays"');
    expect((await gameFrom('saltmarsh-roulette.json', text, { isApproved: true })).kind).toBe('roulette');
    const band = text.replace('"maximum":"0.98"', '"maximum":"0.971"');
    await expect(gameFrom('saltmarsh-roulette.json', band, { isApproved: true })).rejects.toThrow(
      'is not declared',
    );
  });

  it.each([
    ['a definition with faults', { rows: 0 }, 'rows'],
    [
      'a return outside the declared band',
      { rtp: { minimum: '0.98', maximum: '0.99' } },
      'outside the declared',
    ],
    ['the name of another file', { id: 'other-game' }, 'must be called other-game.json'],
  ])('refuses %s', async (_, fault, message) => {
    const text = JSON.stringify({ ...capGameJson(), ...fault });
    await expect(gameFrom('cap-game.json', text)).rejects.toThrow(message);
  });

  describe('of a slot that is beyond the bounds of today', () => {
    const heights = [0, 1, 2, 3, 4];
    const long = {
      ...(capGameJson() as { symbols: object[] }),
      rows: 5,
      reels: Array.from({ length: 3 }, (_reel, reel) => [
        'bell',
        'ace',
        ...Array.from({ length: 18 }, (_, at) => (at % 3 === reel ? 'king' : 'ace')),
      ]),
      lines: heights.flatMap((a) => heights.flatMap((b) => heights.slice(1).map((c) => [a, b, c]))),
      pays: { ace: { 3: 1 }, king: { 3: 1 } },
      freeSpins: { awards: { 3: 2 }, multiplier: 1, retrigger: true, maximumTotal: 500 },
      bothWays: true,
      stakes: { GBP: [100] },
    };
    const text = JSON.stringify(long);
    const uncounted = JSON.stringify({
      ...long,
      pays: { ace: { 3: 1e6 }, king: { 3: 1 } },
      symbols: [...long.symbols, { id: 'wild', name: 'Wild', kind: 'wild', multiplier: 10 }],
      reels: long.reels.map((strip) => [...strip, 'wild']),
    });

    it('refuses a new one, with what is to be changed', async () => {
      await expect(gameFrom('cap-game.json', text)).rejects.toThrow(
        /can have a round whose record is \d+ bytes, of at most 6291456; give fewer free spins/,
      );
    });

    it('goes on to play one that was taken for live before, and counts it where it can be', async () => {
      const game = await gameFrom('cap-game.json', text, { isApproved: true, kept: '0.93715828' });
      expect(game).toMatchObject({
        beyond: { isKept: true, faults: [expect.stringContaining('fewer free spins')] },
      });
      const { ratio, basis } = summaryOf(game).returnToPlayer;
      expect(ratio).not.toBe('0.93715828');
      expect(basis).toContain('without sampling');
      const outside = JSON.stringify({ ...long, rtp: { minimum: '0.98', maximum: '0.99' } });
      await expect(gameFrom('cap-game.json', outside, { isApproved: true })).rejects.toThrow(
        'outside the declared',
      );
    });

    it('goes on to play one that is not counted exactly, by the return it was taken with', async () => {
      const game = await gameFrom('cap-game.json', uncounted, { isApproved: true, kept: '0.93715828' });
      expect(game).toMatchObject({
        beyond: { isKept: true, faults: [expect.stringContaining('line bets'), expect.anything()] },
      });
      expect(summaryOf(game).returnToPlayer).toMatchObject({
        ...{ ratio: '0.93715828', basis: expect.stringContaining('rounded to eight digits') as unknown },
      });
    });

    it('promises no more than it declares until that is known', async () => {
      const game = await gameFrom('cap-game.json', uncounted, { isApproved: true });
      expect(game).toMatchObject({ beyond: { isKept: false } });
      expect(summaryOf(game).returnToPlayer.ratio).toBe('0.01000000');
    });
  });

  describe('of a slot that there is no room to count', () => {
    const text = JSON.stringify(capGameJson());
    const hash = definitionHash(parsePlayedSlot(JSON.parse(text)));
    const json = capGameJson();
    const bets = [{ bet: 'spin', basis: 'As certified.', returnToPlayer: { fraction: '7/8' } }];

    beforeEach(() => countWithin({ bytesLeft: () => 1000, elsewhere: 'count it elsewhere' }));
    afterEach(() => countWithin(undefined));

    it('refuses a new one without its sheet', async () => {
      const remedy = /are counted exactly; give .*, or count it elsewhere/;
      await expect(gameFrom('cap-game.json', text)).rejects.toThrow(remedy);
      const other = { paper: { definitionHash: hash.replaceAll('0', '1'), bets } };
      await expect(gameFrom('cap-game.json', text, other)).rejects.toThrow(remedy);
      const refused = { paper: { definitionHash: hash, bets, faults: [{}] } };
      await expect(gameFrom('cap-game.json', text, refused)).rejects.toThrow(remedy);
    });

    it('takes one by its certified sheet, unless that is outside of its band', async () => {
      const paper = { definitionHash: hash, bets };
      await expect(gameFrom('cap-game.json', text, { paper })).resolves.toMatchObject({
        isOnPaper: true,
        basis: 'As certified.',
      });
      const above = { ...paper, bets: [{ ...bets[0], returnToPlayer: { fraction: '9/8' } }] };
      await expect(gameFrom('cap-game.json', text, { paper: above })).rejects.toThrow(
        'returns 1.12500000 exactly, which is outside',
      );
    });

    it('takes one whose ways there is no room to look at by its sheet, too', async () => {
      const ways = readFileSync(
        path.resolve(import.meta.dirname, '../../definitions/tideway-lanterns.json'),
        'utf8',
      );
      const file = 'tideway-lanterns.json';
      await expect(gameFrom(file, ways)).rejects.toThrow('count it elsewhere');
      const own = definitionHash(parsePlayedSlot(JSON.parse(ways)));
      const figures = [{ ...bets[0], returnToPlayer: { fraction: '95/100' } }];
      const paper = { definitionHash: own, bets: figures };
      await expect(gameFrom(file, ways, { paper })).resolves.toMatchObject({ isOnPaper: true });
    });

    it('takes none by a sheet that can only be sampled', async () => {
      const reels = Array.from({ length: 6 }, () =>
        Array.from({ length: 40 }, (_, at) => (at === 0 ? 'bell' : at % 2 ? 'ace' : 'king')),
      );
      const cascading = {
        ...json,
        lines: [],
        rows: 3,
        reels,
        ways: { credits: 1 },
        cascades: { ladder: [1], maximum: 5 },
      };
      const own = definitionHash(parsePlayedSlot(cascading));
      const paper = { definitionHash: own, bets };
      await expect(gameFrom('cap-game.json', JSON.stringify(cascading), { paper })).rejects.toThrow(
        'only be sampled',
      );
    });

    it('goes on to play one that was taken for live before', async () => {
      const game = await gameFrom('cap-game.json', text, { isApproved: true, kept: '0.5' });
      expect(game).toMatchObject({ beyond: { isKept: true } });
      expect(summaryOf(game).returnToPlayer.ratio).toBe('0.50000000');
    });
  });

  it('refuses a member that is given twice, of which JSON would take the last', async () => {
    const text = JSON.stringify(capGameJson()).replace('{', '{"rows":1,');
    await expect(gameFrom('cap-game.json', text)).rejects.toThrow(
      'has a member twice in one object: rows; keep one',
    );
  });

  it('refuses what is not JSON', async () => {
    await expect(gameFrom('cap-game.json', '{')).rejects.toThrow(SyntaxError);
  });
});
