import type { DefinitionFault } from './definition-error.js';
import type { JackpotDefinition } from './jackpots/definition.js';
import { jackpotReturn } from './jackpots/returns.js';
import type { BetSheet, Engine, PublishedDefinition } from './engine.js';
import { compare, type Fraction, fraction, fromDecimal, multiply, toDecimal } from './fraction.js';
import { payTableTextOf } from './texts.js';

/** A figure as players' texts give it: percent with six decimals. */
const percentPlaces = 6;
const percentInText = /(\d+\.\d{6}) ?%/g;
const anyPercentInText = /(\d+(?:\.\d+)?) ?%/g;

/**
 * Why a definition that can be played cannot be certified, by path: a bet that returns less or more than declared, a text
 * whose percentages are not those of the maths, a return that players are not told, and what the engine itself finds. None if it can be.
 */
export function certificationFaults<Definition extends PublishedDefinition>(
  engine: Engine<Definition>,
  definition: Definition,
  sheets: readonly BetSheet[],
): DefinitionFault[] {
  return [
    ...bandFaults(definition, sheets),
    ...textFaults(definition, sheets),
    ...returnFaults(definition, sheets),
    ...payTableFaults(engine.kind, definition),
    ...(engine.certificationFaults?.(definition) ?? []),
  ];
}

function bandFaults({ rtp }: PublishedDefinition, sheets: readonly BetSheet[]): DefinitionFault[] {
  const [minimum, maximum] = [fromDecimal(rtp.minimum), fromDecimal(rtp.maximum)];
  return sheets.flatMap(({ bet, rtp: exact }) => {
    const isWithin = minimum && maximum && compare(exact, minimum) >= 0 && compare(exact, maximum) <= 0;
    const message = `${bet} returns ${toDecimal(exact, 8)}, outside ${rtp.minimum} to ${rtp.maximum}; declare what it returns or change what it pays`;
    return isWithin ? [] : [{ path: 'rtp', message }];
  });
}

function textFaults(
  { rules, jackpot }: PublishedDefinition & { readonly jackpot?: JackpotDefinition },
  sheets: readonly BetSheet[],
): DefinitionFault[] {
  const known = new Set([...sheets.flatMap(figuresOf), ...figuresOfJackpot(jackpot)].map(percentOf));
  return rules.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) =>
      [...text.matchAll(percentInText)]
        .map(([, figure = '']) => figure)
        .filter((figure) => !known.has(figure))
        .map((figure) => ({
          path: `rules[${section}].paragraphs[${paragraph}]`,
          message: `tells players ${figure} %, which is no figure of this game; write what the maths gives`,
        })),
    ),
  );
}

/** That the section `return` has the return of a bet in percent: players are told it before they stake (RTS 3C). */
function returnFaults({ rules }: PublishedDefinition, sheets: readonly BetSheet[]): DefinitionFault[] {
  const section = rules.findIndex(({ id }) => id === 'return');
  const text = rules[section]?.paragraphs.join('\n') ?? '';
  const told = [...text.matchAll(anyPercentInText)].map(([, figure = '']) => figure);
  const isTold = sheets.some(({ rtp }) => told.some((figure) => isReadAs(rtp, figure)));
  const [first] = sheets;
  if (isTold || !first) return [];
  const message = `does not tell the return to player; write it, as in ${percentOf(first.rtp)} % for ${first.bet}`;
  return [{ path: `rules[${section}]`, message }];
}

/** That a section `pays`, which is written from the definition, is of this definition. */
function payTableFaults(kind: string, definition: PublishedDefinition): DefinitionFault[] {
  const section = definition.rules.findIndex(({ id }) => id === 'pays');
  const written = section < 0 ? undefined : payTableTextOf(kind, definition);
  if (!written || definition.rules[section]?.paragraphs.join('\n') === written.join('\n')) return [];
  const message =
    'is not the pay table of this definition; have it written: npm run games -- rules FILE --write';
  return [{ path: `rules[${section}]`, message }];
}

/** Everything about a bet that a text may state in percent. */
function figuresOf({ rtp, hitRate, parts, maximum }: BetSheet): Fraction[] {
  const edge = fraction(rtp.denominator - rtp.numerator, rtp.denominator);
  return [rtp, edge, hitRate, maximum.probability, ...parts.map((part) => part.rtp)];
}

function figuresOfJackpot(jackpot: JackpotDefinition | undefined): Fraction[] {
  if (!jackpot) return [];
  const { contribution, seed, total } = jackpotReturn(jackpot);
  return [contribution, seed, total];
}

/** True if a percentage is the figure, rounded to the places that it has: two at least, so that it says something. */
function isReadAs(figure: Fraction, percent: string): boolean {
  const places = percent.split('.')[1]?.length ?? 0;
  const exact = multiply(figure, fraction(100n));
  if (places < 2) return compare(exact, fromDecimal(percent) ?? fraction(0n)) === 0;
  return toDecimal(exact, places) === percent;
}

function percentOf(figure: Fraction): string {
  return toDecimal(multiply(figure, fraction(100n)), percentPlaces);
}
