import { groupBy, listOf } from '../text-parts.js';
import type { CountTable, SlotDefinition, SymbolKind } from './definition.js';
import { countsInView } from './reach.js';
import { countedIn, nameOf, unitName } from './text-words.js';

/** Lines that one sentence lists. */
const linesTogether = 20;

/** The pay table in words: symbols, groups and scatters, and where the lines lie. */
export function payTexts(definition: SlotDefinition): string[] {
  return [
    ...symbolTexts(definition),
    ...groupTexts(definition),
    ...blankTexts(definition),
    ...scatterTexts(definition),
    ...lineTexts(definition),
  ];
}

/** That counts which a table does not list have the value of the next lower one; nothing if no count can be such. */
export function gapText(table: CountTable, most: number, verb: string): string {
  const listed = Object.keys(table).map(Number);
  const [first = most] = listed;
  return most - first + 1 > listed.length
    ? ` What lies between or above these numbers ${verb} like the next lower one.`
    : '';
}

/** The most that can be in view of the one symbol of a kind. */
export const mostInView = (definition: SlotDefinition, kind: SymbolKind): number =>
  Math.max(...countsInView(definition, kind));

/** Symbols and groups that pay the same are told together. */
function symbolTexts(definition: SlotDefinition): string[] {
  const { pays, symbols, groups = [], reels, rows, clusters, ways } = definition;
  const names = new Map([...symbols, ...groups].map(({ id, name }) => [id, name]));
  const alike = groupBy(Object.entries(pays), ([, table]) => JSON.stringify(table));
  const most = clusters ? reels.length * rows : reels.length;
  return [...alike.values()].map((entries) => {
    const [[, table] = ['', {}]] = entries;
    const of = listOf(entries.map(([id]) => names.get(id) ?? id));
    const verb = entries.length === 1 ? 'pays' : 'pay';
    const each = ways ? ', for each way,' : '';
    const amounts = amountsOf(table, (index) => (index === 0 ? ` the ${unitName(definition)}` : ''));
    return `${of} ${verb}${each} ${amounts}.${gapText(table, most, 'pays')}`;
  });
}

function amountsOf(table: CountTable, unit: (index: number) => string): string {
  return listOf(
    Object.entries(table).map(([count, multiple], index) => `${multiple} times${unit(index)} for ${count}`),
  );
}

function groupTexts({ groups = [], symbols }: SlotDefinition): string[] {
  const names = new Map(symbols.map(({ id, name }) => [id, name]));
  return groups.map((group) => {
    const members = listOf(group.symbols.map((id) => names.get(id) ?? id));
    return `For ${group.name} count ${members}, mixed in any order.`;
  });
}

function blankTexts({ symbols, groups = [], pays }: SlotDefinition): string[] {
  const grouped = new Set(groups.flatMap((group) => group.symbols));
  const blanks = symbols.filter(({ id, kind }) => kind === 'regular' && !(id in pays) && !grouped.has(id));
  if (blanks.length === 0) return [];
  return [
    `${listOf(blanks.map(({ name }) => name))} ${blanks.length === 1 ? 'pays' : 'pay'} nothing on ${blanks.length === 1 ? 'its' : 'their'} own.`,
  ];
}

function scatterTexts(definition: SlotDefinition): string[] {
  const { scatterPays } = definition;
  if (scatterPays === undefined) return [];
  const amounts = amountsOf(scatterPays, (index) => (index === 0 ? ' the stake' : ''));
  const gap = gapText(scatterPays, mostInView(definition, 'scatter'), 'pays');
  return [
    `${nameOf(definition, 'scatter')} pays wherever it stands${countedIn(definition)}: ${amounts} in view. This is added to the other wins.${gap}`,
  ];
}

/** Each line by its rows, since players must be able to follow it without the picture. */
function lineTexts({ lines, rows }: SlotDefinition): string[] {
  if (rows === 1) return [];
  return Array.from({ length: Math.ceil(lines.length / linesTogether) }, (_, index) => {
    const first = index * linesTogether;
    const some = lines.slice(first, first + linesTogether);
    const numbers = some.length === 1 ? `Line ${first + 1}` : `Lines ${first + 1} to ${first + some.length}`;
    const shapes = listOf(some.map((line) => line.map((row) => row + 1).join('-')));
    return `${numbers}, by the row of each reel from left to right, 1 on top: ${shapes}.`;
  });
}
