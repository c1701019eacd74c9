import { createHash } from 'node:crypto';
import { type TransactionKind } from '@croupier/contracts';
import { invariant, type Money, newId, type TransactionId } from '@croupier/kernel';

/** One line of a transaction: a change of one account in minor units, never zero. */
export interface Leg {
  account: string;
  amount: number;
}

/** What `post` carries out. Amounts are minor units of `currency`; the legs sum to zero. */
export interface Posting {
  playerId: string;
  transactionId: TransactionId;
  /** With `externalId`, what makes the command known for ever. */
  source: string;
  externalId: string;
  /** Of everything the caller decided; a repeat must bring the same. */
  fingerprint: string;
  kind: TransactionKind;
  currency: string;
  /** What the playable balance must cover before anything is credited. */
  cashNeeded: number;
  cashChange: number;
  withdrawingChange: number;
  legs: Leg[];
  fact: { subject: string; payload: object };
  stake?: number;
  payout?: number;
  outcome?: object;
  /** Start of a round on the player's clock (ISO 8601), and the shortest time since the one before. */
  startedAt?: string;
  minimumCycleMs?: number;
}

export interface PostingInput {
  playerId: string;
  source: string;
  externalId: string;
  kind: TransactionKind;
  /** Order matters: debits of the player come before credits. */
  legs: { account: string; change: Money }[];
  /** What the caller decided, for the fingerprint. */
  intent: unknown;
  fact: { subject: string; payload: object };
  round?: { stake: Money; payout: Money; outcome: object; startedAt: string; minimumCycleMs: number };
}

/** Accounts of the chart of accounts. Player-side ones have a stored balance, house ones are sums of entries. */
export const accounts = {
  playerCash: 'player_cash',
  withdrawalsInFlight: 'withdrawals_in_flight',
  gameRevenue: 'game_revenue',
  pspClearing: (provider: string): string => `psp_clearing:${provider}`,
} as const;

/** Builds a balanced posting. @throws InvariantError if the legs do not sum to zero or mix currencies. */
export function postingOf(input: PostingInput): Posting {
  const [first] = input.legs;
  invariant(first, 'a posting needs legs');
  const total = input.legs.map((leg) => leg.change).reduce((sum, change) => sum.plus(change));
  invariant(total.amount === 0, `legs sum to ${total.toString()}, not zero`);
  const cash = changesOf(input, accounts.playerCash);
  const { round } = input;
  return {
    playerId: input.playerId,
    transactionId: newId<TransactionId>(),
    source: input.source,
    externalId: input.externalId,
    fingerprint: fingerprintOf(input.intent),
    kind: input.kind,
    currency: first.change.currency,
    cashNeeded: -sum(cash.filter((amount) => amount < 0)),
    cashChange: sum(cash),
    withdrawingChange: sum(changesOf(input, accounts.withdrawalsInFlight)),
    legs: input.legs
      .filter((leg) => leg.change.amount !== 0)
      .map((leg) => ({ account: leg.account, amount: leg.change.amount })),
    fact: input.fact,
    ...(round
      ? {
          stake: round.stake.amount,
          payout: round.payout.amount,
          outcome: round.outcome,
          startedAt: round.startedAt,
          minimumCycleMs: round.minimumCycleMs,
        }
      : {}),
  };
}

/** SHA-256 of the canonical JSON of what a caller decided: equal for equal intents, whatever the key order. */
export function fingerprintOf(intent: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(intent)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

function changesOf(input: PostingInput, account: string): number[] {
  return input.legs.filter((leg) => leg.account === account).map((leg) => leg.change.amount);
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
