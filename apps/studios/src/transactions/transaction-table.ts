import { type EntityManager } from 'typeorm';
import type { Action, Status } from '../dialects/canonical.js';
import { ourIdOf } from './ledger-commands.js';
import { type RoundRow, transactionColumns, type TransactionRow } from './records.js';

/** Longer than any ask to the wallet may take, in seconds: a copy that takes over finds the first one over. */
const claimSeconds = 5;

/** Where the transactions of a call stand. */
export interface At {
  playerId: string;
  currency: string;
  gameSessionId: string;
  gameId: string;
  roundId?: string;
}

/** The rows of a call's transactions, in one database transaction. */
export class TransactionTable {
  constructor(
    private readonly manager: EntityManager,
    private readonly studioId: string,
    private readonly at: At,
  ) {}

  /** Copies of a transaction, and what is taken back and what takes it back, come one after the other, whichever is there already. */
  async lock(actions: readonly Action[]): Promise<void> {
    const ids = actions.flatMap((action) => [action.id, namedBy(action) ?? action.id]);
    for (const id of [...new Set(ids)].sort())
      await this.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `${this.studioId}\n${id}`,
      ]);
  }

  /** From here on a win cannot be of a bet that is taken back, nor a bet be taken back that has won. */
  async mark(bet: TransactionRow, by: 'win' | 'rollback'): Promise<void> {
    const column = by === 'win' ? 'settled_at' : 'rolled_back_at';
    await this.manager.query(
      `UPDATE studio_transactions SET ${column} = coalesce(${column}, clock_timestamp())
        WHERE studio_id = $1 AND transaction_id = $2`,
      [this.studioId, bet.transaction_id],
    );
  }

  /** A studio that plays them has them, whatever it has answered so far. @returns whether the player had one of the game left */
  async takeFreeRound(freeRoundsId: string): Promise<boolean> {
    const [rows] = (await this.manager.query(
      `UPDATE studio_free_rounds SET used = used + 1, state = 'issued'
        WHERE studio_id = $1 AND free_rounds_id = $2 AND player_id = $3 AND game_id = $4 AND used < rounds
          AND state IN ('wanted', 'issued') AND expires_at > clock_timestamp() RETURNING 1`,
      [this.studioId, freeRoundsId, this.at.playerId, this.at.gameId],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  async giveFreeRoundBack(freeRoundsId: string): Promise<void> {
    await this.manager.query(
      `UPDATE studio_free_rounds SET used = used - 1 WHERE studio_id = $1 AND free_rounds_id = $2 AND used > 0`,
      [this.studioId, freeRoundsId],
    );
  }

  /** A bet or a win that comes after it was taken back finds this in its place, however much later it comes. */
  async entomb(kind: 'bet' | 'win', id: string): Promise<void> {
    // A win that never was is of no round: it must not count as one that has paid.
    const roundId = kind === 'bet' ? this.at.roundId : undefined;
    await this.manager.query(
      `INSERT INTO studio_transactions (studio_id, transaction_id, kind, state, our_id, player_id, round_id, finished_at, finished_xid)
       VALUES ($1, $2, $3, 'tombstone', $4, $5, $6, clock_timestamp(), pg_current_xact_id())`,
      [this.studioId, id, kind, ourIdOf(this.studioId, id), this.at.playerId, roundId ?? null],
    );
  }

  /** Whether a round has paid anything, by a win of a bet in it. */
  async hasPaid({ round_id: roundId, player_id: playerId }: RoundRow): Promise<boolean> {
    const rows = (await this.manager.query(
      `SELECT 1 FROM studio_transactions
        WHERE studio_id = $1 AND round_id = $2 AND player_id = $3
          AND (kind = 'win' AND state <> 'refused' OR kind = 'promo-win' AND amount > 0 AND state = 'accepted') LIMIT 1`,
      [this.studioId, roundId, playerId],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Whether a win is what ended its round in the ledger. */
  async hasEnded({
    transaction_id: id,
    round_id: roundId,
    player_id: playerId,
  }: TransactionRow): Promise<boolean> {
    const rows = (await this.manager.query(
      `SELECT 1 FROM studio_rounds WHERE studio_id = $1 AND round_id = $2 AND player_id = $3 AND closing_id = $4`,
      [this.studioId, roundId, playerId, id],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Whether something was won in a bet's round that the ledger's round does not know: a jackpot, paid or on its way. */
  async prizeOf({
    round_id: roundId,
    player_id: playerId,
  }: TransactionRow): Promise<'paid' | 'claimed' | undefined> {
    if (roundId === null) return undefined;
    const rows = (await this.manager.query(
      `SELECT state = 'accepted' AS paid FROM studio_transactions
        WHERE studio_id = $1 AND round_id = $2 AND player_id = $3 AND kind = 'promo-win' AND amount > 0
          AND (state = 'accepted' OR claimed_until > clock_timestamp()) ORDER BY paid DESC LIMIT 1`,
      [this.studioId, roundId, playerId],
    )) as { paid: boolean }[];
    const [prize] = rows;
    return prize && (prize.paid ? 'paid' : 'claimed');
  }

  async insert(
    action: Action,
    fingerprint: Buffer,
    as: {
      state: 'pending' | 'accepted' | 'refused';
      refusal?: Status | null;
      late?: boolean;
      /** Of a reversal: the round of its win. */
      roundId?: string | null;
    },
  ): Promise<TransactionRow> {
    const { at, studioId } = this;
    const done = as.state !== 'pending';
    const [row] = (await this.manager.query(
      `INSERT INTO studio_transactions (studio_id, transaction_id, kind, state, fingerprint, our_id, player_id,
         game_session_id, game_id, round_id, bet_id, win_id, currency, amount, free_rounds_id, jackpot_id, refusal, late,
         claimed_until, finished_at, finished_xid)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         CASE WHEN $19 THEN NULL ELSE clock_timestamp() + make_interval(secs => ${claimSeconds}) END,
         CASE WHEN $19 THEN clock_timestamp() END, CASE WHEN $19 THEN pg_current_xact_id() END)
       RETURNING ${transactionColumns}`,
      [
        ...[studioId, action.id, action.kind, as.state, fingerprint, ourIdOf(studioId, action.id)],
        ...[at.playerId, at.gameSessionId, at.gameId],
        roundOf(action, as.roundId, at.roundId),
        'betId' in action ? (action.betId ?? null) : null,
        'winId' in action ? action.winId : null,
        at.currency,
        'amount' in action ? action.amount : null,
        'freeRoundsId' in action ? (action.freeRoundsId ?? null) : null,
        'jackpotId' in action ? (action.jackpotId ?? null) : null,
        as.refusal ?? null,
        as.late ?? false,
        done,
      ],
    )) as [TransactionRow];
    return row;
  }

  async reclaim(row: TransactionRow): Promise<TransactionRow> {
    await this.manager.query(
      `UPDATE studio_transactions SET claimed_until = clock_timestamp() + make_interval(secs => ${claimSeconds})
        WHERE studio_id = $1 AND transaction_id = $2`,
      [row.studio_id, row.transaction_id],
    );
    return row;
  }

  async find(id: string | undefined, lock = true): Promise<TransactionRow | undefined> {
    if (id === undefined) return undefined;
    const [row] = (await this.manager.query(
      `SELECT ${transactionColumns} FROM studio_transactions WHERE studio_id = $1 AND transaction_id = $2
       ${lock ? 'FOR NO KEY UPDATE' : ''}`,
      [this.studioId, id],
    )) as TransactionRow[];
    return row;
  }
}

/** The transaction that an action is about. */
function namedBy(action: Action): string | undefined {
  if (action.kind === 'reverse-win') return action.winId;
  return 'betId' in action ? action.betId : undefined;
}

/** In which round an action is written down. */
function roundOf(
  action: Action,
  ofWin: string | null | undefined,
  ofCall: string | undefined,
): string | null {
  if (action.kind === 'reverse-win') return ofWin ?? null;
  return action.kind === 'promo-win' && !action.ofRound ? null : (ofCall ?? null);
}
