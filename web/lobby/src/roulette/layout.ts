/** A place where chips can lie, on a lattice of half fields: x along the numbers, y across them. */
export interface Spot {
  kind: string;
  /** Ascending. */
  numbers: readonly number[];
  x: number;
  y: number;
  /** Width and height of the field in lattice units; a spot between fields is 1 by 1. */
  w: number;
  h: number;
}

const reds = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36]);

export type Colour = 'red' | 'black' | 'green';

export function colourOf(pocket: number): Colour {
  if (pocket === 0) return 'green';
  return reds.has(pocket) ? 'red' : 'black';
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const all = range(1, 36);
const xOf = (number: number): number => 2 * Math.ceil(number / 3);
const yOf = (number: number): number => (number % 3 === 0 ? 1 : number % 3 === 2 ? 3 : 5);

function fields(): Spot[] {
  const outside = (kind: string, numbers: number[], x: number): Spot => ({
    kind,
    numbers,
    x,
    y: 10,
    w: 4,
    h: 2,
  });
  return [
    { kind: 'straight', numbers: [0], x: 0, y: 3, w: 2, h: 6 },
    ...all.map((number): Spot => ({
      kind: 'straight',
      numbers: [number],
      x: xOf(number),
      y: yOf(number),
      w: 2,
      h: 2,
    })),
    ...[0, 2, 1].map((rest, row): Spot => ({
      ...{ kind: 'column', numbers: all.filter((number) => number % 3 === rest) },
      ...{ x: 26, y: 1 + 2 * row, w: 2, h: 2 },
    })),
    ...[1, 13, 25].map((first, index): Spot => ({
      ...{ kind: 'dozen', numbers: range(first, first + 11) },
      ...{ x: 5 + 8 * index, y: 8, w: 8, h: 2 },
    })),
    outside('low', range(1, 18), 3),
    outside(
      'even',
      all.filter((number) => number % 2 === 0),
      7,
    ),
    outside(
      'red',
      all.filter((number) => reds.has(number)),
      11,
    ),
    outside(
      'black',
      all.filter((number) => !reds.has(number)),
      15,
    ),
    outside(
      'odd',
      all.filter((number) => number % 2 === 1),
      19,
    ),
    outside('high', range(19, 36), 23),
  ];
}

function between(): Spot[] {
  const spot = (kind: string, numbers: number[], x: number, y: number): Spot => ({
    kind,
    numbers,
    x,
    y,
    w: 1,
    h: 1,
  });
  const firsts = range(0, 11).map((row) => 3 * row + 1);
  return [
    ...[1, 2, 3].map((number) => spot('split', [0, number], 1, yOf(number))),
    spot('trio', [0, 1, 2], 1, 4),
    spot('trio', [0, 2, 3], 1, 2),
    spot('first-four', [0, 1, 2, 3], 1, 6),
    ...all
      .filter((number) => number % 3 !== 0)
      .map((number) => spot('split', [number, number + 1], xOf(number), yOf(number) - 1)),
    ...range(1, 33).map((number) => spot('split', [number, number + 3], xOf(number) + 1, yOf(number))),
    ...all
      .filter((number) => number % 3 !== 0 && number <= 33)
      .map((number) =>
        spot('corner', [number, number + 1, number + 3, number + 4], xOf(number) + 1, yOf(number) - 1),
      ),
    ...firsts.map((first) => spot('street', range(first, first + 2), xOf(first), 6)),
    ...firsts.slice(0, -1).map((first) => spot('six-line', range(first, first + 5), xOf(first) + 1, 6)),
  ];
}

/** Every spot of the layout with one zero: the fields, then what lies between them. */
export const spots: readonly Spot[] = [...fields(), ...between()];

export const keyOf = ({ kind, numbers }: Pick<Spot, 'kind' | 'numbers'>): string =>
  `${kind}:${numbers.join()}`;

/** The next spot in a direction: the nearest ahead, and of those the one least aside. */
export function neighbour(from: Spot, dx: number, dy: number): Spot {
  const cost = (spot: Spot): number => {
    const ahead = (spot.x - from.x) * dx + (spot.y - from.y) * dy;
    const aside = Math.abs((spot.x - from.x) * dy) + Math.abs((spot.y - from.y) * dx);
    return ahead > 0 ? ahead + 3 * aside : Infinity;
  };
  const [best] = spots
    .map((spot) => ({ spot, cost: cost(spot) }))
    .filter((each) => each.cost < Infinity)
    .sort((left, right) => left.cost - right.cost);
  return best?.spot ?? from;
}
