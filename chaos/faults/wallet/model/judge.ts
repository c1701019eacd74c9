import { type Command, game } from './commands.js';
import { adjust, payout, reverse, rollback, transfer, win } from './corrections.js';
import { awardOf, type Judged, type Move, type Of, paid, table } from './moves.js';
import { potRound } from './pots.js';
import { type Line, type Round, type State } from './state.js';

/** Whose pot a contribution goes to. */
function pot(contribution: number): Line {
  return contribution > 0 ? { jackpot_id: 'grand' } : {};
}

/** What a command moves, or the code of what refuses it; limits come after. */
export function judge(state: State, command: Command): Judged {
  switch (command.do) {
    case 'deposit':
      return deposit(state, command);
    case 'hold':
      if (state.cash < command.amount) return 'insufficient_funds';
      return { takenCash: command.amount, withheld: command.amount };
    case 'commit':
    case 'release':
      if (state.withdrawing < command.amount) return 'insufficient_funds';
      return command.do === 'release'
        ? { givenCash: command.amount, withheld: -command.amount }
        : { clearing: command.amount, withheld: -command.amount };
    case 'round':
      return round(state, command);
    case 'pot-round':
    case 'drop-round': {
      const plain = round(state, { ...command, do: 'round', jackpot: 0 });
      return typeof plain === 'string' ? plain : potRound(state, command, plain);
    }
    case 'free-round':
      return freeRound(state, command);
    case 'stake':
      return stake(state, command);
    case 'settle':
      return settle(state, command);
    case 'void':
      return giveBack(state, command);
    case 'grant':
    case 'grant-rounds':
      return grant(state, command);
    case 'convert':
    case 'forfeit':
      return endAward(state, command);
    case 'payout':
      return payout(state, command);
    case 'rollback':
      return rollback(state, command);
    case 'promo':
    case 'jackpot':
      return win(command);
    case 'adjust':
      return adjust(state, command);
    case 'transfer':
      return transfer(state, command);
    case 'reverse':
      return reverse(state, command);
    default:
      throw new Error(`${command.do} posts nothing`);
  }
}

function deposit(state: State, { id, amount, at }: Of<'deposit' | 'hold'>): Move {
  const reserved = state.reservations.get(id);
  const open = reserved?.state === 'open' ? reserved : undefined;
  const after = (): void => void (reserved && (reserved.state = 'credited'));
  return {
    ...{ givenCash: amount, clearing: -amount, after },
    ...{ countedAt: open?.at ?? at, deposited: amount - (open?.amount ?? 0) },
  };
}

/** One kind of money first, then the other. `before`: what the round has in play already. */
function split(
  state: State,
  amount: number,
  before: Pick<Round, 'cash' | 'bonus'> = { cash: 0, bonus: 0 },
): { takenCash: number; takenBonus: number; refused?: string } {
  const fromCash = state.bonusFirst ? Math.max(amount - state.bonus, 0) : amount;
  const takenCash = Math.min(state.cash, fromCash);
  const takenBonus = amount - takenCash;
  if (takenBonus > state.bonus) return { takenCash, takenBonus, refused: 'insufficient_funds' };
  const most = state.award === undefined ? undefined : state.awards.get(state.award)?.most;
  const all = amount + before.cash + before.bonus;
  const tooHigh = takenBonus + before.bonus > 0 && most !== undefined && all > most;
  return { takenCash, takenBonus, ...(tooHigh ? { refused: 'bonus_stake_too_high' } : {}) };
}

function isTooSoon({ lastRoundAt }: State, { at, cycleMs }: { at: number; cycleMs: number }): boolean {
  return lastRoundAt !== undefined && lastRoundAt + cycleMs > at;
}

function played(state: State, at: number): void {
  state.lastRoundAt = Math.max(at, state.lastRoundAt ?? at);
}

function round(state: State, command: Of<'round'>): Judged {
  const { at, payout } = command;
  if (isTooSoon(state, command)) return 'round_too_soon';
  const { takenCash, takenBonus, refused } = split(state, command.stake);
  if (refused !== undefined) return refused;
  return {
    ...{ takenCash, takenBonus, ...paid(payout, takenBonus, command.stake) },
    ...{
      stakes: command.stake,
      pays: payout,
      staked: command.stake,
      paidOut: payout,
      stakeFromBonus: takenBonus,
    },
    funding: command.jackpot,
    line: { ...table, started_at: at, ...pot(command.jackpot), ...awardOf(state, takenBonus) },
    after: () => played(state, at),
  };
}

function freeRound(state: State, command: Of<'free-round'>): Judged {
  if (isTooSoon(state, command)) return 'round_too_soon';
  const award = state.award === command.award ? state.awards.get(command.award) : undefined;
  const fits = award && award.rounds > 0 && award.game === command.game && award.stake === command.stake;
  if (!fits) return 'no_free_round';
  return {
    ...{ stakes: command.stake, bonusCost: -command.stake, pays: command.payout, givenBonus: command.payout },
    line: { ...table, game_id: command.game, started_at: command.at, award_id: `award ${command.award}` },
    after: () => {
      award.rounds -= 1;
      played(state, command.at);
    },
  };
}

function stake(state: State, command: Of<'stake'>): Judged {
  const { at } = command;
  const known = state.rounds.get(command.round);
  if (known && known.state !== 'open') return 'round_over';
  const { takenCash, takenBonus, refused } = split(state, command.stake, known);
  if (refused !== undefined) return refused;
  const part = known ?? newRound('open', at, game);
  return {
    ...{ takenCash, takenBonus, intoPlay: command.stake, stakeFromBonus: takenBonus, staked: command.stake },
    line: { ...table, started_at: at, round_id: `round ${command.round}`, ...awardOf(state, takenBonus) },
    after: () => {
      state.rounds.set(command.round, part);
      part.stakes.set(command.id, { cash: takenCash, bonus: takenBonus, at });
      part.cash += takenCash;
      part.bonus += takenBonus;
      if (takenBonus > 0) part.award ??= state.award;
    },
  };
}

function newRound(state: Round['state'], startedAt: number, gameId: string | undefined): Round {
  return { cash: 0, bonus: 0, state, startedAt, gameId, award: undefined, paid: false, stakes: new Map() };
}

function settle(state: State, command: Of<'settle'>): Judged {
  const part = state.rounds.get(command.round);
  if (part?.state !== 'open' || part.cash + part.bonus === 0) return 'no_stake';
  const staked = part.cash + part.bonus;
  return {
    ...{
      intoPlay: -staked,
      stakes: staked,
      pays: command.payout,
      ...paid(command.payout, part.bonus, staked),
    },
    ...{
      countedAt: part.startedAt,
      paidOut: command.payout,
      stakeFromBonus: part.bonus,
      funding: command.jackpot,
    },
    line: { ...table, started_at: part.startedAt, ...pot(command.jackpot), ...awardOf(state, part.bonus) },
    after: () => (part.state = 'settled'),
  };
}

function giveBack(state: State, command: Of<'void'>): Judged {
  const part = state.rounds.get(command.round);
  if (part?.paid) return 'round_over';
  const { cash, bonus, startedAt, gameId } = part ?? newRound('voided', command.at, undefined);
  return {
    ...{ intoPlay: -(cash + bonus), givenCash: cash, givenBonus: bonus, staked: -(cash + bonus) },
    ...{ countedAt: startedAt, stakeFromBonus: bonus },
    line: { started_at: startedAt, ...(gameId === undefined ? {} : table), ...awardOf(state, bonus) },
    after: () => {
      const voided = part ?? newRound('voided', startedAt, undefined);
      voided.state = 'voided';
      state.rounds.set(command.round, voided);
    },
  };
}

function grant(state: State, command: Of<'grant' | 'grant-rounds'>): Judged {
  if (state.award !== undefined) return 'award_active';
  const rounds = command.do === 'grant-rounds';
  const amount = rounds ? 0 : command.amount;
  const terms = rounds
    ? { game, stake: command.stake, rounds: command.rounds }
    : { game: undefined, stake: undefined, rounds: 0 };
  return {
    ...{ givenBonus: amount, bonusCost: -amount },
    line: { award_id: `award ${command.award}`, ...(rounds ? { game_id: game } : {}) },
    after: () => {
      state.award = command.award;
      state.awards.set(command.award, { most: command.most, ...terms, state: 'active' });
    },
  };
}

function endAward(state: State, command: Of<'convert' | 'forfeit'>): Judged {
  const award = state.award === command.award ? state.awards.get(command.award) : undefined;
  if (!award) return 'award_not_active';
  if ([...state.rounds.values()].some((part) => part.state === 'open' && part.bonus > 0))
    return 'stakes_in_play';
  const converted = command.do === 'convert';
  return {
    takenBonus: state.bonus,
    ...(converted ? { givenCash: state.bonus } : { bonusCost: state.bonus }),
    line: { award_id: `award ${command.award}` },
    after: () => {
      state.award = undefined;
      Object.assign(award, { rounds: 0, state: converted ? 'converted' : 'forfeited' });
    },
  };
}
