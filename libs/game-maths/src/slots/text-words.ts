import type { Currency } from '@croupier/kernel';
import { type Fraction, fraction, toDecimal, multiply } from '../fraction.js';
import { listOf, moneyText, ratioText } from '../text-parts.js';
import type { Prize, SlotDefinition, SymbolKind } from './definition.js';
import { creditsOf, sum } from './model.js';
import type { SpinLaw } from './spin-law.js';

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ordinals = [
  '',
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
];

/** `three` for 3, `12` for 12. */
export const countText = (count: number): string => words[count] ?? String(count);

/** `third` for 3, `12th` for 12, `21st` for 21. */
export function ordinalText(position: number): string {
  const teens = position % 100 > 10 && position % 100 < 14;
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][position % 10] ?? 'th');
  return ordinals[position] ?? `${position}${suffix}`;
}

/** The number that a text writes in digits or as a word up to ten; undefined for any other text. */
export function numberIn(text: string): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word > 0) return word;
  const plain = Number(text.replaceAll(',', ''));
  return text === '' || Number.isNaN(plain) ? undefined : plain;
}

/** Source of a pattern of what `numberIn` reads as a whole number. */
export const wholeNumber = String.raw`\d{1,3}(?:,\d{3})+|\d+|${words.slice(1).join('|')}`;

/** The same without `one`, which is rather a pronoun. */
export const severalOf = String.raw`\d{1,3}(?:,\d{3})+|\d+|${words.slice(2).join('|')}`;

/** Source of a pattern of the ordinals as `ordinalText` writes them. */
export const ordinalNumber = String.raw`${ordinals.slice(1).join('|')}|\d+(?:st|nd|rd|th)`;

/** The position that `ordinalNumber` has matched. */
export function positionIn(text: string): number {
  const word = ordinals.indexOf(text.toLowerCase());
  return word > 0 ? word : Number.parseInt(text, 10);
}

/** What the pays of a game are multiples of, as texts call it. */
export const unitName = ({ lines }: SlotDefinition): string => (lines.length > 0 ? 'line bet' : 'credit');

/** Line bets or credits as a multiple of the stake, or of themselves where that has no short decimal. */
export function unitsText(definition: SlotDefinition, units: number): string {
  const ratio = fraction(BigInt(units), BigInt(creditsOf(definition)));
  if (10n ** 6n % ratio.denominator !== 0n || ratio.numerator >= 10n ** 9n)
    return `${units} times the ${unitName(definition)}`;
  const text = ratioText(ratio);
  return text === '1' ? 'the stake itself' : `${text} times the stake`;
}

/** What can be drawn, each with its chance out of the weights of all: `the stake itself with a chance of 10 in 20`. */
export function prizesText(prizes: readonly Prize[], worth: (multiple: number) => string): string {
  const all = sum(prizes.map(({ weight }) => weight));
  return listOf(
    prizes.map(({ multiple, weight }, index) => {
      const chance = `${index === 0 ? 'a chance of ' : ''}${weight} in ${all}`;
      return `${multiple === 0 ? 'nothing' : worth(multiple)} with ${chance}`;
    }),
    'or',
  );
}

/** A figure in percent: to six places, or to two where it was sampled. */
export function shareText(ratio: Fraction, { sampled }: Pick<SpinLaw, 'sampled'>): string {
  return `${toDecimal(multiply(ratio, fraction(100n)), sampled === undefined ? 6 : 2)} %`;
}

/** Pounds as `£1`, `£2.50` and `20p`; other currencies by their code. */
export function stakeText(minor: number, currency: Currency): string {
  if (currency !== 'GBP') return moneyText(minor, currency);
  if (minor < 100) return `${minor}p`;
  return `£${moneyText(minor, currency).replace(/(?:\.00)? GBP$/, '')}`;
}

/** The name of the one symbol of a kind, as players see it. */
export function nameOf({ symbols }: SlotDefinition, kind: SymbolKind): string {
  return symbols.find((symbol) => symbol.kind === kind)?.name ?? kind;
}

/** What belongs to a round beside its spin, as texts call it. */
export function featuresOf({ cascades, freeSpins, bonus, holdAndRespin }: SlotDefinition): string[] {
  return [
    ...(cascades ? ['cascades'] : []),
    ...(freeSpins ? ['free spins'] : []),
    ...(bonus ? ['picks'] : []),
    ...(holdAndRespin ? ['respins'] : []),
  ];
}

/** ` in the last window of a spin`, of what is counted there; nothing in a game without cascades. */
export const countedIn = ({ cascades }: SlotDefinition): string =>
  cascades ? ' in the last window of a spin' : '';
