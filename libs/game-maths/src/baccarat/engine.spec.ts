import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson, edgesOf, standardErrors } from '../../test/definitions.js';
import { certificationFaults } from '../certify.js';
import { countResults, ordersOfSix } from './count.js';
import { parseBaccaratDefinition } from './definition.js';
import { baccaratEngine } from './engine.js';

interface Json {
  decks: number;
  pays: Record<string, string>;
  bothPerfect?: string;
  bankerExceptions?: object[];
  limits: Record<string, { bets: Record<string, unknown> }>;
}

const json = definitionJson<Json>('heron-baccarat');
const heron = parseBaccaratDefinition(json);
const without = parseBaccaratDefinition(
  changed(json, (copy) => {
    copy.pays['banker'] = '1:1';
    copy.bankerExceptions = [{ total: 6, pays: '1:2' }];
  }),
);
const sevenPushes = parseBaccaratDefinition(
  changed(json, (copy) => {
    copy.pays['banker'] = '1:1';
    copy.bankerExceptions = [{ total: 7, cards: 3, pays: '0:1' }];
  }),
);

/** Without the pairs, which one deck cannot have. */
const main = changed(json, (copy) => {
  const { player, banker, tie } = copy.pays;
  Object.assign(copy, { pays: { player, banker, tie } });
  delete copy.bothPerfect;
  const bets = copy.limits['GBP']?.bets ?? {};
  for (const bet of Object.keys(bets)) if (bet.endsWith('-pair')) delete bets[bet];
});

/** As tables of others print them. */
function rounded(edges: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(edges).map(([bet, edge]) => [bet, Number(edge).toFixed(2)]));
}

function outcomes(decks: number) {
  const counts = { banker: 0n, player: 0n, tie: 0n };
  for (const { player, banker, ways } of countResults(decks)) {
    counts[player === banker ? 'tie' : player > banker ? 'player' : 'banker'] += ways;
  }
  return counts;
}

describe('baccarat', () => {
  it('Baccarat, 8 decks: outcomes of 4,998,398,275,503,360', () => {
    expect(ordersOfSix(8)).toBe(4_998_398_275_503_360n);
    expect(outcomes(8)).toEqual({
      banker: 2_292_252_566_437_888n,
      player: 2_230_518_282_592_256n,
      tie: 475_627_426_473_216n,
    });
  });

  it('Baccarat, 8 decks, standard third-card table, banker 5% commission', () => {
    expect(edgesOf(baccaratEngine.sheets(heron))).toMatchObject({
      banker: '1.057906',
      player: '1.235081',
      tie: '14.359629',
    });
  });

  it('is counted in full with every number of decks', () => {
    for (let decks = 1; decks <= 8; decks += 1) {
      const { banker, player, tie } = outcomes(decks);
      expect(banker + player + tie).toBe(ordersOfSix(decks));
    }
  });

  it('keeps what is published for fewer decks and for pairs', () => {
    const edges = (decks: number) =>
      edgesOf(baccaratEngine.sheets(parseBaccaratDefinition(changed(main, (copy) => (copy.decks = decks)))));
    expect(rounded(edges(6))).toMatchObject({ banker: '1.06', player: '1.24', tie: '14.44' });
    expect(rounded(edges(1))).toMatchObject({ banker: '1.01', player: '1.29', tie: '15.75' });
    expect(rounded(edgesOf(baccaratEngine.sheets(heron)))).toMatchObject({
      'player-pair': '10.36',
      'banker-pair': '10.36',
      'either-pair': '13.71',
    });
  });

  it('keeps more of the banker where a six pays half, and less where a seven of three cards pushes', () => {
    expect(rounded(edgesOf(baccaratEngine.sheets(without)))['banker']).toBe('1.46');
    expect(rounded(edgesOf(baccaratEngine.sheets(sevenPushes)))['banker']).toBe('1.02');
  });

  it('returns what its definition declares and tells players', () => {
    expect(certificationFaults(baccaratEngine, heron, baccaratEngine.sheets(heron))).toEqual([]);
  });

  it.each([
    ['with a commission', heron],
    ['without', without],
  ])('is what played rounds come to, %s', (_, definition) => {
    for (const sheet of baccaratEngine.sheets(definition)) {
      const seen = standardErrors(baccaratEngine, definition, { sheet, rounds: 40_000, seed: 8 });
      expect([sheet.bet, seen < 4]).toEqual([sheet.bet, true]);
    }
  });

  it.each<[string, object[], string]>([
    [
      'a win that the banker never has',
      [
        { total: 2, cards: 2, pays: '5:1' },
        { total: 6, pays: '1:2' },
      ],
      'bankerExceptions[0]: is of a win that the banker never has',
    ],
    [
      'one that another decides before',
      [
        { total: 6, pays: '1:2' },
        { total: 6, cards: 3, pays: '2:1' },
      ],
      'bankerExceptions[1]: never decides, because bankerExceptions[0] does before',
    ],
  ])('cannot be certified with %s', (_, bankerExceptions, fault) => {
    const definition = parseBaccaratDefinition(
      changed(json, (copy) => Object.assign(copy, { bankerExceptions })),
    );
    const faults = baccaratEngine.certificationFaults?.(definition) ?? [];
    expect(faults.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      expect.stringContaining(fault),
    ]);
    expect(baccaratEngine.certificationFaults?.(sevenPushes)).toEqual([]);
  });

  it('has no sampler of a bet that is not offered', () => {
    expect(() => baccaratEngine.sampler(heron, 'dragon')).toThrow('no dragon');
  });
});
