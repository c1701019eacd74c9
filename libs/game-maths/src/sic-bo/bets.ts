import type { Currency } from '@croupier/kernel';
import { type BetRequest, placeBets, type PlacedBets, type TableBet, type TableSpot } from '../table-bets.js';
import { type SicBoBetKind, type SicBoDefinition, totals } from './definition.js';

export type SicBoSpot = TableSpot<SicBoBetKind>;
export type SicBoBet = TableBet<SicBoBetKind>;

const faces: readonly number[] = [1, 2, 3, 4, 5, 6];

/** Every spot of each kind, whether or not a definition offers it. */
const spots: Readonly<Record<SicBoBetKind, readonly (readonly number[])[]>> = {
  small: [[]],
  big: [[]],
  odd: [[]],
  even: [[]],
  total: totals.map((total) => [total]),
  single: faces.map((face) => [face]),
  double: faces.map((face) => [face]),
  combination: faces.flatMap((low) => faces.filter((high) => high > low).map((high) => [low, high])),
  triple: faces.map((face) => [face]),
  'any-triple': [[]],
};

const hints: Readonly<Record<SicBoBetKind, string>> = {
  small: 'Small has no numbers.',
  big: 'Big has no numbers.',
  odd: 'Odd has no numbers.',
  even: 'Even has no numbers.',
  total: 'A total is one of those that the table pays, from 4 to 17.',
  single: 'A single is one number from 1 to 6.',
  double: 'A double is one number from 1 to 6.',
  combination: 'A combination is two different numbers from 1 to 6.',
  triple: 'A triple is one number from 1 to 6.',
  'any-triple': 'Any triple has no numbers.',
};

/** All spots that the definition offers, kind by kind in the order of the layout. */
export function sicBoSpots({ pays }: SicBoDefinition): SicBoSpot[] {
  return (Object.keys(spots) as SicBoBetKind[])
    .filter((kind) => pays[kind] !== undefined)
    .flatMap((kind) => spots[kind].map((numbers) => ({ kind, numbers })))
    .filter(({ kind, numbers: [total] }) => kind !== 'total' || pays.total?.[String(total)] !== undefined);
}

/** Puts bets on the spots of the table, within the limits of the definition. */
export function checkSicBoBets(
  definition: SicBoDefinition,
  currency: Currency,
  requests: readonly BetRequest<SicBoBetKind>[],
): PlacedBets<SicBoBetKind> {
  const offered = sicBoSpots(definition);
  const layout = {
    limits: definition.limits,
    find: (kind: SicBoBetKind, numbers: readonly number[] = []) => {
      const sorted = [...numbers].sort((left, right) => left - right).join();
      return offered.find((spot) => spot.kind === kind && spot.numbers.join() === sorted);
    },
    hint: (kind: SicBoBetKind) => (definition.pays[kind] ? hints[kind] : `This table has no ${kind}.`),
  };
  return placeBets(layout, currency, requests);
}
