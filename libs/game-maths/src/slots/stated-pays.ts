import type { SlotDefinition } from './definition.js';
import { creditsOf, valueAt } from './model.js';
import { markOfName, type Named, type SymbolNames } from './symbol-names.js';
import { numberIn, severalOf, unitName, wholeNumber } from './text-words.js';

const figure = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const unit = String.raw`(?:the|your|its|a|one|each) (?:total |whole )?(?:line bet|bet per line|bet|stake|credit)\b`;
/** `5 times the line bet`, `5x the stake`, `ten times a credit`, `5 times`, `5 credits`; not `5 times as much`. */
const amount = String.raw`(?:(?<times>${figure})(?: times| ?[x×])(?! as\b)(?: (?<of>${unit}))?|(?<word>${wholeNumber}) times (?<ofWord>${unit})|(?<some>${figure}) (?<units>credits|line bets)\b)`;
const verb = String.raw`(?:pays?|wins?|returns?|brings?|(?:is|are) worth)`;
/** Symbols that are counted: lines, reels and the like are not. */
const count = String.raw`\b(?<count>${severalOf})\b(?! (?:lines?|reels?|rows?|ways?|windows?|spins?|free|credits?|clusters?|rounds?|times|of the (?:reels|lines))\b)`;

/** `3 Aces on a line pay 5 times the line bet`, `4 pay 10 times`. */
const countFirst = new RegExp(
  String.raw`${count}(?<subject>(?:(?!\b(?:${wholeNumber})\b|${verb}\b)[^.,;:])*(?:\b(?:one|1) (?:line|reel|way)(?:(?!\b(?:${wholeNumber})\b)[^.,;:])*)?) ${verb} ${amount}`,
  'gi',
);
/** `Aces pay 5 times the line bet for 3, 20 times for 4`. */
const countLast = new RegExp(
  String.raw`${amount} for ${count}(?<subject>(?: (?:or more )?(?:of )?${markOfName})?)`,
  'gi',
);
/** A clause that speaks of pays at all. */
const paying = new RegExp(String.raw`\b${verb}\b`, 'i');

/** Of what an amount is told to be a multiple; `either` where a text leaves that open. */
type Unit = 'line bet' | 'stake' | 'either';

interface PayClaim {
  readonly say: string;
  readonly count: number;
  readonly multiple: number;
  readonly unit: Unit | undefined;
  /** Named by the claim itself: it is told of each. Otherwise of one that was named last before it, or of any. */
  readonly own: readonly Named[];
  readonly before: readonly Named[];
}

/** What texts say that a number of symbols pays, and the pay tables do not have. */
export function payClaims(definition: SlotDefinition, names: SymbolNames, marked: string): string[] {
  return marked.split(/(?<=[.!?])\s+/).flatMap((sentence) => {
    if (!paying.test(sentence)) return [];
    const claims = [...sentence.matchAll(countFirst), ...sentence.matchAll(countLast)]
      .sort((left, right) => left.index - right.index)
      .map((match) => claimOf(names, sentence, match));
    return claims.flatMap((claim, index) => {
      const told = [...claims.slice(0, index + 1).reverse(), ...claims.slice(index + 1)];
      const measured = told.find((each) => each.unit !== undefined)?.unit ?? 'either';
      const wrong = faultOf(definition, { ...claim, unit: claim.unit ?? measured });
      if (wrong === undefined) return [];
      const elided = claim.say.endsWith('times') && measured !== 'either' ? ` the ${measured}` : '';
      return [`that ${names.plain(claim.say)}${elided}, and ${wrong}`];
    });
  });
}

function claimOf(names: SymbolNames, sentence: string, match: RegExpExecArray): PayClaim {
  const { groups = {} } = match;
  const { subject = '', times, of, word, ofWord, some, units } = groups;
  // The last part of the sentence before it that names anything.
  const parts = sentence
    .slice(0, match.index)
    .split(/[;:,]/)
    .map((part) => names.named(part));
  return {
    say: match[0].trim(),
    count: numberIn(groups['count'] ?? '') ?? 0,
    multiple: numberIn(times ?? word ?? some ?? '') ?? 0,
    unit: unitOf(of ?? ofWord ?? units),
    own: names.named(subject),
    before: parts.filter((named) => named.length > 0).at(-1) ?? [],
  };
}

function unitOf(text: string | undefined): Unit | undefined {
  if (text === undefined) return undefined;
  if (/line|credit/.test(text)) return 'line bet';
  return text.endsWith('bet') ? 'either' : 'stake';
}

/** What the tables have instead, if the claim is not so. */
function faultOf(definition: SlotDefinition, claim: PayClaim): string | undefined {
  const { own, before } = claim;
  const tables = tablesOf(definition);
  const isTrue = (table: PayTable): boolean => isPaid(definition, table, claim);
  const of = (named: readonly Named[]): PayTable[] =>
    tables.filter(({ id }) => named.some((each) => each.id === id));
  const wrong = of(own).find((table) => !isTrue(table));
  if (wrong) return gives(definition, wrong, claim);
  // What is drawn, such as coins and picks, has no table of counts.
  if (own.length > 0) return undefined;
  const [first] = of(before);
  if (before.length > 0 && !first) return undefined;
  if ((first ? of(before) : tables).some(isTrue)) return undefined;
  const scatter = tables.find(({ path }) => path === 'scatterPays');
  const shown = first ?? (claim.unit === 'stake' ? scatter : undefined);
  return shown ? gives(definition, shown, claim) : 'pays has nothing of the kind';
}

interface PayTable {
  readonly id: string;
  readonly path: string;
  readonly value: (count: number) => number;
  /** In line bets or credits. */
  readonly worth: number;
}

function tablesOf(definition: SlotDefinition): PayTable[] {
  const { pays, scatterPays = {}, symbols, groups = [] } = definition;
  // Wilds without pays of their own are paid as what they stand for.
  const names = symbols.filter(({ id, kind }) => kind === 'regular' || (kind === 'wild' && id in pays));
  const lines = [...names, ...groups].map(({ id }) => ({
    ...{ id, path: `pays.${id}`, value: (counted: number) => valueAt(pays[id] ?? {}, counted), worth: 1 },
  }));
  const scatters = symbols.filter(({ kind }) => kind === 'scatter');
  const value = (counted: number): number => valueAt(scatterPays, counted);
  return [
    ...lines,
    ...scatters.map(({ id }) => ({ id, path: 'scatterPays', value, worth: creditsOf(definition) })),
  ];
}

function isPaid(definition: SlotDefinition, table: PayTable, claim: PayClaim): boolean {
  const paid = table.value(claim.count) * table.worth;
  const inUnits = { 'line bet': [1], stake: [creditsOf(definition)], either: [1, creditsOf(definition)] };
  return inUnits[claim.unit ?? 'either'].some(
    (size) => paid > 0 && Math.abs(claim.multiple * size - paid) < 1e-6,
  );
}

function gives(
  definition: SlotDefinition,
  { path, value, worth }: PayTable,
  { count: counted }: PayClaim,
): string {
  const of = worth === 1 ? ` times the ${unitName(definition)}` : '';
  return `${path} gives ${value(counted)}${of}`;
}
