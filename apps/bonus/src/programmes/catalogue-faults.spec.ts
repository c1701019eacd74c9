import { describe, expect, it } from '@jest/globals';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';
import { catalogueFaultsOf, gamesNamedIn } from './catalogue-faults.js';

const known = new Set(['lamplight-ledger', 'half-game']);
const stakes = [gbp(10), gbp(20)];

describe('a definition held against the catalogue', () => {
  it('names the games it weighs and the one its free rounds are of', () => {
    expect(gamesNamedIn(depositMatch())).toEqual(['half-game']);
    expect(gamesNamedIn(freeRounds())).toEqual(['half-game', 'lamplight-ledger']);
  });

  it('passes if all of it can be played', () => {
    expect(catalogueFaultsOf(depositMatch(), known)).toEqual([]);
    expect(catalogueFaultsOf(freeRounds(), known, stakes)).toEqual([]);
  });

  it('has a fault for each game that is in no catalogue, by its member', () => {
    const gameWeights = [...'ab'].map((gameId) => ({ gameId, basisPoints: 10_000 }));
    const faults = catalogueFaultsOf(freeRounds({ gameWeights }), known);
    expect(faults.map(({ field, code }) => [field, code])).toEqual([
      ['gameWeights.0.gameId', 'unknown_game'],
      ['gameWeights.1.gameId', 'unknown_game'],
      ['freeRounds.gameId', 'unknown_game'],
    ]);
  });

  it('does not take a stake of another amount or another currency for one of the game', () => {
    const euros = [{ amount: 10, currency: 'EUR' as const }];
    for (const others of [[gbp(20)], euros, []])
      expect(catalogueFaultsOf(freeRounds(), known, others)).toEqual([
        {
          field: 'freeRounds.stake',
          code: 'unknown_stake',
          message: 'is £0.10, which is no stake of lamplight-ledger',
        },
      ]);
  });
});
