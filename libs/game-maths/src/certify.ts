import type { DefinitionFault } from './definition-error.js';
import type { BetSheet, Engine, PublishedDefinition, ToldFigure } from './engine.js';
import { compare, type Fraction, fraction, fromDecimal, multiply, toDecimal } from './fraction.js';
import type { JackpotDefinition } from './jackpots/definition.js';
import { statementFaults } from './text-claims.js';
import { payTableTextOf } from './texts.js';
import {
  figuresOfJackpot,
  figuresOfSheet,
  isToldAs,
  ninetyNinePercent,
  percentInText,
} from './told-figures.js';

/** Percentages of a message. */
const percentPlaces = 6;

/**
 * Why a definition that can be played cannot be certified, by path: a bet that returns less or more than declared, a text
 * whose figures are not those of the maths, a return or a pay table that players are not told, and what the engine itself
 * finds. None if it can be.
 */
export function certificationFaults<Definition extends PublishedDefinition>(
  engine: Engine<Definition>,
  definition: Definition,
  sheets: readonly BetSheet[],
): DefinitionFault[] {
  return [
    ...bandFaults(definition, sheets),
    ...percentFaults(definition, figuresOf(engine, definition, sheets)),
    ...returnFaults(definition, sheets),
    ...payTableFaults(engine.kind, definition),
    ...statementFaults(engine.kind, definition, sheets),
    ...(engine.certificationFaults?.(definition) ?? []),
  ];
}

function bandFaults({ rtp }: PublishedDefinition, sheets: readonly BetSheet[]): DefinitionFault[] {
  const [minimum, maximum] = [fromDecimal(rtp.minimum), fromDecimal(rtp.maximum)];
  return sheets.flatMap((sheet) => {
    const [least, most] = intervalOf(sheet);
    const isWithin = minimum && maximum && compare(least, minimum) >= 0 && compare(most, maximum) <= 0;
    if (isWithin) return [];
    const { bet, rtp: exact, sample } = sheet;
    const band = `outside ${rtp.minimum} to ${rtp.maximum}`;
    const remedy = 'declare what it returns or change what it pays';
    const message =
      sample === undefined
        ? `${bet} returns ${toDecimal(exact, 8)}, ${band}; ${remedy}`
        : `${bet} was sampled and returns ${toDecimal(least, 6)} to ${toDecimal(most, 6)} with a confidence of 99 %, ${band}; play more rounds (--rounds), or ${remedy}`;
    return [{ path: 'rtp', message }];
  });
}

/** What a bet returns, or between what of a sampled one 99 of 100 such samples put it. */
function intervalOf({ rtp, sample }: BetSheet): readonly [Fraction, Fraction] {
  if (!sample) return [rtp, rtp];
  const places = 10n ** 12n;
  const within = BigInt(Math.ceil(ninetyNinePercent * sample.standardError * Number(places)));
  const moved = (by: bigint): Fraction =>
    fraction(rtp.numerator * places + by * rtp.denominator, rtp.denominator * places);
  return [moved(-within), moved(within)];
}

function figuresOf<Definition extends PublishedDefinition>(
  engine: Engine<Definition>,
  definition: Definition & { readonly jackpot?: JackpotDefinition },
  sheets: readonly BetSheet[],
): ToldFigure[] {
  return [
    ...sheets.flatMap(figuresOfSheet),
    ...figuresOfJackpot(definition.jackpot),
    ...(engine.figures?.(definition) ?? []),
  ];
}

/** Percentages of the texts that are no figure of the game. */
function percentFaults({ rules }: PublishedDefinition, figures: readonly ToldFigure[]): DefinitionFault[] {
  return rules.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) =>
      [...text.matchAll(percentInText)]
        .map(([, percent = '']) => percent)
        .filter((percent) => !figures.some((figure) => isToldAs(figure, percent)))
        .map((percent) => ({
          path: `rules[${section}].paragraphs[${paragraph}]`,
          message: `tells players ${percent} %, which is no figure of this game; write what the maths gives`,
        })),
    ),
  );
}

/** That the section `return` has the return of a bet in percent: players are told it before they stake (RTS 3C). */
function returnFaults({ rules }: PublishedDefinition, sheets: readonly BetSheet[]): DefinitionFault[] {
  const section = rules.findIndex(({ id }) => id === 'return');
  const text = rules[section]?.paragraphs.join('\n') ?? '';
  const told = [...text.matchAll(percentInText)].map(([, percent = '']) => percent);
  const isTold = sheets.some(({ rtp, sample }) =>
    told.some((percent) => isPrecise(rtp, percent) && isToldAs(errorOf(rtp, sample), percent)),
  );
  const [first] = sheets;
  if (isTold || !first) return [];
  const percent = toDecimal(multiply(first.rtp, fraction(100n)), percentPlaces);
  const message = `does not tell the return to player; write it, as in ${percent} % for ${first.bet}`;
  return [{ path: `rules[${section}]`, message }];
}

const errorOf = (value: Fraction, sample: BetSheet['sample']): ToldFigure =>
  sample ? { value, error: sample.standardError } : { value };

/** Two places at least, unless fewer are exact: so that it says something. */
function isPrecise(value: Fraction, percent: string): boolean {
  const places = percent.split('.')[1]?.length ?? 0;
  return places >= 2 || compare(multiply(value, fraction(100n)), fromDecimal(percent) ?? fraction(-1n)) === 0;
}

/** Kinds whose pay table every page draws from the definition itself: their rules may do without it. */
const drawnTables: ReadonlySet<string> = new Set(['slot']);

/** That the section `pays`, which is written from the definition, is there and of this definition. */
function payTableFaults(kind: string, definition: PublishedDefinition): DefinitionFault[] {
  const written = payTableTextOf(kind, definition);
  const section = definition.rules.findIndex(({ id }) => id === 'pays');
  const remedy = 'have it written: npm run games -- rules FILE --write';
  if (section < 0 && drawnTables.has(kind)) return [];
  if (section < 0) return [{ path: 'rules', message: `have no section "pays", the pay table; ${remedy}` }];
  if (definition.rules[section]?.paragraphs.join('\n') === written.join('\n')) return [];
  return [{ path: `rules[${section}]`, message: `is not the pay table of this definition; ${remedy}` }];
}
