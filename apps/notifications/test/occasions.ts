import {
  depositCredited,
  depositFailed,
  playerVerified,
  withdrawalFailed,
  withdrawalHeld,
  withdrawalPaid,
} from '@croupier/contracts';
import { type FactContract, newId } from '@croupier/kernel';

export type Told = [fact: FactContract<never>, payload: object, kind: string];

export const pounds = (amount: number): object => ({ amount, currency: 'GBP' });

/** Every fact a player is written to about, with the kind of message it makes. */
export function occasions(playerId: string): Told[] {
  const at = new Date().toISOString();
  const payment = { playerId, paymentId: newId(), amount: pounds(2000), method: 'card', at };
  const money = { balance: pounds(4550), bonus: pounds(0), inPlay: pounds(0), withdrawing: pounds(0) };
  const after = { ...money, version: 2, recordedAt: at };
  const ledger = { playerId, transactionId: newId(), amount: pounds(2000), ...after };
  const verified = (outcome: string): object => ({ playerId, outcome, decidedAt: at });
  return [
    [playerVerified, verified('referred'), 'verification.referred'],
    [playerVerified, verified('failed'), 'verification.failed'],
    [playerVerified, verified('passed'), 'verification.passed'],
    [depositCredited, { ...ledger, depositId: newId() }, 'deposit.credited'],
    [depositFailed, { ...payment, reason: 'card_declined' }, 'deposit.failed'],
    [withdrawalHeld, { ...ledger, withdrawalId: newId() }, 'withdrawal.held'],
    [withdrawalPaid, payment, 'withdrawal.paid'],
    [withdrawalFailed, { ...payment, reason: 'account_closed' }, 'withdrawal.failed'],
  ] as Told[];
}
