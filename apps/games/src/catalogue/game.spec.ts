import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rouletteBets } from '@croupier/contracts';
import { rouletteBetKinds } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { capGameJson } from '../../test/cap-game.js';
import { detailOf, gameFrom, summaryOf } from './game.js';

const lamplight = path.resolve(import.meta.dirname, '../../definitions/lamplight-ledger.json');

describe('gameFrom', () => {
  it('shows a game with its exact return, its stakes and its rules', () => {
    const game = gameFrom('lamplight-ledger.json', readFileSync(lamplight, 'utf8'));
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

  it('shows a roulette with the exact edge of every bet, and a cycle of 5 seconds', () => {
    const file = lamplight.replace('lamplight-ledger', 'saltmarsh-roulette');
    const detail = detailOf({ game: gameFrom('saltmarsh-roulette.json', readFileSync(file, 'utf8')) });
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
  ])('has the cycle that %s asks for, and not one below the %d ms of the law', (id, law, longer) => {
    const json = JSON.parse(readFileSync(lamplight.replace('lamplight-ledger', id), 'utf8')) as object;
    const game = (minimumCycleMs: number) =>
      gameFrom(`${id}.json`, JSON.stringify({ ...json, minimumCycleMs }), { isApproved: true });
    expect(detailOf({ game: game(longer) }).minimumCycleMs).toBe(longer);
    expect(() => game(law - 1)).toThrow(
      `minimumCycleMs: is ${law - 1}; give an integer from ${law} to 60000`,
    );
  });

  it('refuses a table without its pay table, but goes on to play one that was taken for live before', () => {
    const file = lamplight.replace('lamplight-ledger', 'saltmarsh-roulette');
    const json = JSON.parse(readFileSync(file, 'utf8')) as { rules: { id: string }[] };
    const text = JSON.stringify({ ...json, rules: json.rules.filter(({ id }) => id !== 'pays') });
    expect(() => gameFrom('saltmarsh-roulette.json', text)).toThrow('have no section "pays"');
    expect(gameFrom('saltmarsh-roulette.json', text, { isApproved: true }).kind).toBe('roulette');
    const band = text.replace('"maximum":"0.98"', '"maximum":"0.971"');
    expect(() => gameFrom('saltmarsh-roulette.json', band, { isApproved: true })).toThrow('is not declared');
  });

  it.each([
    ['a definition with faults', { rows: 0 }, 'rows'],
    [
      'a return outside the declared band',
      { rtp: { minimum: '0.98', maximum: '0.99' } },
      'outside the declared',
    ],
    ['the name of another file', { id: 'other-game' }, 'must be called other-game.json'],
  ])('refuses %s', (_, fault, message) => {
    const text = JSON.stringify({ ...capGameJson(), ...fault });
    expect(() => gameFrom('cap-game.json', text)).toThrow(message);
  });

  it('refuses a member that is given twice, of which JSON would take the last', () => {
    const text = JSON.stringify(capGameJson()).replace('{', '{"rows":1,');
    expect(() => gameFrom('cap-game.json', text)).toThrow('has a member twice in one object: rows; keep one');
  });

  it('refuses what is not JSON', () => {
    expect(() => gameFrom('cap-game.json', '{')).toThrow(SyntaxError);
  });
});
