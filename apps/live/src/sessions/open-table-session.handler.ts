import {
  type OpenTableSession,
  profileError,
  readEligibility,
  type TableSession,
  tableSessionOpened,
} from '@croupier/contracts';
import { DomainError, type GameSessionId, newId } from '@croupier/kernel';
import { Bus, outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { TableCatalogue } from '../tables/table-catalogue.service.js';

export class OpenTableSessionCommand extends Command<TableSession> {
  constructor(readonly request: OpenTableSession) {
    super();
  }
}

/**
 * Seats a verified player at a table; the session opened there before is closed in the same transaction. Not
 * idempotent: a repeat opens another and closes the first, which no bet notices.
 * Locks: the player's own lock. Tells: table session opened. Refuses: unknown_table, not_verified; and whatever keeps
 * profile from saying that the player may play.
 */
@CommandHandler(OpenTableSessionCommand)
export class OpenTableSessionHandler implements ICommandHandler<OpenTableSessionCommand> {
  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
  ) {}

  async execute({ request }: OpenTableSessionCommand): Promise<TableSession> {
    this.catalogue.get(request.tableId);
    if (!(await this.isVerified(request.playerId))) throw profileError('not_verified');
    return this.transactions.run((manager) => open(manager, request));
  }

  private async isVerified(playerId: string): Promise<boolean> {
    try {
      return (await this.bus.ask(readEligibility, { playerId })).verified;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return false;
      throw error;
    }
  }
}

async function open(manager: EntityManager, { playerId, tableId }: OpenTableSession): Promise<TableSession> {
  const gameSessionId = newId<GameSessionId>();
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [playerId]);
  await manager.query(
    `UPDATE table_sessions SET closed_at = clock_timestamp()
      WHERE player_id = $1 AND table_id = $2 AND closed_at IS NULL`,
    [playerId, tableId],
  );
  const [{ opened_at: at }] = (await manager.query(
    `INSERT INTO table_sessions (player_id, game_session_id, table_id) VALUES ($1, $2, $3) RETURNING opened_at`,
    [playerId, gameSessionId, tableId],
  )) as [{ opened_at: Date }];
  const openedAt = at.toISOString();
  await tell(manager, outgoing(tableSessionOpened, { playerId, gameSessionId, gameId: tableId, openedAt }));
  return { gameSessionId, tableId, openedAt };
}
