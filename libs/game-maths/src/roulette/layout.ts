import { invariant } from '@croupier/kernel';

/**
 * Every bet of the layout. `first-four` is of the single-zero layout alone, `five-number` of the double-zero one; that with three
 * zeros has neither, nor `trio`: they are a row of their own, `0 000 00` above `1 2 3`.
 */
export const rouletteBetKinds = [
  'straight',
  'split',
  'street',
  'trio',
  'corner',
  'first-four',
  'five-number',
  'six-line',
  'column',
  'dozen',
  'red',
  'black',
  'odd',
  'even',
  'low',
  'high',
] as const;
export type RouletteBetKind = (typeof rouletteBetKinds)[number];

/** How the double zero is written among the numbers: wheel, bets and draws hold integers. */
export const doubleZero = 37;
/** How the triple zero is written. */
export const tripleZero = 38;

/** How many zeros a wheel has, which decides its layout. */
export type Zeros = 1 | 2 | 3;

/** By the pockets of a wheel. */
export function zerosAmong(pockets: Iterable<number>): Zeros {
  const wheel = new Set(pockets);
  if (wheel.has(tripleZero)) return 3;
  return wheel.has(doubleZero) ? 2 : 1;
}

/** One place of the layout where a chip can lie: the kind of bet and the numbers it wins on, ascending. */
export interface Spot {
  readonly kind: RouletteBetKind;
  readonly numbers: readonly number[];
}

const evenMoneyKinds: readonly RouletteBetKind[] = ['red', 'black', 'odd', 'even', 'low', 'high'];
const redNumbers = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36]);

export function isEvenMoney(kind: RouletteBetKind): boolean {
  return evenMoneyKinds.includes(kind);
}

export function colourOf(pocket: number): 'green' | 'red' | 'black' {
  if (isZero(pocket)) return 'green';
  return redNumbers.has(pocket) ? 'red' : 'black';
}

export function isZero(pocket: number): boolean {
  return pocket === 0 || pocket === doubleZero || pocket === tripleZero;
}

/** A pocket as players read it. */
export function pocketName(pocket: number): string {
  if (pocket === tripleZero) return '000';
  return pocket === doubleZero ? '00' : String(pocket);
}

/** All spots of the layout with one zero (157), two or three. */
export function spotsOf(zeros: Zeros): readonly Spot[] {
  return { 1: singleZeroSpots, 2: doubleZeroSpots, 3: tripleZeroSpots }[zeros];
}

/** The spot of these numbers, whatever their order; for a kind with one spot they may be left out. */
export function findSpot(zeros: Zeros, kind: RouletteBetKind, numbers?: readonly number[]): Spot | undefined {
  const spots = indices[zeros].get(kind);
  if (!spots) return undefined;
  if (numbers === undefined) return spots.size === 1 ? [...spots.values()][0] : undefined;
  return spots.get(keyOf(numbers));
}

function keyOf(numbers: readonly number[]): string {
  return [...numbers].sort((left, right) => left - right).join();
}

const spot = (kind: RouletteBetKind, numbers: readonly number[]): Spot => ({
  kind,
  numbers: [...numbers].sort((left, right) => left - right),
});
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const all = range(1, 36);
const where = (test: (number: number) => boolean): number[] => all.filter(test);

/** The part all layouts share: three columns and twelve rows, `1 2 3` at the zero's end. */
function gridSpots(): Spot[] {
  const rows = range(0, 11).map((row) => 3 * row + 1);
  return [
    ...all.map((number) => spot('straight', [number])),
    ...where((number) => number % 3 !== 0).map((number) => spot('split', [number, number + 1])),
    ...range(1, 33).map((number) => spot('split', [number, number + 3])),
    ...rows.map((first) => spot('street', range(first, first + 2))),
    ...where((number) => number % 3 !== 0 && number <= 33).map((number) =>
      spot('corner', [number, number + 1, number + 3, number + 4]),
    ),
    ...rows.slice(0, -1).map((first) => spot('six-line', range(first, first + 5))),
    ...[1, 2, 0].map((rest) =>
      spot(
        'column',
        where((number) => number % 3 === rest),
      ),
    ),
    ...[1, 13, 25].map((first) => spot('dozen', range(first, first + 11))),
    spot('red', [...redNumbers]),
    spot(
      'black',
      where((number) => !redNumbers.has(number)),
    ),
    spot(
      'odd',
      where((number) => number % 2 === 1),
    ),
    spot(
      'even',
      where((number) => number % 2 === 0),
    ),
    spot('low', range(1, 18)),
    spot('high', range(19, 36)),
  ];
}

const spotsOfPairs = (kind: RouletteBetKind, lists: readonly (readonly number[])[]): Spot[] =>
  lists.map((numbers) => spot(kind, numbers));

const singleZeroSpots: readonly Spot[] = [
  spot('straight', [0]),
  ...spotsOfPairs('split', [
    [0, 1],
    [0, 2],
    [0, 3],
  ]),
  ...spotsOfPairs('trio', [
    [0, 1, 2],
    [0, 2, 3],
  ]),
  spot('first-four', [0, 1, 2, 3]),
  ...gridSpots(),
];

const doubleZeroSpots: readonly Spot[] = [
  spot('straight', [0]),
  spot('straight', [doubleZero]),
  ...spotsOfPairs('split', [
    [0, doubleZero],
    [0, 1],
    [0, 2],
    [2, doubleZero],
    [3, doubleZero],
  ]),
  ...spotsOfPairs('trio', [
    [0, 1, 2],
    [0, 2, doubleZero],
    [2, 3, doubleZero],
  ]),
  spot('five-number', [0, 1, 2, 3, doubleZero]),
  ...gridSpots(),
];

/** The row of the zeros is like any other: its street, and the top line of six numbers with the row below. */
const tripleZeroSpots: readonly Spot[] = [
  ...[0, doubleZero, tripleZero].map((zero) => spot('straight', [zero])),
  ...spotsOfPairs('split', [
    [0, tripleZero],
    [tripleZero, doubleZero],
    [0, 1],
    [2, tripleZero],
    [3, doubleZero],
  ]),
  spot('street', [0, tripleZero, doubleZero]),
  ...spotsOfPairs('corner', [
    [0, 1, 2, tripleZero],
    [2, 3, doubleZero, tripleZero],
  ]),
  spot('six-line', [0, 1, 2, 3, doubleZero, tripleZero]),
  ...gridSpots(),
];

function indexOf(spots: readonly Spot[]): ReadonlyMap<RouletteBetKind, ReadonlyMap<string, Spot>> {
  const index = new Map<RouletteBetKind, Map<string, Spot>>();
  for (const each of spots) {
    const ofKind = index.get(each.kind) ?? new Map<string, Spot>();
    invariant(!ofKind.has(keyOf(each.numbers)), `${each.kind} ${keyOf(each.numbers)} lies there twice`);
    ofKind.set(keyOf(each.numbers), each);
    index.set(each.kind, ofKind);
  }
  return index;
}

const indices = { 1: indexOf(singleZeroSpots), 2: indexOf(doubleZeroSpots), 3: indexOf(tripleZeroSpots) };
