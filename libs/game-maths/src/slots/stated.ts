import { Money } from '@croupier/kernel';
import type { DefinitionFault } from '../definition-error.js';
import type { CountTable, SlotDefinition } from './definition.js';
import { creditsOf } from './model.js';

/** `3 Bells in view award 8`, `4 award 12`. */
const awardInText = /\b(\d+)(?: [^\d.,;:]*?)? awards? (\d+)\b/g;
/** `3 pay 2 times the stake`, `4 pay 10 times`; a multiple of anything else is followed by its name. */
const payInText = /\b(\d+)(?: [^\d.,;:]*?)? pays? ([\d,]*\d) times(?! the (?!stake))/g;
/** The sentence that lists them: `Stakes are 10p, £1 and £2 for one round.` */
const stakesInText = /\bStakes are (?:\.\d|[^.])*/g;
const poundsInText = /£(\d+(?:\.\d\d)?)|(\d+)p\b/g;

/**
 * What a text says of one thing, held against that thing: that so many symbols award or pay so much, and which stakes there are.
 * A text without such a sentence has no fault.
 */
export function statedFaults(definition: SlotDefinition): DefinitionFault[] {
  return definition.rules.flatMap(({ paragraphs }, section) =>
    paragraphs.flatMap((text, paragraph) =>
      [
        ...awardFaults(definition, text),
        ...payFaults(definition, text),
        ...stakeFaults(definition, text),
      ].map((message) => ({ path: `rules[${section}].paragraphs[${paragraph}]`, message })),
    ),
  );
}

function awardFaults({ freeSpins }: SlotDefinition, text: string): string[] {
  return [...text.matchAll(awardInText)].flatMap(([, count = '', award = '']) => {
    const given = valueAt(freeSpins?.awards ?? {}, Number(count));
    if (given === Number(award)) return [];
    return `tells players that ${count} award ${award}, and freeSpins.awards gives ${given}; make them agree`;
  });
}

function payFaults(definition: SlotDefinition, text: string): string[] {
  const { scatterPays, pays } = definition;
  if (!scatterPays) return [];
  return [...text.matchAll(payInText)].flatMap(([, count = '', multiple = '']) => {
    const said = Number(multiple.replaceAll(',', ''));
    const scatters = valueAt(scatterPays, Number(count));
    const others = Object.values(pays).map((table) => valueAt(table, Number(count)) / creditsOf(definition));
    if ([scatters, ...others].includes(said)) return [];
    return `tells players that ${count} pay ${multiple} times the stake, and scatterPays gives ${scatters}; make them agree`;
  });
}

function stakeFaults({ stakes }: SlotDefinition, text: string): string[] {
  const offered = stakes.GBP ?? [];
  return [...text.matchAll(stakesInText)].flatMap(([sentence]) => {
    const said = [...sentence.matchAll(poundsInText)].map(([, pounds, pence]) =>
      pounds === undefined
        ? Number(pence)
        : Number(pounds.replace('.', '')) * (pounds.includes('.') ? 1 : 100),
    );
    if (said.length === 0 || said.join() === offered.join()) return [];
    const list = offered.map((minor) => Money.of(minor, 'GBP').toString()).join(', ');
    return `tells players other stakes than stakes.GBP has: ${list || 'none'}; make them agree`;
  });
}

/** What a table gives for a count: that of the next lower count listed, 0 below them all. */
function valueAt(table: CountTable, count: number): number {
  const listed = Object.keys(table)
    .map(Number)
    .filter((each) => each <= count);
  return table[String(Math.max(0, ...listed))] ?? 0;
}
