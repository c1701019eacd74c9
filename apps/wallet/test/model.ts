import { dateAt } from '@croupier/kernel';
import { type PostCommand } from '../src/ledger/post-call.js';
import { type Posting } from '../src/ledger/posting.js';
import { changeOf, sum } from './model-kinds.js';
import {
  type Answer,
  type Award,
  type Change,
  type Entry,
  type ModelState,
  type Part,
} from './model-state.js';

/** Limits as amounts; what is left out is unlimited. */
export interface ModelLimits {
  stake?: Partial<Record<Period, number>>;
  loss?: Partial<Record<Period, number>>;
  /** Of the 24 hours before. */
  rollingStake?: number;
  sessionLoss?: number;
}

type Period = 'day' | 'week' | 'month';

interface Counter {
  began: string;
  staked: number;
  paid: number;
}

const bets = ['round', 'free_round', 'stake'];

/** One account as docs/wallet.md describes it, written without a look at the SQL: the reference for the real one. */
export class ModelAccount implements ModelState {
  cash = 0;
  bonus = 0;
  inPlay = 0;
  withdrawing = 0;
  version = 0;
  awardId: string | undefined;
  lastRoundAt = -Infinity;
  frozen = false;
  playBlockedUntil = -Infinity;
  /** The game session that was launched last, once one was told. */
  launched: string | undefined;
  readonly rounds = new Map<string, Part>();
  readonly awards = new Map<string, Award>();
  readonly known = new Map<string, Entry>();
  readonly entries: Entry[] = [];
  private readonly counters: Partial<Record<Period, Counter>> = {};

  constructor(
    private readonly limits: ModelLimits = {},
    readonly bonusFirst = false,
  ) {}

  /** Carries a command out, or refuses it without a trace. */
  carryOut({ posting, at }: PostCommand): Answer {
    const key = `${posting.source} ${posting.externalId}`;
    if (posting.kind === 'stake' && this.known.has(`rollback ${posting.externalId}`))
      return refusal('stake_rolled_back');
    const before = this.known.get(key);
    if (before) {
      return before.posting.fingerprint === posting.fingerprint
        ? { ...before.answer, verdict: 'replayed' }
        : refusal('idempotency_key_reused');
    }
    const verdict = this.barred(posting, at);
    if (verdict) return refusal(verdict);
    const change = changeOf(this, posting, at);
    const elsewhere = change === 'round_over' ? undefined : this.playedElsewhere(posting);
    if (elsewhere) return refusal(elsewhere);
    if (typeof change === 'string') return refusal(change);
    const passed = this.passed(posting, change, at);
    if (passed) return refusal(passed);
    return this.record(key, posting, { ...change, countedAt: change.countedAt ?? at });
  }

  private barred({ kind }: Posting, at: string): string | undefined {
    const play = ['round', 'free_round', 'stake', 'bonus_grant', 'free_rounds_grant'];
    if (play.includes(kind) && this.playBlockedUntil > Date.parse(at)) return 'play_blocked';
    if (this.frozen && [...play, 'bonus_conversion', 'withdrawal_hold', 'transfer'].includes(kind))
      return 'account_frozen';
    return undefined;
  }

  /** Rounds begin in the session that was launched, and not while another one has money in play. */
  private playedElsewhere({ kind, roundId, gameSessionId }: Posting): string | undefined {
    if (!bets.includes(kind)) return undefined;
    const part = kind === 'stake' ? this.rounds.get(roundId ?? '') : undefined;
    if (part && part.stakes.length > 0) return undefined;
    if ((this.launched ?? gameSessionId) !== gameSessionId) return 'session_closed';
    const others = [...this.rounds.values()].filter(({ session }) => session !== gameSessionId);
    const waits = others.some(({ state, stakes }) => state === 'open' && stakes.length > 0);
    return waits ? 'round_in_play' : undefined;
  }

  /** A bet by a clock that is behind counts in the periods that are present. */
  private countedAt({ kind }: Posting, at: string): string {
    const { began } = this.counterAt('day', at);
    return (kind === 'round' || kind === 'stake') && began > startOf('day', at) ? began : at;
  }

  /** The limit that a stake would pass, stakes before losses and counters before windows. */
  private passed(posting: Posting, { staked = 0 }: Change, at: string): string | undefined {
    const { kind, gameSessionId } = posting;
    if (kind !== 'round' && kind !== 'stake') return undefined;
    for (const [what, verdict] of [
      ['stake', 'stake_limit_reached'],
      ['loss', 'loss_limit_reached'],
    ] as const) {
      for (const [period, most] of Object.entries(this.limits[what] ?? {}) as [Period, number][]) {
        const counter = this.counterAt(period, this.countedAt(posting, at));
        const used = counter.staked - (what === 'loss' ? counter.paid : 0);
        if (used + staked > most) return verdict;
      }
    }
    const { rollingStake, sessionLoss } = this.limits;
    const since = Date.parse(at) - 86_400_000;
    const recent = this.entries.filter(({ change }) => Date.parse(change.countedAt ?? '') > since);
    if (sum(recent, ({ change }) => change.staked ?? 0) + staked > (rollingStake ?? Infinity))
      return 'stake_limit_reached';
    const session = this.entries.filter(({ change }) => change.session === gameSessionId);
    const lost = sum(session, ({ change }) => (change.staked ?? 0) - (change.paid ?? 0));
    return lost + staked > (sessionLoss ?? Infinity) ? 'loss_limit_reached' : undefined;
  }

  private record(key: string, posting: Posting, change: Change & { countedAt: string }): Answer {
    const countedAt = this.countedAt(posting, change.countedAt);
    this.cash += change.cash;
    this.bonus += change.bonus;
    this.inPlay += change.inPlay ?? 0;
    this.withdrawing += change.withdrawing ?? 0;
    this.version += 1;
    change.apply?.();
    for (const period of ['day', 'week', 'month'] as const) {
      const counter = this.counterAt(period, countedAt);
      this.counters[period] = counter;
      if (counter.began !== startOf(period, countedAt)) continue;
      counter.staked += change.staked ?? 0;
      counter.paid += change.paid ?? 0;
    }
    const answer = {
      verdict: 'posted',
      cash: this.cash,
      bonus: this.bonus,
      version: this.version,
      stake: change.stake ?? 0,
      stakeFromBonus: change.stakeFromBonus ?? 0,
      payoutToBonus: change.payoutToBonus ?? 0,
      // Not minus zero.
      bonusChange: change.bonus + 0,
    };
    const entry = {
      posting,
      change,
      countedOn: startOf('day', countedAt),
      answer,
      cash: change.cash,
      bonus: change.bonus,
    };
    this.known.set(key, entry);
    this.entries.push(entry);
    return answer;
  }

  /** A period that is newer than the counted one starts anew; an older one is over and counts nowhere. */
  private counterAt(period: Period, at: string): Counter {
    const began = startOf(period, at);
    const counter = this.counters[period];
    return counter && counter.began >= began ? counter : { began, staked: 0, paid: 0 };
  }
}

function refusal(verdict: string): Answer {
  const nothing = { stake: 0, stakeFromBonus: 0, payoutToBonus: 0, bonusChange: 0 };
  return { verdict, cash: 0, bonus: 0, version: 0, ...nothing };
}

function startOf(period: Period, at: string): string {
  const date = new Date(`${dateAt(new Date(at))}T00:00:00Z`);
  if (period === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (period === 'month') date.setUTCDate(1);
  return date.toISOString();
}
