import { awardOf, type Judged, type Move, type Of, paid, table } from './moves.js';
import { givenBackToPot } from './pots.js';
import { type Line, type State } from './state.js';

const approval = { approval_id: 'approval' };

/** One more payout of a round that has a stake and was not annulled. */
export function payout(state: State, command: Of<'payout'>): Judged {
  const part = state.rounds.get(command.round);
  if (part?.state === 'voided') return 'round_over';
  const staked = (part?.cash ?? 0) + (part?.bonus ?? 0);
  if (!part || staked === 0) return 'no_stake';
  const fromBonus = part.award !== undefined && part.award === state.award ? part.bonus : 0;
  return {
    ...{
      pays: command.payout,
      paidOut: command.payout,
      countedAt: part.startedAt,
      ...paid(command.payout, fromBonus, staked),
    },
    line: {
      ...{ ...table, started_at: part.startedAt, round_id: `round ${command.round}` },
      ...awardOf(state, fromBonus),
    },
    after: () => (part.paid = true),
  };
}

/** Gives one stake back as it was split. One that has not come is refused when it comes. */
export function rollback(state: State, command: Of<'rollback'>): Judged {
  const found = [...state.rounds].find(([, part]) => part.stakes.has(command.id));
  if (!found) return {};
  const [name, part] = found;
  const stake = part.stakes.get(command.id);
  if (part.state !== 'open' || part.paid || !stake) return 'round_over';
  const { cash, bonus, at } = stake;
  return {
    ...{ givenCash: cash, givenBonus: bonus, intoPlay: -(cash + bonus), staked: -(cash + bonus) },
    ...{ countedAt: at, stakeFromBonus: bonus },
    line: { ...table, started_at: at, round_id: `round ${name}`, ...awardOf(state, bonus) },
    after: () => {
      part.cash -= cash;
      part.bonus -= bonus;
    },
  };
}

/** Money without a stake: of a campaign, or of a jackpot. */
export function win(command: Of<'promo' | 'jackpot'>): Move {
  const { amount } = command;
  if (command.do === 'promo') return { givenCash: amount, bonusCost: -amount };
  return { givenCash: amount, jackpot: -amount, line: { jackpot_id: 'grand' } };
}

export function adjust(state: State, { change }: Of<'adjust'>): Judged {
  if (state.cash + change < 0) return 'insufficient_funds';
  return {
    takenCash: Math.max(-change, 0),
    givenCash: Math.max(change, 0),
    adjusted: -change,
    line: approval,
  };
}

/** Between the two kinds of money of one player. */
export function transfer(state: State, { amount, toBonus }: Of<'transfer'>): Judged {
  if (state.award === undefined) return 'award_not_active';
  if ((toBonus ? state.cash : state.bonus) < amount) return 'insufficient_funds';
  const line = { ...approval, award_id: `award ${state.award}` };
  return toBonus
    ? { takenCash: amount, givenBonus: amount, line }
    : { takenBonus: amount, givenCash: amount, line };
}

const reversible = new Set(['deposit', 'commit', 'promo', 'jackpot', 'pot-win', 'adjust']);

/** Takes back what one transaction did, by its own entries. */
export function reverse(state: State, { of, id }: Of<'reverse'>): Judged {
  const undone = state.known.get(`${of} of ${of} ${id}`);
  if (!undone || !reversible.has(undone.kind)) return 'nothing_to_reverse';
  const { line } = undone;
  const amount = (column: string): number => Number(line[column] ?? 0);
  const takenCash = amount('cash_in');
  const after = givenBackToPot(state, line);
  if (state.cash < takenCash) return 'insufficient_funds';
  return {
    ...{
      takenCash,
      givenCash: -amount('cash_out') - amount('withdrawing'),
      bonusCost: -amount('bonus_cost'),
    },
    ...{ clearing: -amount('clearing'), jackpot: -amount('jackpot'), adjusted: -amount('adjustments') },
    line: {
      ...{ ...approval, ...kept(line, 'provider'), ...kept(line, 'jackpot_id') },
      ...(undone.kind === 'pot-win' ? kept(line, 'game_session_id') : {}),
    },
    ...(after ? { after } : {}),
  };
}

function kept(line: Line, column: string): Line {
  const value = line[column];
  return value === undefined ? {} : { [column]: value };
}
