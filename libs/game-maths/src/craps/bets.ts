import type { Currency } from '@croupier/kernel';
import { type BetFault, type BetRequest, placeBets, type PlacedBets } from '../table-bets.js';
import type { CrapsDefinition } from './definition.js';
import {
  type CrapsBetKind,
  isKind,
  lineKinds,
  numberKinds,
  type OddsKind,
  oddsKinds,
  points,
} from './kinds.js';
import { type CrapsBet, type CrapsSpot, pointOdds, spotOdds, wholeCrapsStake } from './roll.js';

/** What bets have to fit beside the definition: what lies, the point or 0, and all that was staked in the round. */
export interface CrapsTable {
  readonly bets: readonly CrapsBet[];
  readonly point: number;
  readonly stake: number;
}

export const emptyTable: CrapsTable = { bets: [], point: 0, stake: 0 };

/** Puts bets on the table as it stands, within the limits of the definition. */
export function checkCrapsBets(
  definition: CrapsDefinition,
  currency: Currency,
  requests: readonly BetRequest<CrapsBetKind>[],
  table: CrapsTable = emptyTable,
): PlacedBets<CrapsBetKind> {
  const untimely = requests.findIndex(({ kind, numbers }) => notNow(table, kind, numbers) !== undefined);
  const untimelyBet = requests[untimely];
  if (untimelyBet) {
    const detail = notNow(table, untimelyBet.kind, untimelyBet.numbers) ?? '';
    return { fault: { reason: 'not_now', index: untimely, detail } };
  }
  const layout = {
    limits: definition.limits,
    find: (kind: CrapsBetKind, numbers?: readonly number[]) => findSpot(definition, table, kind, numbers),
    hint: (kind: CrapsBetKind) => `There is no ${kind} on these numbers.`,
    whole: (spot: CrapsSpot) => wholeCrapsStake(definition, spot),
  };
  const placed = placeBets(layout, currency, requests, table.bets);
  if (placed.fault) return placed;
  const fault =
    oddsFault(definition, table, placed.bets) ?? roundFault(definition, currency, table, placed.total);
  return fault ? { fault } : placed;
}

/** Every spot on which a bet can lie when it is made, kind by kind; odds and come bets need their line bet as well. */
export function crapsSpots(definition: CrapsDefinition): CrapsSpot[] {
  const numbers = [...points];
  return [
    ...lineKinds.map((kind) => ({ kind, numbers: [] })),
    ...oddsKinds
      .filter((kind) => definition.line[lineOf(kind)])
      .flatMap((kind) => numbers.map((number) => ({ kind, numbers: [number] }))),
    ...numberKinds.flatMap((kind) => numbers.map((number) => ({ kind, numbers: [number] }))),
    ...Object.keys(definition.oneRoll ?? {}).map((kind) => ({ kind, numbers: [] })),
  ].filter((spot) => spotOdds(definition, spot).length > 0);
}

/** The line bet behind which odds lie. */
export function lineOf(kind: OddsKind): (typeof lineKinds)[number] {
  return kind.replace('-odds', '') as (typeof lineKinds)[number];
}

/** The line bet for odds on a point; behind pass and don't pass the point may be left out. */
function lineBet({ bets, point }: CrapsTable, kind: OddsKind, numbers: readonly number[] | undefined) {
  const number = numbers === undefined && kind.includes('pass') ? point : numbers?.[0];
  return bets.find((bet) => bet.kind === lineOf(kind) && bet.numbers.length > 0 && bet.numbers[0] === number);
}

function notNow(table: CrapsTable, kind: string, numbers: readonly number[] | undefined): string | undefined {
  if (kind === 'pass' || kind === 'dont-pass') {
    return table.point === 0 ? undefined : 'This bet is made before there is a point.';
  }
  if (kind === 'come' || kind === 'dont-come') {
    return table.point === 0 ? 'This bet is made when there is a point.' : undefined;
  }
  if (!isKind(oddsKinds, kind) || lineBet(table, kind, numbers)) return undefined;
  return `Odds lie behind a ${lineOf(kind)} bet on its point; there is none.`;
}

function findSpot(
  definition: CrapsDefinition,
  table: CrapsTable,
  kind: CrapsBetKind,
  numbers: readonly number[] | undefined,
): CrapsSpot | undefined {
  if (isKind(oddsKinds, kind)) {
    const isOne = numbers === undefined || numbers.length === 1;
    const line = isOne ? lineBet(table, kind, numbers) : undefined;
    const spot = line && { kind, numbers: line.numbers };
    return spot && spotOdds(definition, spot).length > 0 ? spot : undefined;
  }
  const key = (numbers ?? []).join();
  return crapsSpots(definition).find((spot) => spot.kind === kind && spot.numbers.join() === key);
}

function oddsFault(
  definition: CrapsDefinition,
  table: CrapsTable,
  placed: readonly CrapsBet[],
): BetFault | undefined {
  for (const { kind, numbers, amount } of placed) {
    if (!isKind(oddsKinds, kind)) continue;
    const before = table.bets.find((bet) => bet.kind === kind && bet.numbers[0] === numbers[0])?.amount ?? 0;
    const times = pointOdds(definition, kind)?.[String(numbers[0])]?.most ?? 0;
    const most = times * (lineBet(table, kind, numbers)?.amount ?? 0);
    if (before + amount > most) {
      return {
        reason: 'above_maximum',
        detail: `Odds here are at most ${times} times the line bet, ${most}.`,
      };
    }
  }
  return undefined;
}

function roundFault(
  { limits }: CrapsDefinition,
  currency: Currency,
  { stake }: CrapsTable,
  total: number,
): BetFault | undefined {
  const most = limits[currency]?.roundMaximum ?? 0;
  if (stake + total <= most) return undefined;
  return { reason: 'above_round_maximum', detail: `All bets of a round are at most ${most}.` };
}
