import type { SlotGame } from '../catalogue/slot-game.js';
import type { TableGame } from '../catalogue/table-game.js';
import type { ServerSeeds, SessionSeeds } from '../fairness/server-seeds.service.js';
import { type DrawnRound, drawRound, type RoundBet } from './sealed-outcome.js';

/** Draws a round from the seeds of its session, with what it was drawn from in its outcome. */
export function drawFromSeeds(
  server: ServerSeeds,
  game: SlotGame | TableGame,
  seeds: SessionSeeds,
  { roundId, ...bet }: Omit<RoundBet, 'seeds'> & { roundId: string },
): DrawnRound {
  const { salt, clientSeed, refusals } = seeds;
  const serverSeedHash = server.hashOf(salt).toString('hex');
  const origin = { serverSeedHash, clientSeed, refusals };
  return drawRound(game, { ...bet, seeds: origin }, server.randomFor(seeds, roundId));
}
