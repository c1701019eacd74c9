import { invariant } from '@croupier/kernel';
import { type Odds, wholeStake } from '../odds.js';
import type { RandomSource } from '../random.js';
import type { TableBet, TableSpot } from '../table-bets.js';
import type { CrapsDefinition } from './definition.js';
import {
  type CrapsBetKind,
  isKind,
  type LineKind,
  lineKinds,
  numberKinds,
  type OddsKind,
  oddsKinds,
  points,
} from './kinds.js';

export type CrapsSpot = TableSpot<CrapsBetKind>;
/** A bet on the table; line bets have no number before their point, and it afterwards. */
export type CrapsBet = TableBet<CrapsBetKind>;

/** Two dice in the order in which they were drawn, each from 1 to 6. */
export type Roll = readonly [number, number];

/** What a roll does to a bet; `back` returns the stake alone. */
export type Fate =
  | { readonly type: 'wins'; readonly odds: Odds }
  | { readonly type: 'loses' | 'back' | 'stays' }
  | { readonly type: 'moves'; readonly to: number };

const loses: Fate = { type: 'loses' };
const back: Fate = { type: 'back' };
const stays: Fate = { type: 'stays' };

/** Draws two dice, one after the other: each a number below 6, plus one. */
export function drawRoll(random: RandomSource): Roll {
  return [random.below(6) + 1, random.below(6) + 1];
}

export function isPoint(total: number): boolean {
  return points.some((point) => point === total);
}

/** The point of the table after a roll; 0 while there is none. */
export function pointAfter(point: number, [first, second]: Roll): number {
  const total = first + second;
  if (point === 0) return isPoint(total) ? total : 0;
  return total === point || total === 7 ? 0 : point;
}

/** True of a bet that a roll at this point, or at 0 before there is one, neither wins nor loses. */
export function rests({ offOnComeOut }: CrapsDefinition, kind: CrapsBetKind, point: number): boolean {
  return point === 0 && isKind(offOnComeOut, kind);
}

/** What a roll does to a bet that lies when the table has this point, or 0 before there is one. */
export function fateOf(definition: CrapsDefinition, spot: CrapsSpot, roll: Roll, point: number): Fate {
  const { kind } = spot;
  const total = roll[0] + roll[1];
  if (isKind(lineKinds, kind)) return lineFate(definition, { ...spot, kind }, total);
  if (!isKind(oddsKinds, kind) && !isKind(numberKinds, kind)) {
    const odds = definition.oneRoll?.[kind]?.[total];
    return odds === undefined ? loses : { type: 'wins', odds };
  }
  const [number] = spot.numbers;
  const isOff = rests(definition, kind, point);
  if (isOff && kind === 'come-odds') return total === number || total === 7 ? back : stays;
  if (isOff) return stays;
  if (kind === 'hard' && total === number && roll[0] !== roll[1]) return loses;
  const win = won(definition, spot);
  const isAgainst = kind === 'lay' || kind.startsWith('dont');
  return isAgainst ? race(7, number, total, win) : race(number, 7, total, win);
}

function lineFate(definition: CrapsDefinition, spot: TableSpot<LineKind>, total: number): Fate {
  const win = won(definition, spot);
  const [number] = spot.numbers;
  const isDont = spot.kind.startsWith('dont');
  if (number === undefined) return isDont ? firstDontRoll(total, definition.bar, win) : firstRoll(total, win);
  return isDont ? race(7, number, total, win) : race(number, 7, total, win);
}

/** All odds that a bet on this spot can win; none if the definition does not offer it. */
export function spotOdds(definition: CrapsDefinition, { kind, numbers }: CrapsSpot): Odds[] {
  const number = String(numbers[0]);
  if (isKind(lineKinds, kind)) return listed(definition.line[kind]);
  if (isKind(oddsKinds, kind)) return listed(pointOdds(definition, kind)?.[number]?.pays);
  if (isKind(numberKinds, kind)) return listed(definition[kind]?.[number]);
  return Object.values(definition.oneRoll?.[kind] ?? {});
}

/** The table of odds that a kind is paid by. */
export function pointOdds({ odds }: CrapsDefinition, kind: OddsKind) {
  return kind.startsWith('dont') ? odds?.lay : odds?.take;
}

/** The smallest stake on the spot whose payout is whole. */
export function wholeCrapsStake(definition: CrapsDefinition, spot: CrapsSpot): number {
  return wholeStake(spotOdds(definition, spot));
}

function listed(odds: Odds | undefined): Odds[] {
  return odds === undefined ? [] : [odds];
}

function won(definition: CrapsDefinition, spot: CrapsSpot): Fate {
  const [odds] = spotOdds(definition, spot);
  invariant(odds !== undefined, `${spot.kind} ${spot.numbers.join()} is offered`);
  return { type: 'wins', odds };
}

/** Won by one total, lost by another, and nothing by all others. */
function race(winner: number | undefined, loser: number | undefined, total: number, win: Fate): Fate {
  if (total === winner) return win;
  return total === loser ? loses : stays;
}

function firstRoll(total: number, win: Fate): Fate {
  if (total === 7 || total === 11) return win;
  return isPoint(total) ? { type: 'moves', to: total } : loses;
}

function firstDontRoll(total: number, bar: number, win: Fate): Fate {
  if (total === 7 || total === 11) return loses;
  if (isPoint(total)) return { type: 'moves', to: total };
  return total === bar ? back : win;
}
