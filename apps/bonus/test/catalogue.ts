import {
  type GameDetail,
  type GameSummary,
  gamesError,
  listGames,
  listTables,
  readGame,
  type TableSummary,
} from '@croupier/contracts';
import { type Neighbours } from '@croupier/testing';
import { gbp } from './programmes.js';

const returnToPlayer = { ratio: '0.95000000', numerator: '19', denominator: '20', basis: 'said by a test' };
const kinds: Record<string, GameSummary['kind']> = {
  'test-game': 'slot',
  'half-game': 'slot',
  'lamplight-ledger': 'slot',
  'test-wheel': 'roulette',
};

/** Lets games and live answer that these few can be played: games at 10p and £1, and `test-table`. */
export async function openCatalogue(neighbours: Neighbours): Promise<void> {
  const games = Object.entries(kinds).map(([gameId, kind]) => ({
    gameId,
    name: gameId,
    kind,
    returnToPlayer,
  }));
  const table = { tableId: 'test-table', name: 'Test Table', returnToPlayer };
  await neighbours.answer(listGames, { data: games });
  await neighbours.answer(readGame, ({ gameId }): GameDetail => {
    const game = games.find((each) => each.gameId === gameId);
    if (!game) throw gamesError('unknown_game');
    const played = { version: '1.0.0', definitionHash: 'a'.repeat(64), minimumCycleMs: 2500 };
    return { ...game, ...played, stakes: [gbp(10), gbp(100)], definition: {}, rules: [] };
  });
  await neighbours.answer(listTables, {
    data: [{ ...table, minimum: gbp(50), roundMaximum: gbp(5000) } satisfies TableSummary],
  });
}
