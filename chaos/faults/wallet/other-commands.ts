import {
  adjustBalance,
  cancelDeposit,
  claimPlay,
  correctRound,
  creditPayout,
  creditWin,
  moveJackpot,
  openAccount,
  releaseAccount,
  reserveDeposit,
  reverseTransaction,
  rollBackStakes,
  setControls,
  transferMoney,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { gbp, round, sent, type Sent, startedAt, worstCode } from './commands.js';

/** A round that an award pays. */
export function freeRound(playerId: string, awardId: string): Sent {
  const paid = round(playerId, 10, 25);
  return { ...paid, request: { ...paid.request, awardId } };
}

/** The launch of a game. */
export function launch(playerId: string): Sent {
  const gameSessionId = newId();
  const claim = { playerId, gameSessionId, currency: 'GBP', launchedAt: startedAt };
  return { ...sent(gameSessionId, claimPlay, claim), shared: true };
}

export function payout(playerId: string, roundId: string): Sent {
  const payoutId = newId();
  return sent(payoutId, creditPayout, { playerId, payoutId, roundId, payout: gbp(15) });
}

export function rollBack(parts: readonly { playerId: string; stakeId: string }[]): Sent {
  const rollbacks = parts.map((part) => ({ ...part, currency: 'GBP', reason: 'test' }));
  const request = { rollbacks };
  return {
    ...sent(parts[0]?.stakeId ?? '', rollBackStakes, request),
    ...{ codeOf: worstCode, shared: true },
  };
}

export function win(playerId: string, jackpotId?: string): Sent {
  const winId = newId();
  const jackpot = jackpotId === undefined ? {} : { jackpotId };
  return sent(winId, creditWin, { playerId, winId, amount: gbp(60), reason: 'test', ...jackpot });
}

export function adjust(playerId: string, amount: number): Sent {
  const approvalId = newId();
  return sent(approvalId, adjustBalance, { playerId, approvalId, amount: gbp(amount), reason: 'test' });
}

/** Takes a deposit back, as its bank did. */
export function reverse(playerId: string, depositId: string): Sent {
  const what = { kind: 'deposit', reference: depositId, currency: 'GBP', reason: 'chargeback' };
  return {
    ...sent(depositId, reverseTransaction, { playerId, approvalId: newId(), ...what }),
    shared: true,
  };
}

/** Voids a round that was settled. */
export function correct(playerId: string, roundId: string): Sent {
  const what = { roundId, currency: 'GBP' as const, reason: 'game_fault' as const };
  return { ...sent(roundId, correctRound, { playerId, approvalId: newId(), ...what }), shared: true };
}

export function transfer(playerId: string, amount: number, to: 'cash' | 'bonus'): Sent {
  const approvalId = newId();
  const what = { amount: gbp(amount), to, reason: 'test' };
  return sent(approvalId, transferMoney, { playerId, approvalId, ...what });
}

export function reserve(playerId: string, depositId: string): Sent {
  return { ...sent(depositId, reserveDeposit, { playerId, depositId, amount: gbp(70) }), shared: true };
}

export function cancel(playerId: string, depositId: string): Sent {
  return { ...sent(depositId, cancelDeposit, { playerId, depositId }), shared: true };
}

export function controls(playerId: string): Sent {
  const limits = [{ kind: 'loss', period: 'day', amount: gbp(500) }];
  const windows = [{ kind: 'net_deposit', window: 'rolling_day', amount: gbp(700) }];
  const blocks = [{ scope: 'deposit', reason: 'test' }];
  return {
    ...sent(newId(), setControls, { playerId, revision: 3, limits, windows, blocks }),
    shared: true,
  };
}

export function account(playerId: string): Sent {
  return { ...sent(newId(), openAccount, { playerId, currency: 'EUR' }), shared: true };
}

export function unfreeze(playerId: string): Sent {
  const request = { playerId, currency: 'GBP', staffId: newId(), reason: 'of a test' };
  return { ...sent(newId(), releaseAccount, request), shared: true };
}

/** A round that is played for a progressive jackpot, which the first one begins. */
export function potRound(playerId: string, jackpotId: string): Sent {
  const paid = round(playerId, 25, 0);
  const pot = { jackpotId, seed: 500, contributionMillionths: 250_000, winId: newId() };
  return { ...paid, request: { ...paid.request, pot } };
}

/** All of a jackpot goes to another one: a transaction of each under one id. */
export function movePot(jackpotId: string, toJackpotId: string): Sent {
  const approvalId = newId();
  const request = { approvalId, jackpotId, toJackpotId, reason: 'test' };
  return { ...sent(approvalId, moveJackpot, request), shared: true };
}
