import { type Currency, currencies, exponentOf } from '@croupier/kernel';
import type { DefinitionFault } from '../definition-error.js';
import { moneyText } from '../text-parts.js';
import type { SlotDefinition } from './definition.js';
import { valueAt } from './model.js';
import { featureClaims } from './stated-features.js';
import { payClaims } from './stated-pays.js';
import { SymbolNames } from './symbol-names.js';
import { numberIn, severalOf, wholeNumber } from './text-words.js';

/** `3 Bells in view award 8`, `four award twelve`. */
const awardInText = new RegExp(
  String.raw`\b(${severalOf})\b(?: (?:(?!\b(?:${wholeNumber})\b)[^.,;:])*?)? awards? (${wholeNumber})\b(?! (?:picks|respins)\b)`,
  'gi',
);
/** The sentence that lists them: `Stakes are 10p, £1 and £2 for one round.` */
const stakesInText = /\bStakes are (?:\.\d|[^.])*/g;
const moneyInText = new RegExp(
  String.raw`£(\d+(?:\.\d\d)?)|(\d+)p\b|(\d+(?:\.\d+)?) ?(${currencies.join('|')})\b`,
  'g',
);

/**
 * What a text says of one thing, held against that thing: that so many of a symbol award or pay so much, how many picks,
 * respins and windows there are, by what wins are multiplied, and which stakes are offered. A text without such a sentence
 * has no fault.
 */
export function statedFaults(definition: SlotDefinition): DefinitionFault[] {
  const names = new SymbolNames(definition);
  return definition.rules.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) => {
      const marked = names.marked(text);
      return [
        ...awardFaults(definition, marked),
        ...payClaims(definition, names, marked),
        ...featureClaims(definition, names, marked),
        ...stakeFaults(definition, text),
      ].map((message) => ({
        path: `rules[${section}].paragraphs[${paragraph}]`,
        message: `tells players ${message}; make them agree`,
      }));
    }),
  );
}

function awardFaults({ freeSpins }: SlotDefinition, marked: string): string[] {
  return [...marked.matchAll(awardInText)].flatMap(([, count = '', award = '']) => {
    const given = valueAt(freeSpins?.awards ?? {}, numberIn(count) ?? 0);
    if (given === numberIn(award)) return [];
    return `that ${count} award ${award}, and freeSpins.awards gives ${given}`;
  });
}

function stakeFaults({ stakes }: SlotDefinition, text: string): string[] {
  return [...text.matchAll(stakesInText)].flatMap(([sentence]) => {
    const said = new Map<Currency, number[]>();
    for (const match of sentence.matchAll(moneyInText)) {
      const [currency, minor] = amountOf(match);
      said.set(currency, [...(said.get(currency) ?? []), minor]);
    }
    return [...said].flatMap(([currency, amounts]) => {
      const offered = stakes[currency] ?? [];
      if (amounts.join() === offered.join()) return [];
      const list = offered.map((minor) => moneyText(minor, currency));
      return `other stakes than stakes.${currency} has: ${list.join(', ') || 'none'}`;
    });
  });
}

function amountOf([, pounds, pence, amount = '', code]: RegExpMatchArray): [Currency, number] {
  if (pence !== undefined) return ['GBP', Number(pence)];
  const currency = currencies.find((each) => each === code) ?? 'GBP';
  const [whole = '', decimals = ''] = (pounds ?? amount).split('.');
  return [currency, Number(`${whole}${decimals.padEnd(exponentOf(currency), '0')}`)];
}
