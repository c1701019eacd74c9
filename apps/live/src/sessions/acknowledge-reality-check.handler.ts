import { commonError, type GameSessionRef, gamesError, type RealityCheck } from '@croupier/contracts';
import { Clock, elapsedMs } from '@croupier/kernel';
import { nextCheckAt, TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { PlayersService } from './players.service.js';
import { sessionColumns, type SessionRow } from './session-row.js';

export class AcknowledgeRealityCheckCommand extends Command<RealityCheck> {
  constructor(readonly request: GameSessionRef) {
    super();
  }
}

/**
 * The player has looked at the clock (RTS 13B): bets are taken again, for the interval as it is now, at every table where
 * the player sits. It may be answered before it is due. Key: none is needed, a repeat counts from itself. Locks: the
 * sessions' rows. Tells: nothing.
 * Refuses: not_found, session_closed; and whatever keeps profile from saying the interval.
 */
@CommandHandler(AcknowledgeRealityCheckCommand)
export class AcknowledgeRealityCheckHandler implements ICommandHandler<AcknowledgeRealityCheckCommand> {
  constructor(
    private readonly players: PlayersService,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: AcknowledgeRealityCheckCommand): Promise<RealityCheck> {
    const { playerId, gameSessionId } = request;
    const eligibility = await this.players.eligibility(playerId);
    if (!eligibility) throw commonError('not_found', { field: 'playerId' });
    const now = this.clock.now();
    const next = nextCheckAt(now, eligibility.realityCheckMinutes);
    const openedAt = await this.transactions.run((manager) => putOff(manager, request, next));
    return {
      gameSessionId,
      elapsedMs: elapsedMs(openedAt, now),
      ...(next ? { realityCheckAt: next.toISOString() } : {}),
    };
  }
}

/** @returns when the session was opened @throws DomainError `not_found`, `session_closed` */
async function putOff(
  manager: EntityManager,
  { playerId, gameSessionId }: GameSessionRef,
  realityCheckAt: Date | null,
): Promise<Date> {
  const [found] = (await manager.query(
    `SELECT ${sessionColumns} FROM table_sessions WHERE player_id = $1 AND game_session_id = $2 FOR UPDATE`,
    [playerId, gameSessionId],
  )) as SessionRow[];
  if (!found) throw commonError('not_found', { field: 'gameSessionId' });
  if (found.closed_at) throw gamesError('session_closed');
  await manager.query(
    `UPDATE table_sessions SET reality_check_at = $2 WHERE player_id = $1 AND closed_at IS NULL`,
    [playerId, realityCheckAt],
  );
  return found.opened_at;
}
