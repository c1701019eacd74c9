import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  boundsOf,
  cappedMean,
  deviationOf,
  type Gains,
  gainsOf,
  lawsOf,
  type NumericLaw,
  placed,
  type RandomSource,
} from '@croupier/game-maths';
import { binomial, uniform } from './binomial.js';

/** Shipped games, and of those with many bets the one that is played; its bet decides how far results spread. */
const played: readonly { game: string; bet: string }[] = [
  { game: 'lamplight-ledger', bet: 'spin' },
  { game: 'russet-orchard', bet: 'spin' },
  { game: 'tideway-lanterns', bet: 'spin' },
  { game: 'saltmarsh-roulette', bet: 'red' },
  { game: 'saltmarsh-roulette', bet: 'straight' },
  { game: 'tideline-dice', bet: 'win-on-4900' },
  { game: 'heron-baccarat', bet: 'banker' },
];

/** By result, most likely first: what a round pays, how likely it is, and what it adds to the evidence of either direction. */
export interface Cell {
  readonly name: string;
  readonly multiples: Float64Array;
  readonly chances: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  readonly gains: { readonly over: readonly Gains[]; readonly under: readonly Gains[] };
}

const folder = path.resolve(import.meta.dirname, '../../../apps/games/definitions');

/** The games in the order in which a fleet's cells are numbered. */
export function cells(say: (line: string) => void): Cell[] {
  const read = new Map<string, ReadonlyMap<string, NumericLaw>>();
  return played.map(({ game, bet }) => {
    const laws =
      read.get(game) ?? lawsOf(JSON.parse(readFileSync(path.join(folder, `${game}.json`), 'utf8')));
    if (!laws) throw new Error(`${game} has no law`);
    read.set(game, laws);
    const law = laws.get(bet);
    if (!law) throw new Error(`${game} offers no ${bet}`);
    const cell = cellOf(`${game}-${bet}`, law, boundsOf(laws.values()));
    say(
      `${cell.name}: ${cell.multiples.length} results, returns ${cell.mean.toFixed(8)}, σ ${cell.deviation.toFixed(3)}`,
    );
    return cell;
  });
}

function cellOf(name: string, law: NumericLaw, bounds: ReturnType<typeof boundsOf>): Cell {
  const order = [...law.chances.keys()].sort((a, b) => (law.chances[b] ?? 0) - (law.chances[a] ?? 0));
  const multiples = Float64Array.from(order, (at) => law.multiples[at] ?? 0);
  const chances = Float64Array.from(order, (at) => law.chances[at] ?? 0);
  const mean = cappedMean(law, Number.POSITIVE_INFINITY);
  const deviation = deviationOf(law);
  const gains = (direction: 'over' | 'under') =>
    [...multiples].map((multiple) => gainsOf(direction, bounds, [placed(multiple)]) ?? []);
  return { name, multiples, chances, mean, deviation, gains: { over: gains('over'), under: gains('under') } };
}

/** The chances where every win is so much more likely, or less, that the return changes by `points` (0.01 is 1 %). */
export function faulty({ multiples, chances, mean }: Cell, points: number): Float64Array {
  const factor = 1 + points / mean;
  const changed = chances.map((chance, at) => ((multiples[at] ?? 0) > 0 ? chance * factor : 0));
  const wins = changed.reduce((sum, chance) => sum + chance, 0);
  return changed.map((chance, at) => (multiples[at] === 0 ? 1 - wins : chance));
}

/** Below so many rounds the rest of a day is drawn round by round. */
const fewRounds = 64;

/** Draws days of rounds: how often each result came. */
export class Days {
  private readonly tail: Float64Array;
  private readonly drawn: Uint32Array;

  constructor(private readonly chances: Float64Array) {
    this.tail = new Float64Array(chances.length + 1);
    for (let at = chances.length - 1; at >= 0; at -= 1)
      this.tail[at] = (this.tail[at + 1] ?? 0) + (chances[at] ?? 0);
    this.drawn = new Uint32Array(chances.length);
  }

  /** The results that came, each with its count, until the next call. */
  draw(random: RandomSource, rounds: number, take: (result: number, count: number) => void): void {
    const { chances, tail, drawn } = this;
    let left = rounds;
    let at = 0;
    for (; at < chances.length - 1 && left > fewRounds; at += 1) {
      const count = binomial(random, left, Math.min(1, (chances[at] ?? 0) / (tail[at] ?? 1)));
      left -= count;
      if (count > 0) take(at, count);
    }
    const found = new Set<number>();
    for (; left > 0; left -= 1) {
      const result = this.find(uniform(random) * (tail[at] ?? 0), at);
      drawn[result] = (drawn[result] ?? 0) + 1;
      found.add(result);
    }
    for (const result of found) {
      take(result, drawn[result] ?? 0);
      drawn[result] = 0;
    }
  }

  /** The last result whose tail is still above the value. */
  private find(value: number, from: number): number {
    let [low, high] = [from, this.chances.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.tail[middle] ?? 0) > value) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
