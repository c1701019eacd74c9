import { type Currency, invariant } from '@croupier/kernel';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import { type BetRequest, placeBets, type PlacedBets, type TableBet } from '../table-bets.js';
import { elapsedAt, multipleAt } from './curve.js';
import type { CrashDefinition } from './definition.js';
import { crashPoint } from './point.js';

/** `numbers` holds the multiple of the automatic cash-out, or nothing. */
export type CrashBet = TableBet<'crash'>;

/** A round: plain JSON, amounts in minor units, multiples in 1/grid. */
export interface CrashState {
  readonly stake: number;
  /** Where the round cashes out by itself; chosen before the start, the maximum if the player chose nothing. */
  readonly stopAt: number;
  /** The last multiple that the round reaches; hidden from the player until the end. */
  readonly crashAt: number;
  /** Where the player was cashed out; missing while the round lasts and if it was lost. */
  readonly cashedAt?: number;
  /** Missing while the round lasts. */
  readonly payout?: number;
}

/** A round as the player may see it. */
export type CrashView = Omit<CrashState, 'crashAt'> & { readonly crashAt?: number };

/**
 * `cash-out` is the player's, with the whole milliseconds since the start by the clock of the server, when it received
 * the wish. `run-out` lets the round come to its end: what the service does when nothing more can happen before it.
 */
export type CrashAction =
  { readonly kind: 'cash-out'; readonly elapsedMs: number } | { readonly kind: 'run-out' };

/** Why an action is not taken. */
export interface CrashFault {
  readonly reason: 'round_ended' | 'no_such_time';
  readonly detail: string;
}

export type CrashStep =
  { readonly state: CrashState; readonly fault?: undefined } | { readonly fault: CrashFault };

/** Checks the one bet of a round against the definition. */
export function checkCrashBet(
  definition: CrashDefinition,
  currency: Currency,
  request: BetRequest<'crash'>,
): PlacedBets<'crash'> {
  const { targets } = definition;
  const layout = {
    limits: definition.limits,
    find: (kind: 'crash', numbers: readonly number[] = []) => {
      const offered = numbers.length <= 1 && numbers.every((target) => targets.includes(target));
      return offered ? { kind, numbers } : undefined;
    },
    hint: () => `An automatic cash-out is at one of the multiples ${targets.join(', ')}.`,
  };
  return placeBets(layout, currency, [request]);
}

/**
 * Begins a round: where it crashes is drawn at once and does not depend on what the player does. The service must hold
 * that one round is committed by each press, that a start is at least five seconds after the last one, and that time is
 * the server's own. An automatic cash-out is a part of one bet; nothing here begins another round.
 */
export function beginCrash(definition: CrashDefinition, bet: CrashBet, random: RandomSource): CrashState {
  const crashAt = crashPoint(definition)(random);
  return { stake: bet.amount, stopAt: bet.numbers[0] ?? definition.maximum, crashAt };
}

/** What a player can do now. */
export function crashActions(state: CrashState): CrashAction['kind'][] {
  return state.payout === undefined ? ['cash-out'] : [];
}

/**
 * What a time-out does: the round runs on, and is cashed out at the chosen multiple if it comes so far. The return of
 * every multiple is the same, so that nobody is worse off for being cut off.
 */
export function crashDefault(): CrashAction {
  return { kind: 'run-out' };
}

/** Ends the round, won or lost, unless the action is refused. */
export function actCrash(definition: CrashDefinition, state: CrashState, action: CrashAction): CrashStep {
  if (state.payout !== undefined) return { fault: { reason: 'round_ended', detail: 'The round has ended.' } };
  if (action.kind === 'run-out') return { state: settle(definition, state, state.stopAt) };
  const { elapsedMs } = action;
  if (!Number.isSafeInteger(elapsedMs) || elapsedMs < 0) {
    return { fault: { reason: 'no_such_time', detail: `${elapsedMs} ms is no time since the start.` } };
  }
  const multiple = Math.min(state.stopAt, multipleAt(definition, elapsedMs));
  return { state: settle(definition, state, multiple) };
}

/** When the round ends if the player does nothing more, in milliseconds since its start. */
export function crashEndsAt(definition: CrashDefinition, { stopAt, crashAt }: CrashState): number {
  if (crashAt < definition.grid) return 0;
  return elapsedAt(definition, Math.min(stopAt, crashAt + 1));
}

export function viewCrash(state: CrashState): CrashView {
  if (state.payout !== undefined) return state;
  const { stake, stopAt } = state;
  return { stake, stopAt };
}

/** Derives a round again from its draws and actions. @throws ReplayError unless they fit */
export function replayCrash(
  definition: CrashDefinition,
  { bet, actions, draws }: { bet: CrashBet; actions: readonly CrashAction[]; draws: readonly Draw[] },
): CrashState {
  const replay = new ReplayRandom(draws);
  let state = beginCrash(definition, bet, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  for (const action of actions) {
    const step = actCrash(definition, state, action);
    if (step.fault) throw new ReplayError(step.fault.detail);
    state = step.state;
  }
  return state;
}

function settle({ grid }: CrashDefinition, state: CrashState, multiple: number): CrashState {
  if (multiple > state.crashAt) return { ...state, payout: 0 };
  invariant(state.stake % grid === 0, `${state.stake} returns a whole number of minor units`);
  const payout = (state.stake / grid) * multiple;
  invariant(Number.isSafeInteger(payout), `payout ${payout} is not a safe integer of minor units`);
  return { ...state, cashedAt: multiple, payout };
}
