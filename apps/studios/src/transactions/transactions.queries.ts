import type { Currency } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import type { Action } from '../dialects/canonical.js';
import { gameCodeOf } from '../studios/studio.js';

const pageRows = 100;
const nobody = '00000000-0000-0000-0000-000000000000';

/** Whose a call is, by a bet or a win it names. */
export interface Behind {
  playerId: string;
  gameSessionId: string;
  gameCode: string;
  currency: Currency;
}

/** A transaction as its studio is told of it. */
const shown = `transaction_id AS id, kind, state, refusal, player_id AS "playerId", round_id AS round, bet_id AS "betId",
  win_id AS "winId", amount::text AS amount, currency, our_id AS "croupierId", late, rolled_back_at AS "rolledBackAt",
  reversed_at AS "reversedAt", finished_at AS at`;

interface Page {
  rows: Record<string, unknown>[];
  next?: string;
}

/** What of a studio's transactions is read back. */
@Injectable()
export class TransactionsQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** The player of the bet or the win that one of the actions names. */
  async behind(studioId: string, actions: readonly Action[]): Promise<Behind | undefined> {
    const betIds = actions.flatMap((action) => ('betId' in action && action.betId ? [action.betId] : []));
    const winIds = actions.flatMap((action) => ('winId' in action ? [action.winId] : []));
    if (betIds.length + winIds.length === 0) return undefined;
    const [row] = await this.select<Behind & { gameId: string }>(
      `SELECT player_id AS "playerId", game_session_id AS "gameSessionId", currency, game_id AS "gameId"
         FROM studio_transactions
        WHERE studio_id = $1 AND state <> 'tombstone'
          AND (transaction_id = ANY ($2) AND kind = 'bet' OR transaction_id = ANY ($3) AND kind IN ('win', 'promo-win')) LIMIT 1`,
      [studioId, betIds, winIds],
    );
    return row && { ...row, gameCode: gameCodeOf({ id: studioId }, row.gameId) };
  }

  /**
   * What was decided, in the order in which it was committed: no row ever comes into a page that was read before, since
   * those still under way come after all that can be seen now. A cursor is the last row of its page.
   */
  async feed(studioId: string, cursor = '0'): Promise<Page> {
    const [xid = '0', id = ''] = split(cursor);
    const rows = await this.select<Record<string, unknown> & { xid: string; id: string }>(
      `SELECT ${shown}, finished_xid::text AS xid
         FROM studio_transactions
        WHERE studio_id = $1 AND (finished_xid, transaction_id) > ($2::xid8, $3)
          AND finished_xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY finished_xid, transaction_id LIMIT ${pageRows}`,
      [studioId, xid, id],
    );
    const last = rows.at(-1);
    const page = { rows: rows.map(({ xid: _, ...row }) => row) };
    return last
      ? { ...page, next: `${last.xid}.${last.id}` }
      : { ...page, ...(cursor === '0' ? {} : { next: cursor }) };
  }

  /** What became of a transaction: a page of one row, `pending` while it is carried out, or of none if it never came. */
  async one(studioId: string, transactionId: string | undefined): Promise<Page> {
    return {
      rows: await this.select(
        `SELECT ${shown} FROM studio_transactions WHERE studio_id = $1 AND transaction_id = $2`,
        [studioId, transactionId],
      ),
    };
  }

  /** Rounds that nobody has ended. A cursor is player and round of the last row of its page. */
  async openRounds(studioId: string, cursor = ''): Promise<Page> {
    const [, player = nobody, round = ''] = /^([0-9a-f-]{36})\.(.*)$/s.exec(cursor) ?? [];
    const rows = await this.select<{ round: string; playerId: string }>(
      `SELECT round_id AS round, player_id AS "playerId", game_id AS game, opened_at AS "openedAt", due_at AS "dueAt"
         FROM studio_rounds WHERE studio_id = $1 AND closed_at IS NULL AND (round_id, player_id) > ($2, $3::uuid)
        ORDER BY round_id, player_id LIMIT ${pageRows}`,
      [studioId, round, player],
    );
    const last = rows.at(-1);
    const next = rows.length === pageRows && last ? `${last.playerId}.${last.round}` : undefined;
    return { rows: rows.map((row) => ({ ...row })), ...(next === undefined ? {} : { next }) };
  }

  private select<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<Row[]>);
  }
}

/** A cursor is `xid.transaction id`; one that is none starts at the beginning. */
function split(cursor: string): [string?, string?] {
  const [, xid, id] = /^(\d{1,19})(?:\.(.*))?$/s.exec(cursor) ?? [];
  return [xid, id];
}
