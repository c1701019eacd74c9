import type { DefinitionFault } from './definition-error.js';
import type { BetSheet, PublishedDefinition, ToldFigure } from './engine.js';
import { KnownClaims } from './known-claims.js';
import { calledIn, textsOf } from './texts.js';
import { figuresOfSheet, isToldAs, percentInText } from './told-figures.js';

/** Kinds whose engine reads what texts say of their symbols and features, which are no bets. */
const readElsewhere: ReadonlySet<string> = new Set(['slot']);

/**
 * What texts tell that the rules written from the definition do not: odds, multiples of the stake, stakes and limits that are
 * not those of the game, or not of the bet that they are told of, and percentages of another bet. The sentences may be
 * others than the written ones, and in other sections.
 */
export function statementFaults(
  kind: string,
  definition: PublishedDefinition,
  sheets: readonly BetSheet[],
): DefinitionFault[] {
  if (readElsewhere.has(kind)) return [];
  const { bets, terms } = calledIn(kind, definition, sheets);
  const written = textsOf(definition, sheets).flatMap(({ paragraphs }) => paragraphs);
  const known = new KnownClaims([...[...bets.values()].flat(), ...terms], written);
  return definition.rules.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) =>
      // What is written so is so.
      (written.includes(text)
        ? []
        : [...claimsIn(known, text), ...percentagesIn(known, { text, bets, sheets })]
      ).map((message) => ({ path: `rules[${section}].paragraphs[${paragraph}]`, message })),
    ),
  );
}

function claimsIn(known: KnownClaims, text: string): string[] {
  return known.falseIn(text).map(({ say, names, instead }) => {
    const of = names.length === 0 ? '' : ` of ${names.join(', ')}`;
    const shown = instead.slice(0, mostShown).join(', ') + (instead.length > mostShown ? ' …' : '');
    const truth = instead.length === 0 ? 'nothing of the kind' : shown;
    return `tells players ${say}${of}, and the maths has ${truth}; make them agree`;
  });
}

const mostShown = 6;

/** Percentages of a clause that names bets, and are figures of none of them. */
function percentagesIn(
  known: KnownClaims,
  {
    text,
    bets,
    sheets,
  }: { text: string; bets: ReadonlyMap<string, readonly string[]>; sheets: readonly BetSheet[] },
): string[] {
  return text.split(/(?<=[.!?;])\s+/).flatMap((sentence) => {
    const names = known.namesIn(sentence);
    const named = sheets.filter(({ bet }) =>
      bets.get(bet)?.some((name) => names.includes(name.toLowerCase())),
    );
    if (named.length === 0) return [];
    const figures = named.flatMap(figuresOfSheet);
    return (
      [...sentence.matchAll(percentInText)]
        .map(([, percent = '']) => percent)
        // What is a figure of no bet is a fault of its own.
        .filter((percent) => isAmong(sheets.flatMap(figuresOfSheet), percent) && !isAmong(figures, percent))
        .map(
          (percent) =>
            `tells players ${percent} % of ${names.join(', ')}, of which it is no figure; write what the maths gives`,
        )
    );
  });
}

const isAmong = (figures: readonly ToldFigure[], percent: string): boolean =>
  figures.some((figure) => isToldAs(figure, percent));
