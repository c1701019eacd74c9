import type { Action, Status } from '../dialects/canonical.js';
import type { Policy } from '../dialects/dialect.js';

/** What is known of a transaction that a studio named before. */
export interface Known {
  kind: Action['kind'];
  state: 'pending' | 'accepted' | 'refused' | 'tombstone';
  /** Missing for a bet that was taken back before it came. */
  fingerprint: Buffer | null;
  playerId: string | null;
  roundId: string | null;
  currency: string | null;
  refusal: Status | null;
  settled: boolean;
  rolledBack: boolean;
  reversed: boolean;
  /** Somebody carries it out at this moment. */
  claimed: boolean;
}

/** All that decides about an action. */
export interface Facts {
  fingerprint: Buffer;
  playerId: string;
  currency: string;
  known?: Known | undefined;
  /** The bet that a win or a rollback is of. */
  bet?: Known | undefined;
  /** The win that is to be taken back. */
  win?: Known | undefined;
  /** A bet of this very call, under way with it. */
  betInCall: boolean;
  round: {
    closed: boolean;
    hasBet: boolean;
    /** Of the player: absent if there is none. */
    of?:
      | { id: string; currency: string; isTable: boolean; stakes: 'in' | 'pending' | 'gone' | 'none' }
      | undefined;
  };
  /** Why a new bet may not be placed: session, game, currency, cap. Settlements are never asked. */
  barrier?: Status | undefined;
}

export type Decision =
  /** It is over already, or nothing that is to be remembered. */
  | { do: 'answer'; status: Status; replayed: boolean }
  /** Another copy of it is under way. */
  | { do: 'wait' }
  | { do: 'refuse'; status: Status }
  /** A bet or a win that is unknown is taken back for ever. */
  | { do: 'entomb'; status: Status }
  /** Success that moves nothing. */
  | { do: 'note'; status: Status }
  | { do: 'carry' };

/** What is to be done with an action. New or known, first or repeated: the same facts, the same decision. */
export function decide(action: Action, facts: Facts, policy: Policy): Decision {
  if (facts.known) return decideAgain(action, facts, facts.known);
  switch (action.kind) {
    case 'bet':
      return decideBet(facts);
    case 'win':
      return decideWin(facts, policy);
    case 'rollback':
      return decideRollback(action, facts, policy);
    case 'reverse-win':
      return decideReversal(action, facts);
    case 'adjustment':
      return decideAdjustment(action, facts);
    case 'promo-win':
      return { do: 'carry' };
  }
}

function decideAgain(action: Action, { fingerprint }: Facts, known: Known): Decision {
  if (known.state === 'tombstone') return { do: 'answer', status: buried(action, known), replayed: true };
  if (!known.fingerprint?.equals(fingerprint)) return { do: 'answer', status: 'conflict', replayed: false };
  if (known.state === 'pending') return known.claimed ? { do: 'wait' } : { do: 'carry' };
  if (action.kind === 'bet' && known.rolledBack)
    return { do: 'answer', status: 'rolled_back', replayed: true };
  if (isWin(action) && known.reversed) return { do: 'answer', status: 'reversed', replayed: true };
  return { do: 'answer', status: known.refusal ?? 'ok', replayed: true };
}

/** What comes late under the id of what was taken back before it came. */
function buried(action: Action, { kind }: Known): Status {
  if (kind === 'bet') return action.kind === 'bet' ? 'rolled_back' : 'conflict';
  return isWin(action) ? 'reversed' : 'conflict';
}

function isWin({ kind }: Pick<Action, 'kind'>): boolean {
  return kind === 'win' || kind === 'promo-win';
}

function decideBet({ barrier, round }: Facts): Decision {
  if (barrier) return { do: 'answer', status: barrier, replayed: false };
  if (round.closed) return { do: 'refuse', status: 'round_closed' };
  return { do: 'carry' };
}

function decideWin({ bet, betInCall, round, playerId, currency }: Facts, policy: Policy): Decision {
  const none: Decision = { do: 'answer', status: 'bet_unknown', replayed: false };
  if (!betInCall) {
    if (policy.winNames === 'round') {
      if (!round.hasBet) return none;
    } else {
      if (!bet || bet.kind !== 'bet') return none;
      if (bet.state === 'tombstone' || bet.rolledBack)
        return { do: 'answer', status: 'rolled_back', replayed: false };
      if (bet.playerId !== playerId) return { do: 'answer', status: 'conflict', replayed: false };
      if (bet.currency !== currency) return { do: 'answer', status: 'wrong_currency', replayed: false };
      if (bet.state === 'refused') return none;
      if (bet.state === 'pending' && bet.claimed) return { do: 'wait' };
    }
  }
  if (round.closed && policy.winOnClosedRound === 'refuse') return { do: 'refuse', status: 'round_closed' };
  return { do: 'carry' };
}

/** Nothing is called as what it takes back. */
const itself: Decision = { do: 'answer', status: 'conflict', replayed: false };

function decideRollback(
  action: Action & { kind: 'rollback' },
  { bet, playerId }: Facts,
  policy: Policy,
): Decision {
  if (!bet && action.id === action.betId) return itself;
  if (!bet) return { do: 'entomb', status: policy.unknownRollback };
  if (bet.kind !== 'bet') return { do: 'refuse', status: 'conflict' };
  if (bet.state === 'tombstone') return { do: 'note', status: policy.unknownRollback };
  if (bet.playerId !== playerId) return { do: 'answer', status: 'conflict', replayed: false };
  if (bet.state === 'refused' || bet.rolledBack) return { do: 'note', status: 'ok' };
  if (bet.settled) return { do: 'refuse', status: 'settled' };
  return { do: 'carry' };
}

/** A win is taken back whole, once; whether the player's money covers it is for the ledger to say. */
function decideReversal(action: Action & { kind: 'reverse-win' }, { win, playerId }: Facts): Decision {
  if (!win && action.id === action.winId) return itself;
  if (!win) return { do: 'entomb', status: 'ok' };
  if (!isWin(win)) return { do: 'refuse', status: 'conflict' };
  if (win.state === 'tombstone') return { do: 'note', status: 'ok' };
  if (win.playerId !== playerId) return { do: 'answer', status: 'conflict', replayed: false };
  if (win.state === 'refused' || win.reversed) return { do: 'note', status: 'ok' };
  if (win.state === 'pending' && win.claimed) return { do: 'wait' };
  return { do: 'carry' };
}

/** Only rounds of live tables are adjusted, open or over; whether the player's money covers it is for the ledger to say. */
function decideAdjustment(action: Action & { kind: 'adjustment' }, facts: Facts): Decision {
  const { bet, playerId, currency } = facts;
  const { of: round } = facts.round;
  const refused = (status: Status): Decision => ({ do: 'answer', status, replayed: false });
  // A round of which no stake was taken is none.
  if (!round || round.stakes === 'none') return refused('bet_unknown');
  if (!round.isTable) return refused('not_a_table');
  if (round.currency !== currency) return refused('wrong_currency');
  if (round.stakes === 'gone') return refused('rolled_back');
  if (round.stakes === 'pending') return { do: 'wait' };
  if (action.betId === undefined) return { do: 'carry' };
  if (bet?.kind !== 'bet' || bet.playerId !== playerId || bet.roundId !== round.id)
    return refused('bet_unknown');
  if (bet.state === 'tombstone' || bet.rolledBack) return refused('rolled_back');
  if (bet.state === 'refused') return refused('bet_unknown');
  return bet.state === 'pending' && bet.claimed ? { do: 'wait' } : { do: 'carry' };
}
