import type { Currency } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Action, ActionResult, Call, Status } from '../dialects/canonical.js';
import { gameCodeOf, gameIdOf, type Studio } from '../studios/studio.js';
import { type Decision, decide, type Facts } from './decisions.js';
import { fingerprintOf } from './fingerprint.js';
import { type Setting, walletRoundIdOf } from './ledger-commands.js';
import { actionOf, knownOf, roundColumns, type RoundRow, type TransactionRow } from './records.js';
import { TransactionTable } from './transaction-table.js';

/** Who plays what, as the call's session says. */
export interface Entry {
  playerId: string;
  currency: Currency;
  gameSessionId: string;
  gameId: string;
  gameCode: string;
  /** Why no bet may be placed, by all that would be staked in its round. */
  barrierOf: (stakedInRound: number) => Status | undefined;
}

/** An action that goes to the ledger. One that is none of the call's is a win that another takes back, and that nobody finished. */
export interface Carried {
  action: Action;
  setting: Setting;
  /** It was under way before: an earlier attempt may have been carried out. */
  resumed: boolean;
}

/** What the first, local transaction of a call came to. */
export interface Admission {
  carried: Carried[];
  /** Of what is over already, by place in the call. */
  results: (ActionResult | undefined)[];
  round?: RoundRow;
  /** The win of this very call that ends the round. */
  closing?: Carried;
  /** The call ends the round: nothing has before, and nothing else is about to. */
  ends: boolean;
  /** Bets of the round from before this call; and those of them, and of this call, whose stake is in the ledger. */
  earlierBets: number;
  stakes: number;
  /** Whether an earlier bet of the round had no answer: it may be in the ledger, or come there yet. */
  awaitsBets: boolean;
}

/** Thrown to undo an admission: one part of a call that is all or nothing may not be. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';

  constructor(readonly results: ActionResult[]) {
    super('refused');
  }
}

/** Another copy of a part of the call is under way. Thrown to undo an admission. */
export class UnderWay extends Error {
  override readonly name = 'UnderWay';
}

/**
 * The first half of a call, in one local transaction: each of its actions is written down under its id or found there,
 * decided on, and claimed for the wallet. Locks: the round's row, then the transactions' in the order of the call.
 */
@Injectable()
export class AdmissionsService {
  constructor(private readonly transactions: TransactionRunner) {}

  /**
   * @throws CallRefused with nothing written, where one of several actions may not be carried out
   * @throws UnderWay with nothing written, where another copy is under way
   */
  admit(studio: Studio, call: Call, entry: Entry): Promise<Admission> {
    return this.transactions.run((manager) => new Admitting(manager, studio, call, entry).run());
  }
}

/** Bets of the round from before the call. */
interface Earlier {
  bets: number;
  open: number;
  gone: number;
  stakes: number;
  awaited: number;
}

class Admitting {
  private round: RoundRow | undefined;
  private earlier: Earlier = { bets: 0, open: 0, gone: 0, stakes: 0, awaited: 0 };
  /** Of the round, in minor units, with what this call has added so far; what was taken back is out of it once that is done. */
  private staked = 0;
  private readonly inCall = new Set<string>();
  private readonly table: TransactionTable;

  constructor(
    private readonly manager: EntityManager,
    private readonly studio: Studio,
    private readonly call: Call,
    private readonly entry: Entry,
  ) {
    const { roundId } = call;
    this.table = new TransactionTable(manager, studio.id, { ...entry, ...(roundId ? { roundId } : {}) });
  }

  async run(): Promise<Admission> {
    const { actions, closesRound } = this.call;
    await this.table.lock(this.call.actions);
    await this.lockRound();
    const admission: Admission = {
      ...{ carried: [], results: [] },
      ...(this.round ? { round: this.round } : {}),
      ends: false,
      earlierBets: this.earlier.bets,
      stakes:
        this.earlier.stakes + actions.filter((action) => action.kind === 'bet' && action.amount > 0).length,
      awaitsBets: this.earlier.awaited > 0,
    };
    const lastWin = actions.findLast(({ kind }) => kind === 'win');
    for (const [index, action] of actions.entries())
      await this.admitOne(admission, action, { index, mayClose: closesRound && action === lastWin });
    const together = actions.length > 1 && actions.some(({ kind }) => kind !== 'rollback');
    const done = admission.results.filter((result) => result !== undefined);
    admission.ends = admission.closing !== undefined;
    // What is refused ends nothing: the right win is still to come. One that was taken back before it came ends its round, as it
    // would have in the other order.
    if (
      closesRound &&
      !admission.ends &&
      done.every(({ status }) => status === 'ok' || status === 'reversed')
    )
      admission.ends = await this.claimEnd('');
    if (together && done.some(({ status }) => status !== 'ok')) throw new CallRefused(done);
    return admission;
  }

  /** Opens the round with its first bet; a win or an end of a round that is unknown opens none. */
  private async lockRound(): Promise<void> {
    const { roundId, actions } = this.call;
    if (roundId === undefined) return;
    const { id: studioId, dialect } = this.studio;
    const { playerId, gameSessionId, gameId, currency } = this.entry;
    const key = [studioId, roundId, playerId];
    if (actions.some(({ kind }) => kind === 'bet'))
      await this.manager.query(
        `INSERT INTO studio_rounds (studio_id, round_id, player_id, wallet_round_id, game_session_id, game_id, currency, due_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(hours => $8)) ON CONFLICT DO NOTHING`,
        [
          ...key,
          walletRoundIdOf(studioId, roundId, playerId),
          gameSessionId,
          gameId,
          currency,
          dialect.policy.closeAfterHours,
        ],
      );
    [this.round] = (await this.manager.query(
      `SELECT ${roundColumns} FROM studio_rounds WHERE studio_id = $1 AND round_id = $2 AND player_id = $3 FOR NO KEY UPDATE`,
      key,
    )) as RoundRow[];
    const [earlier] = (await this.manager.query(
      `SELECT count(*)::int AS bets, (count(*) FILTER (WHERE state = 'accepted' AND rolled_back_at IS NULL))::int AS open,
              (count(*) FILTER (WHERE rolled_back_at IS NOT NULL))::int AS gone,
              (count(*) FILTER (WHERE amount > 0 AND rolled_back_at IS NULL))::int AS stakes,
              (count(*) FILTER (WHERE amount > 0 AND rolled_back_at IS NULL AND state = 'pending'))::int AS awaited,
              coalesce(sum(amount) FILTER (WHERE rolled_back_at IS NULL), 0) AS staked
         FROM studio_transactions
        WHERE studio_id = $1 AND round_id = $2 AND player_id = $3 AND kind = 'bet' AND state IN ('pending', 'accepted')`,
      key,
    )) as [Earlier & { staked: string }];
    this.earlier = earlier;
    this.staked = Number(earlier.staked);
  }

  /** @returns whether this transaction is the one whose amount ends the round in the ledger */
  private async claimEnd(id: string): Promise<boolean> {
    const { round } = this;
    if (!round || round.closed_at !== null) return false;
    if (round.closing_id !== null) return round.closing_id === id;
    await this.manager.query(
      `UPDATE studio_rounds SET closing_id = $4 WHERE studio_id = $1 AND round_id = $2 AND player_id = $3`,
      [round.studio_id, round.round_id, round.player_id, id],
    );
    round.closing_id = id;
    return true;
  }

  private async admitOne(
    admission: Admission,
    action: Action,
    { index, mayClose }: { index: number; mayClose: boolean },
  ): Promise<void> {
    const known = await this.table.find(action.id);
    const fingerprint = fingerprintOf(action, this.place(action, known));
    const win = action.kind === 'reverse-win' ? await this.table.find(action.winId) : undefined;
    const bet =
      action.kind === 'win' || action.kind === 'rollback' || action.kind === 'adjustment'
        ? await this.table.find(action.betId)
        : undefined;
    // The law caps all stakes of a round together (SI 2025/215).
    const barrier = action.kind === 'bet' ? this.entry.barrierOf(this.staked + action.amount) : undefined;
    const prize = action.kind === 'rollback' && bet && !known ? await this.table.prizeOf(bet) : undefined;
    if (prize === 'claimed') throw new UnderWay();
    const byRound = action.kind === 'win' && action.betId === undefined;
    const first = decide(
      action,
      {
        fingerprint,
        playerId: this.entry.playerId,
        currency: this.entry.currency,
        known: known && knownOf(known),
        win: win && knownOf(win),
        bet: bet && { ...knownOf(bet), settled: prize === 'paid' || bet.settled_at !== null },
        betInCall: byRound ? this.inCall.size > 0 : bet !== undefined && this.inCall.has(bet.transaction_id),
        round: {
          closed: (this.round?.closed_at ?? null) !== null,
          hasBet: this.earlier.open > 0,
          of: action.kind === 'adjustment' && this.round ? await this.roundFacts(this.round) : undefined,
        },
        barrier,
      },
      this.studio.dialect.policy,
    );
    const free = action.kind === 'bet' && first.do === 'carry' && !known ? action.freeRoundsId : undefined;
    const spent = free !== undefined && !(await this.table.takeFreeRound(free));
    const decision: Decision = spent ? { do: 'refuse', status: 'free_rounds_spent' } : first;
    if (decision.do === 'wait') throw new UnderWay();
    if (decision.do === 'carry') {
      const closes = action.kind === 'win' && (await this.ends(action.id, { known, bet, mayClose }));
      const carried = await this.claim(action, { known, bet, win, closes, fingerprint });
      admission.carried.push(...carried);
      if (closes) admission.closing = carried.find(({ setting }) => setting.closes);
    } else admission.results[index] = await this.conclude(action, decision, { known, win, fingerprint });
  }

  /**
   * Whether a win is paid by ending its round in the ledger. That is decided when it comes first, and stands for each of its
   * attempts, whatever they say of the end: the ledger knows it under one key or under another.
   */
  private async ends(
    id: string,
    of: { known: TransactionRow | undefined; bet: TransactionRow | undefined; mayClose: boolean },
  ): Promise<boolean> {
    if (of.known) return this.round?.closing_id === id;
    // Of a free round there is no stake that its win could settle.
    return of.mayClose && (of.bet?.free_rounds_id ?? null) === null && this.claimEnd(id);
  }

  private async roundFacts(round: RoundRow): Promise<Facts['round']['of']> {
    const game = this.studio.games.find((one) => gameIdOf(this.studio, one) === round.game_id);
    const { bets, open, gone } = this.earlier;
    // What nobody ended and what had paid nothing is void; what is about to end is one or the other in a moment.
    const isVoid = round.ended_by === 'resolver' && !(await this.table.hasPaid(round));
    const isEnding = round.closed_at === null && round.closing_id !== null;
    const taken = open > 0 && !isEnding ? 'in' : 'pending';
    const stakes = isVoid || (bets > 0 && gone === bets) ? 'gone' : bets > 0 ? taken : 'none';
    return { id: round.round_id, currency: round.currency, isTable: game?.kind === 'table', stakes };
  }

  private async claim(
    action: Action,
    of: {
      known: TransactionRow | undefined;
      bet: TransactionRow | undefined;
      win: TransactionRow | undefined;
      closes: boolean;
      fingerprint: Buffer;
    },
  ): Promise<Carried[]> {
    const { known, bet, win, closes, fingerprint } = of;
    const row = known
      ? await this.table.reclaim(known)
      : await this.table.insert(action, fingerprint, {
          state: 'pending',
          late: (this.round?.closed_at ?? null) !== null,
          roundId: win?.round_id ?? null,
        });
    if (action.kind === 'bet') {
      this.inCall.add(action.id);
      if (!known) this.staked += action.amount;
    }
    if (bet && (action.kind === 'win' || action.kind === 'rollback')) await this.table.mark(bet, action.kind);
    if (bet?.free_rounds_id && action.kind === 'rollback' && !known)
      await this.table.giveFreeRoundBack(bet.free_rounds_id);
    const one = { action, setting: this.settingOf(row, bet, closes), resumed: known !== undefined };
    return win ? this.undoing(one, win) : [one];
  }

  /** A win is taken back as it was paid; one that nobody has finished is carried out before that. */
  private async undoing(one: Carried, win: TransactionRow): Promise<Carried[]> {
    // What is asked of it never changes; it is not locked, as others lock it before its win.
    const bet = await this.table.find(win.bet_id ?? undefined, false);
    const setting = {
      ...this.settingOf(win, bet, await this.table.hasEnded(win)),
      walletRoundId: walletRoundIdOf(this.studio.id, win.round_id ?? '', win.player_id ?? ''),
    };
    const first = { action: actionOf(win), setting, resumed: true };
    const { currency } = setting;
    const reversal = { ...one, setting: { ...one.setting, currency, undoes: first } };
    if (win.state !== 'pending') return [reversal];
    await this.table.reclaim(win);
    return [first, reversal];
  }

  private settingOf(row: TransactionRow, bet: TransactionRow | undefined, closes: boolean): Setting {
    const { entry, round } = this;
    const free = (bet?.free_rounds_id ?? null) !== null;
    return {
      playerId: row.player_id ?? entry.playerId,
      // A settlement is in the currency of its bet, whatever the session has become.
      currency: bet?.currency ?? row.currency ?? entry.currency,
      ourId: row.our_id,
      walletRoundId: round?.wallet_round_id ?? row.our_id,
      gameSessionId: row.game_session_id ?? entry.gameSessionId,
      gameId: row.game_id ?? entry.gameId,
      recordedAt: row.recorded_at.toISOString(),
      ...(bet ? { betOurId: bet.our_id } : {}),
      closes: closes && !free,
      free,
    };
  }

  private async conclude(
    action: Action,
    decision: Exclude<Decision, { do: 'wait' | 'carry' }>,
    of: { known: TransactionRow | undefined; win: TransactionRow | undefined; fingerprint: Buffer },
  ): Promise<ActionResult> {
    const { known, win, fingerprint } = of;
    const replayed = decision.do === 'answer' && decision.replayed;
    let row = known;
    if (decision.do === 'entomb' && action.kind === 'rollback') await this.table.entomb('bet', action.betId);
    if (decision.do === 'entomb' && action.kind === 'reverse-win')
      await this.table.entomb('win', action.winId);
    if (decision.do !== 'answer') {
      const { status } = decision;
      const refusal = decision.do === 'refuse' ? status : null;
      row = await this.table.insert(action, fingerprint, {
        state: refusal ? 'refused' : 'accepted',
        refusal,
        roundId: win?.round_id ?? null,
      });
    }
    const own =
      row && decision.status !== 'conflict' ? { ourId: row.our_id, at: row.recorded_at.toISOString() } : {};
    return { action, status: decision.status, replayed, ...own };
  }

  private place(action: Action, known: TransactionRow | undefined): Parameters<typeof fingerprintOf>[1] {
    const { entry, studio, call } = this;
    return {
      playerId: entry.playerId,
      currency: entry.currency,
      ...(studio.dialect.policy.gameCodeMayChange ? {} : { gameCode: this.gameOf(action, known) }),
      ...(call.roundId === undefined ? {} : { roundId: call.roundId }),
    };
  }

  /**
   * A game that a settlement does not name is taken from what is played now. When it comes again that may be another one: it is
   * compared by what it was taken for before.
   */
  private gameOf({ kind }: Action, known: TransactionRow | undefined): string {
    const { entry, studio, call } = this;
    const isNamed = call.gameCode !== undefined || (kind === 'bet' && call.token !== undefined);
    const before = isNamed ? null : (known?.game_id ?? null);
    return before === null ? entry.gameCode : gameCodeOf(studio, before);
  }
}
