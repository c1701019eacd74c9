import { type Currency, Money } from '@croupier/kernel';
import type { BetSheet, PublishedDefinition, RulesSection } from './engine.js';
import { type Fraction, fraction, multiply, toDecimal } from './fraction.js';
import type { Odds } from './odds.js';

/** What a kind of game says of itself; what it leaves out is the same for all games. */
export interface TextWriter<Definition extends PublishedDefinition> {
  /** How a round goes, from the stake to the result. */
  stages(definition: Definition): string[];
  /** What is out of the ordinary: rests, halves, ends that come by themselves. */
  special(definition: Definition): string[];
  /** The pay table, a bet or a kind of bet a sentence. */
  pays(definition: Definition): string[];
  /** What is to be said of stakes beside the limits; nothing if left out. */
  stakes?(definition: Definition): string[];
  /** What becomes of a round that is cut off. */
  interruption(definition: Definition): string[];
  /** What the pay table pays beside bets, as it calls it, such as hands; nothing if left out. */
  terms?(definition: Definition): string[];
  /** A bet, or a kind of bet, as players call it; its name with spaces if left out. */
  label?(definition: Definition, bet: string): Label;
  /** All of the section `limits`, of a game without limits by bet; those of its bets if left out. */
  limits?(definition: Definition): string[];
  /** All of the section `return`; what each bet returns if left out. */
  returns?(definition: Definition, sheets: readonly BetSheet[]): string[];
  /** Titles of its own, by the id of their section. */
  titles?(definition: Definition): Readonly<Record<string, string>>;
  /** Sections that only some games have. */
  more?(definition: Definition): RulesSection[];
}

/** What players call a bet; those that differ in one number are told together, as in `a total of 4, 5 or 6`. */
export type Label = string | { readonly head: string; readonly number: string; readonly tail?: string };

/** Several bets in a sentence, and whether they are one for its verb. */
export function namesOf(labels: readonly Label[]): { text: string; isOne: boolean } {
  const heads = groupBy(labels, (label) => (typeof label === 'string' ? label : `${label.head} …`));
  const names = [...heads.values()].map((group) => {
    const [first = ''] = group;
    if (typeof first === 'string') return first;
    const numbers = group.flatMap((label) => (typeof label === 'string' ? [] : label.number));
    return `${first.head} ${listOf(numbers, 'or')}${first.tail === undefined ? '' : ` ${first.tail}`}`;
  });
  return { text: listOf(names), isOne: names.length === 1 };
}

/** The name of a bet without hyphens. */
export function spaced(bet: string): string {
  return bet.replace(/^dont-/, "don't ").replaceAll('-', ' ');
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly (string | number)[], last: 'and' | 'or' = 'and'): string {
  const head = words.slice(0, -1).join(', ');
  const tail = String(words.at(-1) ?? '');
  return head === '' ? tail : `${head} ${last} ${tail}`;
}

/** Values with the names that have them, both in the order in which they first come. */
export function groupBy<Item>(
  items: readonly Item[],
  value: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(value(item));
    if (group) group.push(item);
    else groups.set(value(item), [item]);
  }
  return groups;
}

/** A ratio in percent, as texts give it: `97.297297 %`. */
export function percent(ratio: Fraction): string {
  return `${toDecimal(multiply(ratio, fraction(100n)), 6)} %`;
}

export function edgeOf({ rtp }: BetSheet): Fraction {
  return fraction(rtp.denominator - rtp.numerator, rtp.denominator);
}

/** `1.98` for 198 hundredths, `2.00` for 200; a fraction where the grid is no power of ten. */
export function multipleText(units: number, grid: number): string {
  const places = String(grid).length - 1;
  const value = fraction(BigInt(units), BigInt(grid));
  return places > 0 && 10 ** places === grid ? toDecimal(value, places) : ratioText(value);
}

/** A ratio as short as it can be written exactly: `36`, `7.75`, `22/7`. */
export function ratioText({ numerator, denominator }: Fraction): string {
  const decimal = Number(numerator) / Number(denominator);
  const isShort = 10n ** 6n % denominator === 0n && numerator < 10n ** 9n;
  return isShort || denominator === 1n ? String(decimal) : `${numerator}/${denominator}`;
}

/** Ranks of cards by their names. */
export const rankWords: Readonly<Record<string, string>> = {
  ...{ '2': 'two', '3': 'three', '4': 'four', '5': 'five', '6': 'six', '7': 'seven', '8': 'eight' },
  ...{ '9': 'nine', T: 'ten', J: 'jack', Q: 'queen', K: 'king', A: 'ace' },
};

/** `3 to 2`. */
export function oddsText(odds: Odds): string {
  return odds.replace(':', ' to ');
}

export function moneyText(amount: number, currency: Currency): string {
  return Money.of(amount, currency).toString();
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Sentences put together so that a section has at most so many paragraphs. */
export function paragraphs(sentences: readonly string[], most = 40): string[] {
  const size = Math.ceil(sentences.length / most);
  return Array.from({ length: Math.ceil(sentences.length / Math.max(1, size)) }, (_, index) =>
    sentences.slice(index * size, (index + 1) * size).join(' '),
  );
}
