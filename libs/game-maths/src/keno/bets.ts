import type { Currency } from '@croupier/kernel';
import { type BetRequest, placeBets, type PlacedBets, type TableBet, type TableSpot } from '../table-bets.js';
import type { KenoBetKind, KenoDefinition } from './definition.js';

export type KenoBet = TableBet<KenoBetKind>;

/** Checks tickets against the definition; two with the same numbers become one. */
export function checkKenoBets(
  definition: KenoDefinition,
  currency: Currency,
  requests: readonly BetRequest<KenoBetKind>[],
): PlacedBets<KenoBetKind> {
  const layout = {
    limits: definition.limits,
    find: (kind: KenoBetKind, numbers: readonly number[] = []) => findTicket(definition, kind, numbers),
    hint: (kind: KenoBetKind) => hintOf(definition, kind),
  };
  return placeBets(layout, currency, requests);
}

function findTicket(
  { pool, returns }: KenoDefinition,
  kind: KenoBetKind,
  numbers: readonly number[],
): TableSpot<KenoBetKind> | undefined {
  const isNumber = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= pool;
  const sound = new Set(numbers).size === numbers.length && numbers.every(isNumber);
  if (!sound || kind !== `spots-${numbers.length}` || !returns[numbers.length]) return undefined;
  return { kind, numbers: [...numbers].sort((left, right) => left - right) };
}

function hintOf({ pool, limits }: KenoDefinition, kind: KenoBetKind): string {
  const offered = Object.values(limits).some(({ bets }) => bets[kind] !== undefined);
  if (!offered) return `There is no ticket ${kind}.`;
  return `A ticket ${kind} has so many different numbers, each from 1 to ${pool}.`;
}
