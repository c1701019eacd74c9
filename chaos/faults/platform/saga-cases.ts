import { setTimeout as pause } from 'node:timers/promises';
import {
  approveWithdrawal,
  createDeposit,
  createWithdrawal,
  type Deposit,
  depositFailed,
  receiveWebhook,
  rejectWithdrawal,
  type Withdrawal,
  withdrawalFailed,
  withdrawalPaid,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type Caller } from '../wallet/caller.js';
import { gbp, sent, type Sent } from '../wallet/commands.js';
import { type MoneyStand, reviewAbove } from './money-stand.js';

/** Who pays in or out, and how the steps are asked for. */
export interface Actors {
  stand: MoneyStand;
  caller: Caller;
  playerId: string;
}

/** A payment from its first ask to its end. */
export interface SagaCase {
  name: string;
  /** Asks of payments that are a part of it. */
  asks: readonly { subject: string }[];
  /** The table of its row, and the state in which it ends. */
  table: 'deposits' | 'withdrawals';
  ends: string;
  /** What payments tells of its end; that a deposit was credited the wallet tells. */
  tells?: string;
  /** All that people do for it; each ask is repeated until it is answered. */
  drive: (actors: Actors) => Promise<void>;
}

/** What the players have at first, in minor units. */
export const firstCash = 200_000;

const paying = (playerId: string, idempotencyKey: string, amount: number, method: string): object => ({
  ...{ playerId, idempotencyKey, amount: gbp(amount), method },
});

/** Answers after which nobody knows, or nothing was done: a player asks again, with the same key. */
const askAgain = [
  ...['outcome_unknown', 'service_unavailable', 'overloaded', 'deadline_spent', 'provider_unavailable'],
];
const againMs = 30;
const patienceMs = 60_000;

/** Asks until it is done. @throws Error if it is refused, or nobody knows for too long */
async function done(caller: Caller, order: Sent): Promise<object> {
  for (const end = performance.now() + patienceMs; ;) {
    const { code, reply } = await caller.send(order);
    if (reply) return reply;
    if (!askAgain.includes(code) || performance.now() > end)
      throw new Error(`${order.contract.subject} was ${code}`);
    await pause(againMs);
  }
}

async function payIn({ stand, caller, playerId }: Actors, card: string): Promise<void> {
  const key = newId();
  const order: Sent = { ...sent(key, createDeposit, paying(playerId, key, 3000, 'card')), shared: true };
  const { redirectUrl } = (await done(caller, order)) as Deposit;
  if (redirectUrl !== undefined) await stand.pay(redirectUrl, card);
}

async function payOut({ caller, playerId }: Actors, amount: number): Promise<string> {
  const key = newId();
  const request = paying(playerId, key, amount, 'bank');
  const reply = await done(caller, { ...sent(key, createWithdrawal, request), shared: true });
  return (reply as Withdrawal).withdrawalId;
}

async function payOutReviewed(actors: Actors, word: typeof approveWithdrawal): Promise<void> {
  const withdrawalId = await payOut(actors, reviewAbove + 4000);
  const request = { withdrawalId, staffId: newId(), reason: 'of a test' };
  await done(actors.caller, { ...sent(withdrawalId, word, request), shared: true });
}

const deposits = { asks: [createDeposit, receiveWebhook], table: 'deposits' } as const;
const withdrawals = { asks: [createWithdrawal, receiveWebhook], table: 'withdrawals' } as const;

export const sagaCases: readonly SagaCase[] = [
  {
    ...deposits,
    ...{ name: 'deposit that is paid', ends: 'credited' },
    drive: (actors) => payIn(actors, '4242424242424242'),
  },
  {
    ...deposits,
    ...{ name: 'deposit whose card is declined', ends: 'failed', tells: depositFailed.subject },
    drive: (actors) => payIn(actors, '4000000000000002'),
  },
  {
    ...withdrawals,
    ...{ name: 'withdrawal', ends: 'paid', tells: withdrawalPaid.subject },
    drive: async (actors) => void (await payOut(actors, 3000)),
  },
  {
    ...withdrawals,
    ...{ name: 'withdrawal that the bank returns', ends: 'failed', tells: withdrawalFailed.subject },
    drive: async (actors) => void (await payOut(actors, 3018)),
  },
  {
    ...{
      name: 'withdrawal that is approved',
      table: 'withdrawals',
      ends: 'paid',
      tells: withdrawalPaid.subject,
    },
    asks: [createWithdrawal, approveWithdrawal, receiveWebhook],
    drive: (actors) => payOutReviewed(actors, approveWithdrawal),
  },
  {
    ...{
      name: 'withdrawal that is turned down',
      table: 'withdrawals',
      ends: 'failed',
      tells: withdrawalFailed.subject,
    },
    asks: [createWithdrawal, rejectWithdrawal],
    drive: (actors) => payOutReviewed(actors, rejectWithdrawal),
  },
];
