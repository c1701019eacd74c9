import { type Posting } from '../src/ledger/posting.js';

/** What a command moves and counts; balances by how much they change. */
export interface Change {
  cash: number;
  bonus: number;
  inPlay?: number;
  withdrawing?: number;
  /** Of its receipt. */
  stake?: number;
  stakeFromBonus?: number;
  payoutToBonus?: number;
  /** Against limits, and where. */
  staked?: number;
  paid?: number;
  countedAt?: string;
  session?: string | undefined;
  /** Whose bonus money or free round was used. */
  awardId?: string | undefined;
  /** What else it leaves behind. */
  apply?: () => void;
}

export interface Part {
  stakes: { id: string; at: string; cash: number; bonus: number }[];
  state: 'open' | 'settled' | 'voided';
  startedAt: string;
  session: string | undefined;
  awardId: string | undefined;
  paid: boolean;
}

export interface Award {
  maximumStake: number;
  freeRounds: number;
  freeGame: string | undefined;
  freeStake: number | undefined;
  end?: 'converted' | 'forfeited';
}

/** What a posted command moved, and the answer it got. */
export interface Entry extends Required<Pick<Change, 'cash' | 'bonus'>> {
  posting: Posting;
  change: Change;
  answer: Answer;
  /** The day whose counters it went to, if they were present. */
  countedOn: string;
}

export interface Answer {
  verdict: string;
  cash: number;
  bonus: number;
  version: number;
  stake: number;
  stakeFromBonus: number;
  payoutToBonus: number;
  bonusChange: number;
}

/** An account as the rules of each kind see it. */
export interface ModelState {
  readonly cash: number;
  readonly bonus: number;
  readonly withdrawing: number;
  readonly bonusFirst: boolean;
  awardId: string | undefined;
  lastRoundAt: number;
  readonly rounds: Map<string, Part>;
  readonly awards: Map<string, Award>;
  readonly known: ReadonlyMap<string, Entry>;
  readonly entries: readonly Entry[];
}
