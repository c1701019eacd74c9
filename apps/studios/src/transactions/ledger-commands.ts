import type { CommandResult, LedgerCommand, ReverseTransaction } from '@croupier/contracts';
import { type Currency, idFrom } from '@croupier/kernel';
import type { Action, Status } from '../dialects/canonical.js';

/** Our id of a studio's transaction: the same for every attempt, another for every studio. */
export function ourIdOf(studioId: string, transactionId: string): string {
  return idFrom(`studio-transaction:${studioId}:${transactionId}`);
}

/** The round in the ledger that a studio's round of a player is. */
export function walletRoundIdOf(studioId: string, roundId: string, playerId: string): string {
  return idFrom(`studio-round:${studioId}:${playerId}:${roundId}`);
}

/** What the ledger must know of an action; the same for every attempt. */
export interface Setting {
  playerId: string;
  currency: Currency;
  ourId: string;
  /** Of the round. */
  walletRoundId: string;
  gameSessionId: string;
  gameId: string;
  recordedAt: string;
  /** Of a rollback: our id of the bet. */
  betOurId?: string;
  /** The win ends the round. */
  closes: boolean;
  /** Of a win or a rollback: its bet is a free round, of which there is no stake in the ledger. */
  free: boolean;
  /** Of a reversal: the win, as the ledger was asked for it. */
  undoes?: { action: Action; setting: Setting };
}

/** What the ledger is asked; undefined where nothing moves. */
export function commandOf(action: Action, at: Setting): LedgerCommand | undefined {
  const { playerId, currency, walletRoundId: roundId } = at;
  const money = (amount: number): { amount: number; currency: Currency } => ({ amount, currency });
  switch (action.kind) {
    case 'bet': {
      if (action.amount === 0) return undefined;
      const { gameSessionId, gameId } = at;
      const stake = money(action.amount);
      const placed = { playerId, stakeId: at.ourId, roundId, gameSessionId, gameId, stake };
      return { stake: { ...placed, startedAt: at.recordedAt } };
    }
    case 'win':
      if (at.free) return winOf(action, at, 'free-rounds');
      if (at.closes) return endOf(at, action.amount);
      if (action.amount === 0) return undefined;
      return { payout: { playerId, payoutId: at.ourId, roundId, payout: money(action.amount) } };
    case 'rollback':
      if (at.free) return undefined;
      return {
        rollback: { playerId, stakeId: at.betOurId ?? at.ourId, currency, reason: 'studio_rollback' },
      };
    case 'reverse-win':
      return reversalOf(at);
    case 'adjustment': {
      const { ourId: approvalId } = at;
      return {
        adjustment: { playerId, amount: money(action.amount), reason: 'table_adjustment', approvalId },
      };
    }
    case 'promo-win':
      return winOf(action, at, at.gameId);
  }
}

/** Ends the round with what is left to pay. */
export function endOf(
  { playerId, currency, walletRoundId }: Pick<Setting, 'playerId' | 'currency' | 'walletRoundId'>,
  amount: number,
): LedgerCommand {
  const payout = { amount, currency };
  return { settlement: { playerId, roundId: walletRoundId, payout, outcome: {} } };
}

function winOf(
  { amount, jackpotId }: { amount: number; jackpotId?: string },
  { playerId, ourId, currency }: Setting,
  reason: string,
): LedgerCommand | undefined {
  if (amount === 0) return undefined;
  const win = { playerId, winId: ourId, amount: { amount, currency }, reason: reason.slice(0, 60) };
  return { win: { ...win, ...(jackpotId ? { jackpotId } : {}) } };
}

/** The opposite of whatever the ledger was asked for a win: of one of nothing there is none. */
function reversalOf({ playerId, ourId, currency, undoes }: Setting): LedgerCommand | undefined {
  const done = undoes && undoneBy(commandOf(undoes.action, undoes.setting));
  return done && { reversal: { playerId, ...done, currency, reason: 'studio_reversal', approvalId: ourId } };
}

function undoneBy({ payout, settlement, win }: LedgerCommand = {}):
  Pick<ReverseTransaction, 'kind' | 'reference'> | undefined {
  if (payout) return { kind: 'payout', reference: payout.payoutId };
  if (win) return { kind: win.jackpotId === undefined ? 'promo_win' : 'jackpot_win', reference: win.winId };
  if (settlement && settlement.payout.amount > 0)
    return { kind: 'settlement', reference: settlement.roundId };
  return undefined;
}

const common: Readonly<Record<string, Status>> = {
  done: 'ok',
  replayed: 'ok',
  no_account: 'wrong_currency',
  other_currency: 'wrong_currency',
  idempotency_key_reused: 'conflict',
};

const ofKind: Readonly<Record<Action['kind'], Readonly<Record<string, Status>>>> = {
  bet: {
    insufficient_funds: 'insufficient',
    play_blocked: 'blocked',
    account_frozen: 'blocked',
    // The player went to another game: as if the token had ended.
    session_closed: 'bad_token',
    round_in_play: 'limit',
    stake_limit_reached: 'limit',
    loss_limit_reached: 'limit',
    bonus_stake_too_high: 'limit',
    round_over: 'round_closed',
    stake_rolled_back: 'rolled_back',
  },
  win: { no_stake: 'bet_unknown', round_over: 'rolled_back' },
  rollback: { round_over: 'settled' },
  'reverse-win': {
    insufficient_funds: 'insufficient',
    // It was taken back before, by another of ours or by staff.
    idempotency_key_reused: 'ok',
    // Of a win that we have taken there is nothing in the ledger, or not any more: people are to look.
    nothing_to_reverse: 'conflict',
  },
  adjustment: { insufficient_funds: 'insufficient' },
  'promo-win': {},
};

/** What the ledger said, in our words; `retry` for what it says of no action of this kind. */
export function statusOf(kind: Action['kind'], { code }: Pick<CommandResult, 'code'>): Status {
  return ofKind[kind][code] ?? common[code] ?? 'retry';
}
