import { type Block, type Limit } from './commands.js';

export type Period = Limit['period'];
export const periods: readonly Period[] = ['day', 'week', 'month'];

/** What is counted in one period, which is named by the date on which it began. */
export interface Counter {
  began: string;
  deposited: number;
  staked: number;
  paidOut: number;
}

/** A row of the journal, by the names of its columns; what is not there is left out. */
export type Line = Readonly<Record<string, string | number>>;

/** What a posted command is answered with; `first` is the answer to the first time. */
export interface Answer {
  balance: number;
  bonus: number;
  version: number;
  stake: number;
  payout: number;
  stakeFromBonus: number;
  payoutToBonus: number;
  bonusChange: number;
  outcome: object;
  /** Of what is played in the game session. */
  sessionNet?: number;
}

export interface Round {
  cash: number;
  bonus: number;
  state: 'open' | 'settled' | 'voided';
  startedAt: number;
  gameId: string | undefined;
  award: number | undefined;
  paid: boolean;
  /** What each stake took. */
  stakes: Map<number, { cash: number; bonus: number; at: number }>;
}

/** A progressive jackpot; amounts in millionths of a minor unit, `posted` in minor units. */
export interface Pot {
  cycle: number;
  balance: number;
  posted: number;
  seeded: number;
  contributed: number;
  paid: number;
}

export interface Award {
  most: number;
  game: string | undefined;
  stake: number | undefined;
  rounds: number;
  state: 'active' | 'converted' | 'forfeited';
}

/** One player's account and all that is kept beside it. */
export interface State {
  opened: boolean;
  /** Whether a stake takes bonus money before cash. */
  bonusFirst: boolean;
  cash: number;
  bonus: number;
  inPlay: number;
  withdrawing: number;
  version: number;
  lastRoundAt: number | undefined;
  /** All is played in one game session. */
  sessionNet: number | undefined;
  /** The game session in which rounds begin, if it was told, and when that was launched. */
  launched: { session: string; at: number } | undefined;
  frozen: boolean;
  award: number | undefined;
  awards: Map<number, Award>;
  rounds: Map<number, Round>;
  /** By source and id: what was asked, and what was answered. */
  known: Map<string, { intent: string; answer: Answer; line: Line; kind: string }>;
  reservations: Map<number, { amount: number; at: number; state: 'open' | 'credited' | 'cancelled' }>;
  revision: number;
  limits: Limit[];
  blocks: Block[];
  counters: Map<Period, Counter>;
  journal: Line[];
  /** It is there before the evening, unless this is the first one. */
  pot: Pot | undefined;
  cycleAtFirst: number;
}

export function newState(opened: boolean, bonusFirst: boolean, pot?: Pot): State {
  return {
    ...{ opened, bonusFirst, cash: 0, bonus: 0, inPlay: 0, withdrawing: 0, version: 0, revision: 0 },
    ...{
      lastRoundAt: undefined,
      sessionNet: undefined,
      launched: undefined,
      frozen: false,
      award: undefined,
      limits: [],
      blocks: [],
      journal: [],
    },
    ...{
      awards: new Map(),
      rounds: new Map(),
      known: new Map(),
      reservations: new Map(),
      counters: new Map(),
    },
    ...{ pot, cycleAtFirst: pot?.cycle ?? 1 },
  };
}

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
});

/** The date of an instant on a London calendar. */
export function dateOf(at: number): string {
  return london.format(at);
}

/** The date on which the period of a day began; weeks start on Monday. */
export function beginning(period: Period, day: string): string {
  if (period === 'day') return day;
  if (period === 'month') return `${day.slice(0, 8)}01`;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** What a period would hold for a command of a day: a newer one starts anew, else the one that is kept. */
export function counterOf(state: State, period: Period, day: string): Counter {
  const began = beginning(period, day);
  const kept = state.counters.get(period);
  return kept && kept.began >= began ? kept : { began, deposited: 0, staked: 0, paidOut: 0 };
}

/** A bet by a clock that is behind counts now, and so does a deposit that is asked for. */
export function presentDay(state: State, at: number): string {
  const [day, present] = [dateOf(at), state.counters.get('day')?.began ?? ''];
  return day > present ? day : present;
}

/** Counts in the periods of a day: what belongs to one that is over counts nowhere. */
export function count(state: State, day: string, change: Partial<Omit<Counter, 'began'>>): void {
  for (const period of periods) {
    const counter = { ...counterOf(state, period, day) };
    if (counter.began === beginning(period, day)) {
      counter.deposited += change.deposited ?? 0;
      counter.staked += change.staked ?? 0;
      counter.paidOut += change.paidOut ?? 0;
    }
    state.counters.set(period, counter);
  }
}
