import { RandomSource } from '@croupier/game-maths';
import { type Stream } from './streams.js';

/** A generator that is no good, and what has to see that. */
export interface Control extends Stream {
  readonly sees: readonly string[];
  /** The same where values below 37 alone are looked at, and decks. */
  readonly seesScaled?: readonly string[];
  /** In place of the dealing of cards that games have. */
  readonly shuffle?: (size: number) => number[];
}

/** Numbers of `bits` bits from a rule that makes the next of the last, its highest bits first. */
class Congruential extends RandomSource {
  constructor(
    private state: number,
    private readonly bits: number,
    private readonly rule: (state: number) => number,
  ) {
    super();
  }

  below(bound: number): number {
    this.state = this.rule(this.state);
    return Math.floor((this.state / 2 ** this.bits) * bound);
  }
}

/** RANDU of IBM's System/360: three numbers in a row lie on fifteen planes (G. Marsaglia, "Random numbers fall mainly in the planes", 1968). */
const randu = (): RandomSource => new Congruential(1, 31, (state) => (state * 65_539) % 2 ** 31);

/** Of 16 bits, from P. Grogono, "Programming in Pascal", 1980. */
const sixteenBits = (): RandomSource =>
  new Congruential(1, 16, (state) => (state * 25_173 + 13_849) % 2 ** 16);

/** A sound byte, folded below the bound instead of passed over. */
class Folded extends RandomSource {
  constructor(private readonly sound: RandomSource) {
    super();
  }

  below(bound: number): number {
    return bound <= 256 ? this.sound.below(256) % bound : this.sound.below(2 ** 32) % bound;
  }
}

/** Every byte once before any comes again: too even to be random. */
class Counter extends RandomSource {
  private next = 0;

  below(bound: number): number {
    this.next += 1;
    return (this.next * 89) % bound;
  }
}

/** Swaps every card with any, not with one of those that are left: n^n ways that n! orders cannot share evenly. */
function naiveShuffle(random: RandomSource, size: number): number[] {
  const cards = Array.from({ length: size }, (_, card) => card);
  for (let at = 0; at < size; at += 1) {
    const other = random.below(size);
    [cards[at], cards[other]] = [cards[other] ?? 0, cards[at] ?? 0];
  }
  return cards;
}

/** Each of them must be seen in every run, or the run proves nothing. */
export function controls(sound: RandomSource): Control[] {
  return [
    {
      ...{ name: 'RANDU', random: randu(), sees: ['triples', 'birthdays'] },
      seesScaled: ['triples, below 37'],
    },
    {
      ...{ name: 'LCG of 16 bits', random: sixteenBits(), sees: ['bytes', 'birthdays'] },
      seesScaled: ['values, below 37', 'pairs, below 37'],
    },
    {
      ...{ name: 'a folded byte', random: new Folded(sound), sees: ['below 37', 'below 52'] },
      seesScaled: ['values, below 37'],
    },
    { name: 'a counter', random: new Counter(), sees: ['bytes', 'runs up'] },
    {
      ...{ name: 'a naive shuffle', random: sound, sees: ['card by position'] },
      seesScaled: ['card by position'],
      shuffle: (size) => naiveShuffle(sound, size),
    },
  ];
}
