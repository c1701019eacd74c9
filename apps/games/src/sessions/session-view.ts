import type { GameSession, SessionNet } from '@croupier/contracts';
import { elapsedMs } from '@croupier/kernel';
import { seedPairOf } from '../fairness/seed-pair.js';
import type { ServerSeeds } from '../fairness/server-seeds.service.js';
import type { GameSessionEntity } from './game-session.entity.js';

interface Shown {
  session: GameSessionEntity;
  seeds: ServerSeeds;
  minimumCycleMs: number;
  /** Where the player stands in it, as the ledger says. */
  position: SessionNet;
  now: Date;
  openRoundId?: string | undefined;
}

/** A game session as its player sees it. */
export function gameSessionOf({
  session,
  seeds,
  minimumCycleMs,
  position,
  now,
  openRoundId,
}: Shown): GameSession {
  const { gameSessionId, gameId, stakeCap, currency, openedAt, closedAt, startsFrom, realityCheckAt } =
    session;
  const starts = [
    ...(startsFrom ? [startsFrom.getTime()] : []),
    ...(position.lastRoundAt === undefined ? [] : [Date.parse(position.lastRoundAt) + minimumCycleMs]),
  ];
  return {
    gameSessionId,
    gameId,
    stakeCap: { amount: stakeCap, currency },
    minimumCycleMs,
    openedAt: openedAt.toISOString(),
    ...(session.seedSalt ? { seeds: seedPairOf(session, seeds) } : {}),
    ...(openRoundId === undefined ? {} : { openRoundId }),
    netPosition: position.net,
    elapsedMs: elapsedMs(openedAt, closedAt ?? now),
    ...(starts.length > 0 ? { nextRoundAt: new Date(Math.max(...starts)).toISOString() } : {}),
    ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
    ...(realityCheckAt && !closedAt ? { realityCheckAt: realityCheckAt.toISOString() } : {}),
  };
}
