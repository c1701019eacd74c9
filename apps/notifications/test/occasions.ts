import {
  awardCompleted,
  awardEnded,
  awardExpiring,
  awardGranted,
  depositCredited,
  depositFailed,
  limitChanged,
  playerReleased,
  playerRestricted,
  playerVerified,
  withdrawalFailed,
  withdrawalHeld,
  withdrawalPaid,
} from '@croupier/contracts';
import { type FactContract, newId } from '@croupier/kernel';

export type Told = [fact: FactContract<never>, payload: object, kind: string];

export const pounds = (amount: number): object => ({ amount, currency: 'GBP' });

/** A restriction of the player, as safer-gambling tells it. */
export function restriction(playerId: string, kind = 'self_exclusion'): Told {
  const decidedAt = new Date().toISOString();
  const payload = { playerId, restrictionId: newId(), restriction: kind, from: decidedAt, decidedAt };
  const until = new Date(Date.now() + 200 * 86_400_000).toISOString();
  return [playerRestricted, { ...payload, until }, `restriction.${kind}`] as Told;
}

/** Every fact a player is written to about, with the kind of message it makes. */
export function occasions(playerId: string): Told[] {
  const at = new Date().toISOString();
  const payment = { playerId, paymentId: newId(), amount: pounds(2000), method: 'card', at };
  const money = { balance: pounds(4550), bonus: pounds(0), inPlay: pounds(0), withdrawing: pounds(0) };
  const after = { ...money, version: 2, recordedAt: at };
  const ledger = { playerId, transactionId: newId(), amount: pounds(2000), ...after };
  const limit = { playerId, kind: 'loss', period: 'day', changedAt: at };
  const release = { playerId, restrictionId: newId(), releasedAt: at };
  const award = {
    playerId,
    awardId: newId(),
    programmeId: 'opening-night',
    version: 1,
    kind: 'deposit_match',
    at,
  };
  const granted = { bonus: pounds(1000), freeRounds: 20, required: pounds(5000), expiresAt: at };
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
    [limitChanged, { ...limit, step: 'lowered', amount: pounds(5000) }, 'limit.lowered'],
    [limitChanged, { ...limit, step: 'asked' }, 'limit.removal_asked'],
    restriction(playerId),
    [awardGranted, { ...award, ...granted, kind: 'deposit_match' }, 'bonus.match_granted'],
    [awardGranted, { ...award, ...granted, kind: 'free_rounds' }, 'bonus.free_rounds_granted'],
    [awardExpiring, { ...award, remaining: pounds(1500), expiresAt: at }, 'bonus.expiring'],
    [awardCompleted, { ...award, converted: pounds(700) }, 'bonus.completed'],
    [awardEnded, { ...award, reason: 'expired', forfeited: pounds(300) }, 'bonus.ended'],
    [playerReleased, { ...release, restriction: 'self_exclusion' }, 'release.self_exclusion'],
  ] as Told[];
}
