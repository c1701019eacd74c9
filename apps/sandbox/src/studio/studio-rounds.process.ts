import { newId } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type CoinScript, coinScriptOf, cycleMs, payoutOf, type Side, toss } from './coin.js';
import { GiftsService } from './gifts.service.js';
import { type Seat, SeatsService } from './seats.service.js';
import { StudioPrizesProcess } from './studio-prizes.process.js';
import { WalletClient, type WalletAnswer } from './wallet.client.js';

interface RoundRow {
  round_id: string;
  seat_id: string;
  stake: string;
  payout: string;
  bet_id: string;
  win_id: string;
  /** Of a free round. */
  gift_id: string | null;
  side: Side;
  state: 'betting' | 'open' | 'raising' | 'lowering' | 'paying' | 'reversing' | 'undoing';
  attempts: number;
}

/** A further stake in a round. */
interface Raise {
  raise_id: string;
  landed: Side | 'edge';
}

type State = RoundRow['state'] | (typeof ends)[number];

/** A round that is over. */
const ends = ['done', 'reversed', 'refused', 'undone'] as const;

const columns = `round_id, seat_id, stake, payout, bet_id, win_id, gift_id, side, state, attempts`;
/** A round whose process died is taken up again after this. */
const leaseSeconds = 10;
const longestWaitSeconds = 60;
/** A round that waits for its player is paid as it stands after this. */
const openMs = 60_000;

/**
 * Rounds of Tide Coin, from the toss to the wallet's last word. All that is to be sent is written down before: a bet
 * without a clear answer is taken back, a win is sent until it is taken, over any number of restarts, under the same ids.
 */
@Injectable()
export class StudioRoundsProcess extends DueLoop<RoundRow> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly seats: SeatsService,
    private readonly wallet: WalletClient,
    private readonly prizes: StudioPrizesProcess,
    private readonly gifts: GiftsService,
    @Inject(LOG) log: Log,
  ) {
    super('rounds of the studio', log);
  }

  /**
   * Plays one round as far as it goes at once; the rest is the loop's.
   * @param stake in minor units, or `free` for one of the player's free rounds
   * @returns undefined if the last round of the seat began too short a time ago; `none` if no free round is left, `over` if its
   * session is
   */
  async play(seat: Seat, stake: number | 'free', side: Side): Promise<string | undefined> {
    const demo = seat.session === null;
    const row = await this.transactions.run(async (manager) => {
      const [{ over }] = (await manager.query(
        `SELECT ended_at IS NOT NULL AS over FROM studio_seats WHERE seat_id = $1 FOR UPDATE`,
        [seat.seat_id],
      )) as [{ over: boolean }];
      if (over) return 'over';
      const soon = (await manager.query(
        `SELECT 1 FROM studio_coin_rounds WHERE seat_id = $1 AND started_at > clock_timestamp() - make_interval(secs => $2)`,
        [seat.seat_id, cycleMs / 1000],
      )) as unknown[];
      if (soon.length > 0) return undefined;
      const gift = stake === 'free' ? await this.gifts.take(manager, seat.player_id) : undefined;
      const at = stake === 'free' ? gift?.stake : stake;
      if (at === undefined) return 'none';
      const landed = toss();
      const [started] = (await manager.query(
        `INSERT INTO studio_coin_rounds (round_id, seat_id, stake, side, landed, payout, bet_id, win_id, state, due_at, gift_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
                CASE WHEN $10 THEN NULL ELSE clock_timestamp() + make_interval(secs => ${leaseSeconds}) END, $11)
         RETURNING ${columns}`,
        [
          ...[newId(), seat.seat_id, at, side, landed, payoutOf(at, side, landed), newId(), newId()],
          ...[demo ? 'done' : 'betting', demo, gift?.giftId ?? null],
        ],
      )) as RoundRow[];
      return started;
    });
    if (row === undefined || row === 'none' || row === 'over') return row;
    if (demo)
      await this.seats.noteBalance(
        seat.seat_id,
        Number(seat.balance) - Number(row.stake) + Number(row.payout),
      );
    else await this.bet(row, seat);
    return row.round_id;
  }

  /**
   * Stakes the same once more, on the same side, in a round that is open. Where the casino takes no further stake the
   * round stays open with what it has won.
   * @returns false if the round is not open
   */
  async raise(seat: Seat, roundId: string): Promise<boolean> {
    const raise: Raise = { raise_id: newId(), landed: toss() };
    const row = await this.leave(seat, roundId, 'raising', raise);
    if (row) await this.betMore(row, seat, raise);
    return row !== undefined;
  }

  /** Has a round that is open be paid as it stands. @returns false if it is not open */
  async takeWin(seat: Seat, roundId: string): Promise<boolean> {
    const row = await this.leave(seat, roundId, 'paying');
    if (row) await this.pay(row, seat);
    return row !== undefined;
  }

  protected async claim(limit: number): Promise<RoundRow[]> {
    const [rows] = await this.transactions.read(
      (database) =>
        database.query(
          `UPDATE studio_coin_rounds SET due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
            WHERE round_id IN (SELECT round_id FROM studio_coin_rounds WHERE due_at <= clock_timestamp()
                                ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING ${columns}`,
          [limit],
        ) as Promise<[RoundRow[], number]>,
    );
    return rows;
  }

  /** A bet that is found here has had no answer that was written down: it is taken back. */
  protected async advance(row: RoundRow): Promise<void> {
    const seat = await this.seats.get(row.seat_id);
    if (row.state === 'paying') await this.pay(row, seat);
    else if (row.state === 'reversing') await this.reverse(row, seat);
    else if (row.state === 'open') await this.takeWin(seat, row.round_id);
    else if (row.state === 'raising' || row.state === 'lowering') await this.takeBack(row, seat);
    else await this.undo(row, seat);
  }

  protected idOf({ round_id: roundId }: RoundRow): string {
    return roundId;
  }

  private async bet(row: RoundRow, seat: Seat): Promise<void> {
    const script = scriptOf(row);
    if (script.rollbackFirst) await this.wallet.call('rollback', this.rollbackOf(row, seat));
    const free = row.gift_id === null ? {} : { amount: '0', freeRoundsId: row.gift_id };
    const members = { ...own(seat, row), game: 'tide-coin', id: row.bet_id, amount: row.stake, ...free };
    // The casino is to refuse it, and to take the bet that follows under the same id.
    if (script.spoiltFirst) await this.wallet.call('bet', members, script.spoiltFirst);
    const answer = await this.send('bet', members, script.copies);
    await this.note(seat, answer);
    if (answer.status === 'unknown' || script.loseBetAnswer) {
      await this.move(row, 'undoing');
      return this.undo(row, seat);
    }
    if (answer.status !== 'ok') return this.move(row, 'refused', { reason: answer.status });
    if (script.givesPrizes) await this.prizes.give(seat);
    if (script.staysOpen && Number(row.payout) > 0) return this.move(row, 'open', { waitMs: openMs });
    await this.move(row, 'paying', { waitMs: script.winDelayMs ?? 0 });
    if (!script.winDelayMs) await this.pay(row, seat);
  }

  /** Out of `open`, which one of all who try does. */
  private leave(seat: Seat, roundId: string, state: State, raise?: Raise): Promise<RoundRow | undefined> {
    return this.transactions.run(async (manager) => {
      const [[row]] = (await manager.query(
        `UPDATE studio_coin_rounds SET state = $3, attempts = 0, due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
          WHERE round_id = $1 AND seat_id = $2 AND state = 'open' RETURNING ${columns}`,
        [roundId, seat.seat_id, state],
      )) as [RoundRow[], number];
      if (row && raise)
        await manager.query(
          `INSERT INTO studio_coin_raises (raise_id, round_id, landed) VALUES ($1, $2, $3)`,
          [raise.raise_id, roundId, raise.landed],
        );
      return row;
    });
  }

  private async betMore(row: RoundRow, seat: Seat, raise: Raise): Promise<void> {
    const members = { ...own(seat, row), game: 'tide-coin', id: raise.raise_id, amount: row.stake };
    const answer = await this.send('bet', members);
    await this.note(seat, answer);
    if (answer.status === 'unknown') {
      await this.move(row, 'lowering');
      return this.takeBack(row, seat);
    }
    if (answer.status !== 'ok') return this.reopen(row, 'refused');
    const payout = Number(row.payout) + payoutOf(Number(row.stake), row.side, raise.landed);
    const [rows] = await this.select<unknown[] | number>(
      `WITH more AS (UPDATE studio_coin_raises SET state = 'in' WHERE raise_id = $2 AND state = 'sent' RETURNING round_id)
       UPDATE studio_coin_rounds SET state = 'paying', payout = $3 WHERE round_id = $1 AND state = 'raising'
          AND EXISTS (SELECT FROM more) RETURNING ${columns}`,
      [row.round_id, raise.raise_id, payout],
    );
    const [raised] = rows as RoundRow[];
    if (raised) await this.pay(raised, seat);
  }

  /** A further stake without a clear answer goes back, and the round is as it was. */
  private async takeBack(row: RoundRow, seat: Seat): Promise<void> {
    const [raise] = await this.select<Raise>(
      `SELECT raise_id, landed FROM studio_coin_raises WHERE round_id = $1 AND state = 'sent'`,
      [row.round_id],
    );
    if (!raise) return this.reopen(row, 'undone');
    const back = { ...own(seat, row), id: `${raise.raise_id}-back`, betId: raise.raise_id };
    const answer = await this.send('rollback', back);
    await this.note(seat, answer);
    if (answer.status === 'unknown') return this.move(row, 'lowering', { attempt: row.attempts + 1 });
    await this.reopen(row, 'undone');
  }

  private async reopen({ round_id: roundId }: RoundRow, raise: 'refused' | 'undone'): Promise<void> {
    await this.select(
      `WITH less AS (UPDATE studio_coin_raises SET state = $2 WHERE round_id = $1 AND state = 'sent')
       UPDATE studio_coin_rounds SET state = 'open', attempts = 0, due_at = clock_timestamp() + make_interval(secs => $3)
        WHERE round_id = $1 AND state IN ('raising', 'lowering')`,
      [roundId, raise, openMs / 1000],
    );
  }

  private async pay(row: RoundRow, seat: Seat): Promise<void> {
    const script = scriptOf(row);
    const members = {
      ...own(seat, row),
      id: row.win_id,
      betId: row.bet_id,
      amount: row.payout,
      roundClosed: true,
    };
    const answer = await this.send('win', members, script.copies);
    await this.note(seat, answer);
    const lost = row.attempts < (script.loseWinAnswers ?? 0);
    if (answer.status === 'ok' && !lost) {
      if (!script.takesBack || Number(row.payout) === 0) return this.move(row, 'done');
      await this.move(row, 'reversing', { attempt: 0 });
      return this.reverse({ ...row, attempts: 0 }, seat);
    }
    await this.move(row, 'paying', { attempt: row.attempts + 1 });
  }

  /** What the casino does not take back, as the player has spent it, stays won. */
  private async reverse(row: RoundRow, seat: Seat): Promise<void> {
    const { player_id: playerId } = seat;
    const answer = await this.send('reverse-win', { playerId, id: `${row.win_id}-back`, winId: row.win_id });
    await this.note(seat, answer);
    if (answer.status === 'unknown') return this.move(row, 'reversing', { attempt: row.attempts + 1 });
    if (answer.status === 'ok') return this.move(row, 'reversed');
    await this.move(row, 'done', { reason: answer.status });
  }

  private async undo(row: RoundRow, seat: Seat): Promise<void> {
    const answer = await this.send('rollback', this.rollbackOf(row, seat));
    await this.note(seat, answer);
    if (answer.status === 'unknown') return this.move(row, 'undoing', { attempt: row.attempts + 1 });
    await this.move(row, 'undone', { reason: answer.status === 'ok' ? 'no_answer' : answer.status });
  }

  private rollbackOf(row: RoundRow, seat: Seat): object {
    return { ...own(seat, row), id: `${row.bet_id}-back`, betId: row.bet_id };
  }

  private async send(operation: string, members: object, copies = 1): Promise<WalletAnswer> {
    const answers = await Promise.all(
      Array.from({ length: copies }, () => this.wallet.call(operation, members)),
    );
    return answers.find(({ status }) => status === 'ok') ?? (answers[0] as WalletAnswer);
  }

  private async note(seat: Seat, { balance }: WalletAnswer): Promise<void> {
    if (balance !== undefined) await this.seats.noteBalance(seat.seat_id, balance);
  }

  private async move(
    row: RoundRow,
    state: State,
    more: { reason?: string; waitMs?: number; attempt?: number } = {},
  ): Promise<void> {
    const { attempt = row.attempts, reason = null, waitMs } = more;
    const over = (ends as readonly State[]).includes(state);
    const wait = waitMs ?? Math.min(longestWaitSeconds, 0.25 * 2 ** attempt) * 1000;
    // A free round that came to nothing is there again, unless the casino knows of none.
    const back = state === 'undone' || (state === 'refused' && reason !== 'free_rounds_spent');
    await this.select(
      `WITH moved AS (
         UPDATE studio_coin_rounds SET state = $2, reason = $3, attempts = $4, ended_at = CASE WHEN $5 THEN clock_timestamp() END,
                due_at = CASE WHEN $5 THEN NULL ELSE clock_timestamp() + make_interval(secs => $6::float8 / 1000) END
          WHERE round_id = $1 AND ended_at IS NULL RETURNING gift_id)
       UPDATE studio_gifts SET used = used - 1 WHERE $7 AND used > 0 AND gift_id = (SELECT gift_id FROM moved)`,
      [row.round_id, state, reason, attempt, over, wait, back],
    );
  }

  private select<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return this.transactions.read((database) => database.query(sql, values) as Promise<Row[]>);
  }
}

function own({ session, player_id: playerId }: Seat, { round_id: round }: RoundRow): object {
  return { session, playerId, currency: 'GBP', round };
}

/** What is unusual about free rounds is how they come to be. */
function scriptOf({ gift_id: giftId, stake }: RoundRow): CoinScript {
  return giftId === null ? coinScriptOf(Number(stake)) : { meaning: 'a free round' };
}
