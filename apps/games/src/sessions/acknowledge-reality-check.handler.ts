import { commonError, type GameSessionRef, gamesError, type RealityCheck } from '@croupier/contracts';
import { Clock, elapsedMs } from '@croupier/kernel';
import { nextCheckAt, TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';

export class AcknowledgeRealityCheckCommand extends Command<RealityCheck> {
  constructor(readonly request: GameSessionRef) {
    super();
  }
}

/**
 * The player has looked at the clock (RTS 13B): rounds begin again, for the interval as it is now, also of a demo. It may be
 * answered before it is due. Key: none is needed, a repeat counts from itself. Locks: the session's row. Tells: nothing;
 * whoever would refuse a round reads the row first.
 * Refuses: not_found, session_closed; and whatever keeps profile from saying the interval.
 */
@CommandHandler(AcknowledgeRealityCheckCommand)
export class AcknowledgeRealityCheckHandler implements ICommandHandler<AcknowledgeRealityCheckCommand> {
  constructor(
    private readonly access: PlayAccess,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: AcknowledgeRealityCheckCommand): Promise<RealityCheck> {
    const { gameSessionId } = request;
    const eligibility = await this.access.eligibility(request.playerId);
    if (!eligibility) throw commonError('not_found', { field: 'playerId' });
    const now = this.clock.now();
    const realityCheckAt = nextCheckAt(now, eligibility.realityCheckMinutes);
    const openedAt = await this.transactions.run((manager) => putOff(manager, request, realityCheckAt));
    return {
      gameSessionId,
      elapsedMs: elapsedMs(openedAt, now),
      ...(realityCheckAt ? { realityCheckAt: realityCheckAt.toISOString() } : {}),
    };
  }
}

/** @returns when the session was opened @throws DomainError `not_found`, `session_closed` */
async function putOff(
  manager: EntityManager,
  { playerId, gameSessionId }: GameSessionRef,
  realityCheckAt: Date | null,
): Promise<Date> {
  for (const table of ['game_sessions', 'demo_sessions']) {
    const [found] = (await manager.query(
      `SELECT opened_at AS "openedAt", closed_at AS "closedAt" FROM ${table}
        WHERE player_id = $1 AND game_session_id = $2 FOR UPDATE`,
      [playerId, gameSessionId],
    )) as { openedAt: Date; closedAt: Date | null }[];
    if (found?.closedAt) throw gamesError('session_closed');
    if (!found) continue;
    await manager.query(
      `UPDATE ${table} SET reality_check_at = $3 WHERE player_id = $1 AND game_session_id = $2`,
      [playerId, gameSessionId, realityCheckAt],
    );
    return found.openedAt;
  }
  throw commonError('not_found', { field: 'gameSessionId' });
}
