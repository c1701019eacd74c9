import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  boundsOf,
  cappedMean,
  decidedBounds,
  deviationOf,
  type Direction,
  directions,
  engineOf,
  type Gains,
  gainsOf,
  lawsOf,
  type NumericLaw,
  outOfPurse,
  placed,
  type RandomSource,
  type ReturnBounds,
} from '@croupier/game-maths';
import { binomial, uniform } from './binomial.js';

/**
 * Shipped games, and of those with many bets the one that is played; its bet decides how far results spread. Of blackjack rounds as
 * the sheet plays them.
 */
const played: readonly { game: string; bet: string }[] = [
  { game: 'lamplight-ledger', bet: 'spin' },
  { game: 'russet-orchard', bet: 'spin' },
  { game: 'tideway-lanterns', bet: 'spin' },
  { game: 'saltmarsh-roulette', bet: 'red' },
  { game: 'saltmarsh-roulette', bet: 'straight' },
  { game: 'tideline-dice', bet: 'win-on-4900' },
  { game: 'heron-baccarat', bet: 'banker' },
  { game: 'mill-lane-blackjack', bet: 'deal' },
];

/** By result, most likely first: what a round returns, how likely it is, and what it adds to the evidence of either direction. */
export interface Cell {
  readonly name: string;
  /** What comes back of a stake, less what was staked in addition. */
  readonly returns: Float64Array;
  readonly chances: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  /** Undefined in a direction that is not tested. */
  readonly gains: Readonly<Record<Direction, readonly Gains[] | undefined>>;
  /** How far the return may change before it is one that a healthy round can have: of other bets, or of the best player. */
  readonly slack: Readonly<Record<Direction, number>>;
}

/** What is known of one bet of a definition, and how its results are put before the test. */
interface Known {
  readonly law: NumericLaw;
  readonly bounds: ReturnBounds;
  /** Lowest return of a bet; none of a game of decisions. */
  readonly least: number;
  readonly multipleOf: (returned: number) => number;
}

const folder = path.resolve(import.meta.dirname, '../../../apps/games/definitions');
const returnOf = (law: NumericLaw): number => cappedMean(law, Number.POSITIVE_INFINITY);

/** The games in the order in which a fleet's cells are numbered. */
export function cells(say: (line: string) => void): Cell[] {
  const read = new Map<string, (bet: string) => Known>();
  return played.map(({ game, bet }) => {
    const known =
      read.get(game) ?? knownOf(JSON.parse(readFileSync(path.join(folder, `${game}.json`), 'utf8')));
    read.set(game, known);
    const cell = cellOf(`${game}-${bet}`, known(bet));
    say(
      `${cell.name}: ${cell.returns.length} results, returns ${cell.mean.toFixed(8)}, σ ${cell.deviation.toFixed(3)}`,
    );
    return cell;
  });
}

function knownOf(definition: unknown): (bet: string) => Known {
  const laws = lawsOf(definition);
  if (laws) {
    const all = [...laws.values()];
    const [bounds, least] = [boundsOf(all), Math.min(...all.map(returnOf))];
    return (bet) => ({ law: found(laws.get(bet), bet), bounds, least, multipleOf: (returned) => returned });
  }
  const bounds = decidedBounds(definition);
  if (!bounds) throw new Error('the game has no law');
  return (bet) => ({ law: playedWell(definition, bet), bounds, least: -Infinity, multipleOf: outOfPurse });
}

/** The law of a bet in a game of decisions, as its sheet plays it. */
function playedWell(definition: unknown, bet: string): NumericLaw {
  const engine = engineOf(definition);
  const { unit, chances } = found(engine.chances?.(engine.parse(definition), bet), bet);
  return {
    multiples: Float64Array.from(chances.keys(), (result) => result / unit),
    chances: Float64Array.from(chances.values()),
  };
}

function found<Value>(value: Value | undefined, bet: string): Value {
  if (value === undefined) throw new Error(`nothing exact is known of ${bet}`);
  return value;
}

function cellOf(name: string, { law, bounds, least, multipleOf }: Known): Cell {
  const order = [...law.chances.keys()].sort((a, b) => (law.chances[b] ?? 0) - (law.chances[a] ?? 0));
  const returns = Float64Array.from(order, (at) => law.multiples[at] ?? 0);
  const chances = Float64Array.from(order, (at) => law.chances[at] ?? 0);
  const mean = returnOf(law);
  const [over, under] = directions.map((direction) => {
    const gains = [...returns].map((returned) => gainsOf(direction, bounds, [placed(multipleOf(returned))]));
    return gains.every((each) => each !== undefined) ? gains : undefined;
  });
  const slack = {
    over: (bounds.most - multipleOf(mean)) / (multipleOf(1) - multipleOf(0)),
    under: mean - least,
  };
  return { name, returns, chances, mean, deviation: deviationOf(law), gains: { over, under }, slack };
}

/**
 * The chances where everything that brings something back is so much more likely, or less, than what does not, that the return
 * changes by `points` (0.01 is 1 %).
 */
export function faulty({ returns, chances }: Cell, points: number): Float64Array {
  let [wins, brought, lost] = [0, 0, 0];
  for (const [at, chance] of chances.entries()) {
    const returned = returns[at] ?? 0;
    if (returned > 0) [wins, brought] = [wins + chance, brought + chance * returned];
    else lost += chance * returned;
  }
  const factor = 1 + points / (brought - (lost * wins) / (1 - wins));
  const others = (1 - wins * factor) / (1 - wins);
  return chances.map((chance, at) => chance * ((returns[at] ?? 0) > 0 ? factor : others));
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
