import type { SlotDefinition } from './definition.js';
import { isChanceTold } from './figures.js';
import { markOfName, type Named, type SymbolNames } from './symbol-names.js';
import { numberIn, ordinalNumber, positionIn, wholeNumber } from './text-words.js';

/** `There are five picks`; not `the first two picks`. */
const some = String.raw`(?<!\b(?:first|last|next|other|more|these|those) )\b(${wholeNumber})`;
const picksInText = new RegExp(String.raw`${some} picks\b`, 'gi');
const respinsInText = new RegExp(
  String.raw`${some} respins\b|\bsets? [^.;:]*?back to (${wholeNumber})\b`,
  'gi',
);
const windowsInText = new RegExp(String.raw`${some} windows\b`, 'gi');
const waysInText = /\bup to (\d[\d,]*) ways\b/gi;
/** `the second window are multiplied by 2`, `those of the third and all that follow by 5`. */
const ladderInText = new RegExp(
  String.raw`\b(${ordinalNumber})(?: window)?( and (?:all|those) that follow)?(?: (?:is|are))?(?: multiplied)? by (${wholeNumber})\b`,
  'gi',
);
const factorInText = new RegExp(String.raw`\bmultipl(?:y|ies|ied)(?: [^.;:]*?)? by (${wholeNumber})\b`, 'gi');
const triggerInText = new RegExp(String.raw`\b(${wholeNumber}) or more (?:of )?(${markOfName})`, 'gi');
/** `8 in 25`, `1 in 12,500,000`. */
const chanceInText = /(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+) in (\d{1,3}(?:,\d{3})+|\d+)\b/g;

/** What texts say of picks, respins, cascades, factors, ways and chances, and the features do not have. */
export function featureClaims(definition: SlotDefinition, names: SymbolNames, marked: string): string[] {
  return [
    ...numberClaims(definition, marked),
    ...ladderClaims(definition, marked),
    ...factorClaims(definition, marked),
    ...triggerClaims(definition, names, marked),
    ...chanceClaims(definition, marked),
  ];
}

function numberClaims(definition: SlotDefinition, marked: string): string[] {
  const { bonus, holdAndRespin, cascades, ways, reels, rows } = definition;
  const told: [RegExp, string, string, number | undefined][] = [
    [picksInText, 'picks', 'bonus.picks', bonus?.picks],
    [respinsInText, 'respins', 'holdAndRespin.respins', holdAndRespin?.respins],
    [windowsInText, 'windows', 'cascades.maximum', cascades?.maximum],
    [waysInText, 'ways', 'rows to the power of reels', ways && rows ** reels.length],
  ];
  return told.flatMap(([pattern, what, path, given]) =>
    [...marked.matchAll(pattern)].flatMap(([, first, second]) => {
      const number = first ?? second ?? '';
      if (numberIn(number) === given) return [];
      return `of ${number} ${what}, and ${given === undefined ? `the game has none` : `${path} is ${given}`}`;
    }),
  );
}

function ladderClaims({ cascades }: SlotDefinition, marked: string): string[] {
  if (cascades === undefined) return [];
  const { ladder, maximum } = cascades;
  const factorAt = (position: number): number => ladder[Math.min(position, ladder.length) - 1] ?? 1;
  return [...marked.matchAll(ladderInText)].flatMap(([say, ordinal = '', follow, factor = '']) => {
    const from = positionIn(ordinal);
    const to = follow === undefined ? from : Math.max(from, maximum);
    const given = Array.from({ length: to - from + 1 }, (_, index) => factorAt(from + index));
    const wrong = given.findIndex((each) => each !== numberIn(factor));
    if (wrong < 0) return [];
    return `"${say}", and cascades.ladder gives ${factorAt(from + wrong)} for window ${from + wrong}`;
  });
}

function factorClaims(definition: SlotDefinition, marked: string): string[] {
  const { cascades, freeSpins, symbols } = definition;
  const wilds = symbols.map(({ multiplier = 1 }) => multiplier).filter((factor) => factor > 1);
  const single = [...(cascades?.ladder ?? []), ...(freeSpins ? [freeSpins.multiplier] : [])];
  return [...marked.matchAll(factorInText)].flatMap(([, factor = '']) => {
    const told = numberIn(factor) ?? 0;
    if (single.includes(told) || isProductOf(wilds, told)) return [];
    return `of a multiplication by ${factor}, and neither free spins nor cascades nor wilds multiply so`;
  });
}

/** Whether wilds of these factors, one or several, multiply by so much. */
function isProductOf(factors: readonly number[], value: number): boolean {
  return factors.some(
    (factor) =>
      value === factor || (value > factor && value % factor === 0 && isProductOf(factors, value / factor)),
  );
}

function triggerClaims(definition: SlotDefinition, names: SymbolNames, marked: string): string[] {
  return [...marked.matchAll(triggerInText)].flatMap(([, number = '', mark = '']) =>
    names.named(mark).flatMap((named) => {
      const counts = countsOf(definition, named);
      if (counts.length === 0 || counts.includes(numberIn(number) ?? 0)) return [];
      return `of ${number} or more ${named.name}, of which the game counts ${counts.join(', ')}`;
    }),
  );
}

/** From how many of a symbol on something is won. */
function countsOf(definition: SlotDefinition, { id, kind }: Named): number[] {
  const { pays, scatterPays = {}, freeSpins, bonus, holdAndRespin } = definition;
  if (kind === 'bonus') return bonus ? [bonus.count] : [];
  if (kind === 'coin') return holdAndRespin ? [holdAndRespin.count] : [];
  const tables = kind === 'scatter' ? [scatterPays, freeSpins?.awards ?? {}] : [pays[id] ?? {}];
  return [...new Set(tables.flatMap((table) => Object.keys(table).map(Number)))];
}

const wholeIn = (text: string): bigint => BigInt(text.replaceAll(',', ''));

function chanceClaims(definition: SlotDefinition, marked: string): string[] {
  return marked.split(/(?<=[.!?])\s+/).flatMap((sentence) => {
    if (!/\b(?:chances?|odds|probability)\b/i.test(sentence)) return [];
    return [...sentence.matchAll(chanceInText)].flatMap(([say, hits = '', of = '']) =>
      isChanceTold(definition, wholeIn(hits), wholeIn(of))
        ? []
        : [`of a chance of ${say}, and nothing in the game has it`],
    );
  });
}
