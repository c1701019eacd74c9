import { createHash } from 'node:crypto';
import { type TransactionKind } from '@croupier/contracts';
import { type Currency, invariant, type Money, newId, type TransactionId } from '@croupier/kernel';

/** One line of a transaction: a change of one account in minor units, never zero. */
export interface Leg {
  account: string;
  amount: number;
}

/**
 * What only the ledger can turn into legs, because the split between cash and bonus money depends on the balances at
 * that moment. Amounts are minor units of the posting's currency; which members belong to which kind is said in
 * post.sql.ts.
 */
export interface Movement {
  amount?: number;
  stake?: number;
  payout?: number;
  roundId?: string;
  gameSessionId?: string;
  gameId?: string;
  awardId?: string;
  maximumStake?: number;
  freeRounds?: number;
  freeStake?: number;
  outcome?: object;
  /** Shortest time in ms since the start of the round before. */
  minimumCycleMs?: number;
}

/** What `post` carries out. */
export interface Posting extends Movement {
  playerId: string;
  transactionId: TransactionId;
  /** With `externalId`, what makes the command known for ever. */
  source: string;
  externalId: string;
  /** Of everything the caller decided; a repeat must bring the same. */
  fingerprint: string;
  kind: TransactionKind;
  currency: string;
  /** On the player's clock, ISO 8601: what blocks and periods are held against. Left out for now. */
  at?: string;
  /** The legs of a plain transfer, which sum to zero, and what they change. */
  legs?: Leg[];
  cashChange?: number;
  withdrawingChange?: number;
  fact: { subject: string; payload: object };
}

interface PostingFrame {
  playerId: string;
  source: string;
  externalId: string;
  kind: TransactionKind;
  /** What the caller decided, for the fingerprint. */
  intent: unknown;
  at?: string;
  fact: { subject: string; payload: object };
}

export interface TransferInput extends PostingFrame {
  legs: { account: string; change: Money }[];
}

export interface MovementInput extends PostingFrame {
  currency: Currency;
  movement: Movement;
}

/** Accounts that a plain transfer moves; the chart of accounts is in docs/architecture.md. */
export const accounts = {
  playerCash: 'player_cash',
  withdrawalsInFlight: 'withdrawals_in_flight',
  pspClearing: (provider: string): string => `psp_clearing:${provider}`,
} as const;

/** A posting whose legs are known. @throws InvariantError if they do not sum to zero or mix currencies. */
export function transferOf(input: TransferInput): Posting {
  const [first] = input.legs;
  invariant(first, 'a transfer needs legs');
  const total = input.legs.map((leg) => leg.change).reduce((sum, change) => sum.plus(change));
  invariant(total.amount === 0, `legs sum to ${total.toString()}, not zero`);
  return {
    ...framed(input, first.change.currency),
    cashChange: changeOf(input, accounts.playerCash),
    withdrawingChange: changeOf(input, accounts.withdrawalsInFlight),
    legs: input.legs
      .filter((leg) => leg.change.amount !== 0)
      .map((leg) => ({ account: leg.account, amount: leg.change.amount })),
  };
}

/** A posting whose legs the ledger works out. */
export function movementOf(input: MovementInput): Posting {
  return { ...framed(input, input.currency), ...input.movement };
}

function framed(input: PostingFrame, currency: Currency): Posting {
  const { playerId, source, externalId, kind, at, fact } = input;
  const fingerprint = fingerprintOf(input.intent);
  const frame = { playerId, source, externalId, fingerprint, kind, currency, fact };
  return { ...frame, transactionId: newId<TransactionId>(), ...(at === undefined ? {} : { at }) };
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

function changeOf(input: TransferInput, account: string): number {
  return input.legs
    .filter((leg) => leg.account === account)
    .reduce((total, leg) => total + leg.change.amount, 0);
}
