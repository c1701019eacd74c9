import { createHash } from 'node:crypto';
import {
  commonError,
  type JackpotPlay,
  type JackpotShare,
  type TransactionKind,
  winCredited,
} from '@croupier/contracts';
import { type Currency, invariant, type Money, newId, type TransactionId } from '@croupier/kernel';

/**
 * What only the ledger can turn into entries, because the split between cash and bonus money depends on the balances at
 * that moment. Amounts are minor units of the posting's currency; which members belong to which kind is said in
 * post.sql.
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
  jackpotId?: string;
  jackpotContribution?: number;
  /** Of a round that is played for a progressive jackpot; `jackpotId` then names its account. */
  pot?: PotMovement;
  approvalId?: string;
  /** What an adjustment adds; negative for what it takes. */
  cashChange?: number;
  /** Source of the transaction that a reversal undoes. */
  reversedSource?: string;
  /** Of a transfer: whether it goes to the bonus money. */
  toBonus?: boolean;
}

/** What jackpots.sql takes of a round; amounts as its contract has them. */
export interface PotMovement {
  id: string;
  seed: number;
  contribution: number;
  wins?: boolean;
  drops?: readonly { cycle: number; amount: number }[];
  winId: string;
  /** Of the fact that tells of a win. */
  subject: string;
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
  /** What a plain transfer changes, with `cashChange`; the three sum to zero. */
  withdrawingChange?: number;
  clearingChange?: number;
  /** Whose clearing account it is. */
  provider?: string;
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

/** Money that moves between a player's accounts and a payment provider, as signed changes of each account. */
export interface TransferInput extends PostingFrame {
  cash?: Money;
  withdrawing?: Money;
  clearing?: { provider: string; change: Money };
}

export interface MovementInput extends PostingFrame {
  currency: Currency;
  movement: Movement;
}

/** A posting whose changes are known. @throws InvariantError if they do not sum to zero or mix currencies. */
export function transferOf(input: TransferInput): Posting {
  const { cash, withdrawing, clearing } = input;
  const changes = [cash, withdrawing, clearing?.change].filter((change) => change !== undefined);
  const [first] = changes;
  invariant(first, 'a transfer changes something');
  const total = changes.reduce((sum, change) => sum.plus(change));
  invariant(total.amount === 0, `changes sum to ${total.toString()}, not zero`);
  return {
    ...framed(input, first.currency),
    cashChange: cash?.amount ?? 0,
    withdrawingChange: withdrawing?.amount ?? 0,
    clearingChange: clearing?.change.amount ?? 0,
    ...(clearing ? { provider: clearing.provider } : {}),
  };
}

/** The share of a jackpot as members of a movement and of an intent; nothing where there is none. */
export function jackpotOf(
  share: JackpotShare | undefined,
): Pick<Movement, 'jackpotId' | 'jackpotContribution'> {
  return share ? { jackpotId: share.jackpotId, jackpotContribution: share.amount.amount } : {};
}

/**
 * A round's part in a progressive jackpot. Its account is one that no jackpot of others can have, because their ids have
 * no colon. No part of an intent: a repeat may find another cycle.
 */
export function potOf(play: JackpotPlay | undefined): Pick<Movement, 'jackpotId' | 'pot'> {
  if (!play) return {};
  const { jackpotId, seed, contributionMillionths, wins, drops, winId } = play;
  const trigger = { ...(wins === undefined ? {} : { wins }), ...(drops ? { drops } : {}) };
  const pot = { id: jackpotId, seed, contribution: contributionMillionths, ...trigger, winId };
  return { jackpotId: `pot:${jackpotId}`, pot: { ...pot, subject: winCredited.subject } };
}

/** @throws DomainError `invalid_request` naming the first amount that is not in the currency of the first one */
export function inOneCurrency(amounts: Record<string, { currency: string } | undefined>): void {
  const [first, ...others] = Object.entries(amounts).flatMap(([field, amount]) =>
    amount ? [{ field: `${field}.currency`, currency: amount.currency }] : [],
  );
  const stranger = others.find(({ currency }) => currency !== first?.currency);
  if (stranger) throw commonError('invalid_request', { field: stranger.field });
}

/** A posting whose entries the ledger works out. */
export function movementOf(input: MovementInput): Posting {
  return { ...framed(input, input.currency), ...input.movement };
}

function framed(input: PostingFrame, currency: Currency): Posting {
  const { playerId, source, externalId, kind, at, fact } = input;
  const fingerprint = fingerprintOf(input.intent);
  const frame = { playerId, source, externalId, fingerprint, kind, currency, fact };
  return { ...frame, transactionId: newId<TransactionId>(), ...(at === undefined ? {} : { at }) };
}

/**
 * The first 128 bits, as hexadecimal digits, of the SHA-256 of the canonical JSON of what a caller decided: equal for
 * equal intents, whatever the key order. Half of it is enough: who wants another intent to pass for the first one must
 * find a second preimage.
 */
export function fingerprintOf(intent: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(intent)))
    .digest('hex')
    .slice(0, 32);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
