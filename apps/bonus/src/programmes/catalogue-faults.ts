import type { ProgrammeDefinition, ProgrammeFault } from '@croupier/contracts';
import type { MoneyJson } from '@croupier/kernel';
import { price } from './wording.js';

/** Every game or table a definition speaks of. */
export function gamesNamedIn({ gameWeights, freeRounds }: ProgrammeDefinition): string[] {
  return [...gameWeights.map(({ gameId }) => gameId), ...(freeRounds ? [freeRounds.gameId] : [])];
}

/**
 * What a definition promises that cannot be played: a game that is in no catalogue, or free rounds at a stake their
 * game does not have. @param stakes those of the game of the free rounds; left out if games has no such game
 */
export function catalogueFaultsOf(
  { gameWeights, freeRounds }: ProgrammeDefinition,
  known: ReadonlySet<string>,
  stakes?: readonly MoneyJson[],
): ProgrammeFault[] {
  const weighed = gameWeights.flatMap(({ gameId }, index) =>
    known.has(gameId) ? [] : [unknown(`gameWeights.${index}.gameId`, gameId)],
  );
  if (!freeRounds) return weighed;
  if (!stakes) return [...weighed, unknown('freeRounds.gameId', freeRounds.gameId)];
  const { stake, gameId } = freeRounds;
  const offered = stakes.some(
    ({ amount, currency }) => amount === stake.amount && currency === stake.currency,
  );
  if (offered) return weighed;
  const message = `is ${price(stake)}, which is no stake of ${gameId}`;
  return [...weighed, { field: 'freeRounds.stake', code: 'unknown_stake', message }];
}

function unknown(field: string, gameId: string): ProgrammeFault {
  return { field, code: 'unknown_game', message: `names ${gameId}, which cannot be played here` };
}
