import {
  gamesError,
  type OpenTableSession,
  type TableSession,
  tableSessionOpened,
} from '@croupier/contracts';
import { type GameSessionId, newId } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { checkOfLaunch, TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { TableCatalogue } from '../tables/table-catalogue.service.js';
import { tableCurrency } from '../tables/table.js';
import { sessionColumns, type SessionRow, tableSessionOf } from './session-row.js';

export class OpenTableSessionCommand extends Command<TableSession> {
  constructor(readonly request: OpenTableSession) {
    super();
  }
}

/**
 * Seats a verified player who may play at a table; the sessions opened before, at whatever table, are closed in the same
 * transaction, the reality check of the one before goes on, and then the wallet is told, so that no other game goes on (RTS 14C). Bets
 * that are in play are settled. Not idempotent: a repeat opens another and closes the first, which no bet notices.
 * Locks: the player's own lock. Tells: table session opened. Refuses: unknown_table, game_offline, not_verified, play_blocked; once the
 * session is there no_account, account_frozen, session_closed if another game was launched later; and whatever keeps profile, safer-gambling or the wallet from saying that the player may play.
 */
@CommandHandler(OpenTableSessionCommand)
export class OpenTableSessionHandler implements ICommandHandler<OpenTableSessionCommand> {
  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly transactions: TransactionRunner,
    private readonly access: PlayAccess,
  ) {}

  async execute({ request }: OpenTableSessionCommand): Promise<TableSession> {
    const { playerId, tableId } = request;
    const { offlineSince } = this.catalogue.offer(tableId);
    if (offlineSince) throw gamesError('game_offline');
    const { realityCheckMinutes } = await this.access.eligible(playerId);
    const row = await this.transactions.run((manager) => open(manager, request, realityCheckMinutes));
    const { game_session_id: gameSessionId, opened_at: at } = row;
    await this.access.claim({ playerId, gameSessionId, currency: tableCurrency, at });
    return tableSessionOf(row, { amount: 0, currency: tableCurrency }, at);
  }
}

async function open(
  manager: EntityManager,
  { playerId, tableId }: OpenTableSession,
  realityCheckMinutes: number | undefined,
): Promise<SessionRow> {
  const gameSessionId = newId<GameSessionId>();
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [playerId]);
  await manager.query(
    `UPDATE table_sessions SET closed_at = clock_timestamp() WHERE player_id = $1 AND closed_at IS NULL`,
    [playerId],
  );
  const [row] = (await manager.query(
    `INSERT INTO table_sessions (player_id, game_session_id, table_id, opened_at, reality_check_at)
     SELECT $1, $2, $3, opened, ${checkOfLaunch('before.reality_check_at', '$4')}
       FROM clock_timestamp() AS opened
       LEFT JOIN (SELECT reality_check_at FROM table_sessions WHERE player_id = $1
                   ORDER BY game_session_id DESC LIMIT 1) AS before ON true
     RETURNING ${sessionColumns}`,
    [playerId, gameSessionId, tableId, realityCheckMinutes ?? null],
  )) as [SessionRow];
  const openedAt = row.opened_at.toISOString();
  await tell(manager, outgoing(tableSessionOpened, { playerId, gameSessionId, gameId: tableId, openedAt }));
  return row;
}
