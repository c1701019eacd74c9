import type { Currency } from '@croupier/kernel';

/** What a studio can have done with money. Amounts are whole minor units of the call's currency. */
export type Action =
  | { kind: 'bet'; id: string; amount: number; freeRoundsId?: string }
  | { kind: 'win'; id: string; betId?: string; amount: number; freeRoundsId?: string; jackpotId?: string }
  | { kind: 'rollback'; id: string; betId: string }
  /** What a round of a live table paid too little or, negative, too much; of one bet in it, if that is named. */
  | { kind: 'adjustment'; id: string; amount: number; betId?: string }
  /** All of a win, of whatever kind, that was paid by mistake. */
  | { kind: 'reverse-win'; id: string; winId: string }
  /** Of no bet; `ofRound` where it was won in the round of the call, which then counts as one that has paid. */
  | { kind: 'promo-win'; id: string; amount: number; jackpotId?: string; ofRound?: true };

export type ActionKind = Action['kind'];

export const operations = [
  'open-session',
  'player',
  'balance',
  'actions',
  'transactions',
  'open-rounds',
  'transaction-status',
] as const;
export type Operation = (typeof operations)[number];

/** A call of any dialect, as the rest of the service knows it. */
export interface Call {
  operation: Operation;
  /** Names the attempt, for traces; given back where the dialect has it. */
  requestId?: string;
  /** Of the launch or of the session, as the operation has it. */
  token?: string;
  playerId?: string;
  currency?: Currency;
  gameCode?: string;
  roundId?: string;
  closesRound: boolean;
  actions: Action[];
  /** The transaction that is asked about. */
  transactionId?: string;
  /** Of a feed: where the page starts. */
  cursor?: string;
}

/** Every answer there is, in our own words; each dialect has its own for them, as data. */
export const statuses = [
  'ok',
  'insufficient',
  'bad_token',
  'blocked',
  'limit',
  'bad_signature',
  'wrong_currency',
  'unknown_game',
  'conflict',
  'bet_unknown',
  'rolled_back',
  'reversed',
  'settled',
  'round_closed',
  'not_a_table',
  'free_rounds_spent',
  'retry',
  'malformed',
] as const;
export type Status = (typeof statuses)[number];

/** What became of one action. */
export interface ActionResult {
  action: Action;
  status: Status;
  /** True if this repeats what was carried out before: nothing moved again. */
  replayed: boolean;
  /** Our id of it; absent where there is nothing of it on our side. */
  ourId?: string;
  /** When it was recorded, ISO 8601. */
  at?: string;
}

export interface Balance {
  cash: number;
  bonus: number;
  currency: Currency;
}

/** What a call is answered, in no dialect yet. */
export interface Answer {
  status: Status;
  results: ActionResult[];
  /** Of a call that is malformed: the member, in the dialect's name of it. */
  field?: string;
  balance?: Balance;
  playerId?: string;
  /** What may be known of who plays, where it was asked for; nothing of the person. */
  player?: { country: string };
  /** Of an opened session. */
  session?: { token: string; sessionId: string; gameCode: string; expiresAt: string };
  /** A page of a feed. */
  page?: { rows: Record<string, unknown>[]; next?: string };
}

/** A call that cannot be read or may not be answered: nothing was done. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: Status,
    readonly field?: string,
  ) {
    super(field ? `${status}: ${field}` : status);
  }
}
