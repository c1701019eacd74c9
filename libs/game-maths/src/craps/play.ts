import { type Currency, invariant } from '@croupier/kernel';
import { winOf } from '../odds.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { type BetFault, type BetRequest, mergeBets, sumOf } from '../table-bets.js';
import { checkCrapsBets } from './bets.js';
import type { CrapsDefinition } from './definition.js';
import { type CrapsBetKind, removable } from './kinds.js';
import { type CrapsBet, type CrapsSpot, drawRoll, fateOf, pointAfter, type Roll } from './roll.js';

/** A bet that a roll settled or that was taken down; the payout has its stake in it. */
export type SettledBet = CrapsBet & { readonly payout: number };

/** A round: plain JSON, all amounts in minor units. Nothing in it is hidden from the player. */
export interface CrapsState {
  readonly currency: Currency;
  /** 0 before there is a point. */
  readonly point: number;
  /** What lies on the table. */
  readonly bets: readonly CrapsBet[];
  /** Everything that was staked since the round began. */
  readonly stake: number;
  /** Everything that came back so far. */
  readonly returned: number;
  /** The last roll and what it settled. */
  readonly last?: { readonly roll: Roll; readonly settled: readonly SettledBet[] };
  /** What came back in all; missing while a bet lies on the table. */
  readonly payout?: number;
}

export type CrapsAction =
  | { readonly kind: 'roll' }
  | { readonly kind: 'bet'; readonly bets: readonly BetRequest<CrapsBetKind>[] }
  | { readonly kind: 'take-down'; readonly spot: CrapsSpot };

/** Why an action is not taken; `index` is the bet at fault. */
export interface CrapsFault {
  readonly reason: BetFault['reason'] | 'round_ended' | 'not_allowed';
  readonly index?: number;
  readonly detail: string;
}

export type CrapsStep =
  { readonly state: CrapsState; readonly fault?: undefined } | { readonly fault: CrapsFault };

/**
 * Begins a round before its first roll. It ends when no bet is left: every bet is settled once, and lies again only if
 * the player stakes it again. The service must hold that each roll is committed by a press and comes at least five
 * seconds after the last one.
 */
export function beginCraps(
  definition: CrapsDefinition,
  currency: Currency,
  requests: readonly BetRequest<CrapsBetKind>[],
): CrapsStep {
  return addBets(definition, { currency, point: 0, bets: [], stake: 0, returned: 0 }, requests);
}

/** What a player can do now. */
export function crapsActions(state: CrapsState): CrapsAction['kind'][] {
  if (state.payout !== undefined) return [];
  const canTakeDown = state.bets.some(({ kind }) => removable.includes(kind));
  return canTakeDown ? ['roll', 'bet', 'take-down'] : ['roll', 'bet'];
}

/** What a time-out does: the dice roll on until every bet is settled, which changes the return of none. */
export function crapsDefault(): CrapsAction {
  return { kind: 'roll' };
}

/** Bets, takes down or rolls; an action that is refused leaves the round as it was. */
export function actCraps(
  definition: CrapsDefinition,
  state: CrapsState,
  action: CrapsAction,
  random: RandomSource,
): CrapsStep {
  if (state.payout !== undefined) return { fault: { reason: 'round_ended', detail: 'The round has ended.' } };
  if (!['roll', 'bet', 'take-down'].includes(action.kind)) {
    return { fault: { reason: 'not_allowed', detail: 'You can roll, bet or take a bet down.' } };
  }
  if (action.kind === 'bet') return addBets(definition, state, action.bets);
  if (action.kind === 'take-down') return takeDown(state, action.spot);
  return { state: settleRoll(definition, state, drawRoll(random)) };
}

/** What a roll makes of a round. */
export function settleRoll(definition: CrapsDefinition, state: CrapsState, roll: Roll): CrapsState {
  const settled: SettledBet[] = [];
  const lying: CrapsBet[] = [];
  for (const bet of state.bets) {
    const fate = fateOf(definition, bet, roll, state.point);
    if (fate.type === 'stays') lying.push(bet);
    else if (fate.type === 'moves') lying.push({ ...bet, numbers: [fate.to] });
    else if (fate.type === 'wins')
      settled.push({ ...bet, payout: bet.amount + winOf(bet.amount, fate.odds) });
    else settled.push({ ...bet, payout: fate.type === 'back' ? bet.amount : 0 });
  }
  const returned = settled.reduce((sum, { payout }) => sum + payout, state.returned);
  const point = pointAfter(state.point, roll);
  return ended({ ...state, point, bets: lying, returned, last: { roll, settled } });
}

/** Derives a round again from how it began, its actions and draws. @throws ReplayError unless they fit */
export function replayCraps(
  definition: CrapsDefinition,
  { begun, actions, draws }: { begun: CrapsState; actions: readonly CrapsAction[]; draws: readonly Draw[] },
): CrapsState {
  const replay = new ReplayRandom(draws);
  let state = begun;
  for (const action of actions) {
    const step = actCraps(definition, state, action, replay);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return state;
}

function addBets(
  definition: CrapsDefinition,
  state: CrapsState,
  requests: readonly BetRequest<CrapsBetKind>[],
): CrapsStep {
  const placed = checkCrapsBets(definition, state.currency, requests, state);
  if (placed.fault) return placed;
  const bets = mergeBets([...state.bets, ...placed.bets]);
  return { state: { ...state, bets, stake: state.stake + sumOf(placed.bets) } };
}

function takeDown(state: CrapsState, { kind, numbers }: CrapsSpot): CrapsStep {
  const isIt = (bet: CrapsBet): boolean => bet.kind === kind && bet.numbers.join() === numbers.join();
  const bet = state.bets.find(isIt);
  if (!bet) return { fault: { reason: 'no_such_spot', detail: `No ${kind} lies on these numbers.` } };
  if (!removable.includes(kind)) {
    return { fault: { reason: 'not_now', detail: `A ${kind} stands until a roll settles it.` } };
  }
  const bets = state.bets.filter((each) => !isIt(each));
  return { state: ended({ ...state, bets, returned: state.returned + bet.amount }) };
}

function ended(state: CrapsState): CrapsState {
  invariant(
    Number.isSafeInteger(state.returned),
    `payout ${state.returned} is not a safe integer of minor units`,
  );
  return state.bets.length > 0 ? state : { ...state, payout: state.returned };
}
