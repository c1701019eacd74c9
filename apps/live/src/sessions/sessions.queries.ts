import { commonError, type GameSessionRef, readSessionNet, type TableSession } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { tableCurrency } from '../tables/table.js';
import { sessionColumns, type SessionRow, tableSessionOf } from './session-row.js';

@Injectable()
export class SessionsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /**
   * Open or closed; where the player stands in it is as the ledger has it.
   * @throws DomainError `not_found` for an unknown session and another player's
   */
  async read({ playerId, gameSessionId }: GameSessionRef): Promise<TableSession> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT ${sessionColumns} FROM table_sessions WHERE player_id = $1 AND game_session_id = $2`,
          [playerId, gameSessionId],
        ) as Promise<SessionRow[]>,
    );
    if (!row) throw commonError('not_found', { field: 'gameSessionId' });
    const { net } = await this.bus.ask(readSessionNet, { playerId, gameSessionId, currency: tableCurrency });
    return tableSessionOf(row, net, this.clock.now());
  }
}
