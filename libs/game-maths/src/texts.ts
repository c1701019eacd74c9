import { type Currency, currencies, invariant } from '@croupier/kernel';
import { baccaratWriter } from './baccarat/texts.js';
import { blackjackWriter } from './blackjack/texts.js';
import { casinoWarWriter } from './casino-war/texts.js';
import { crapsWriter } from './craps/texts.js';
import { crashWriter } from './crash/texts.js';
import { diceWriter } from './dice/texts.js';
import type { BetSheet, PublishedDefinition, RulesSection } from './engine.js';
import { engineOf } from './engines.js';
import { compare } from './fraction.js';
import { jackpotSectionId } from './jackpots/texts.js';
import { kenoWriter } from './keno/texts.js';
import { rouletteWriter } from './roulette/texts.js';
import { sicBoWriter } from './sic-bo/texts.js';
import { slotWriter } from './slots/texts.js';
import type { LimitsByCurrency } from './table-limits.js';
import {
  capital,
  edgeOf,
  groupBy,
  type Label,
  moneyText,
  namesOf,
  paragraphs,
  percent,
  ratioText,
  spaced,
  type TextWriter,
} from './text-parts.js';
import { threeCardWriter } from './three-card-poker/texts.js';
import { videoPokerWriter } from './video-poker/texts.js';

const writers: Readonly<Record<string, TextWriter<PublishedDefinition>>> = {
  baccarat: baccaratWriter,
  blackjack: blackjackWriter,
  'casino-war': casinoWarWriter,
  craps: crapsWriter,
  crash: crashWriter,
  dice: diceWriter,
  keno: kenoWriter,
  roulette: rouletteWriter,
  'sic-bo': sicBoWriter,
  slot: slotWriter,
  'three-card-poker': threeCardWriter,
  'video-poker': videoPokerWriter,
};

/** What `textsOf` writes into the section `pays`. Counts no odds. */
export function payTableTextOf(kind: string, definition: PublishedDefinition): string[] {
  return paragraphs(writerOf(kind).pays(definition));
}

/** What texts call the bets of a game, by the name of the bet, and whatever else is paid for, such as hands. */
export function calledIn(
  kind: string,
  definition: PublishedDefinition,
  sheets: readonly BetSheet[],
): { bets: ReadonlyMap<string, readonly string[]>; terms: readonly string[] } {
  const writer = writerOf(kind);
  const label = labeller(definition, writer);
  const bets = sheets.map(({ bet }) => {
    const called = label(bet);
    const name = typeof called === 'string' ? called : called.head;
    return [bet, [spaced(bet), name.replace(/^(?:the|an?) /, '')]] as const;
  });
  return { bets: new Map(bets), terms: writer.terms?.(definition) ?? [] };
}

/**
 * The rules of a game as players read them before they stake, with its pay table: all of it from the definition, every
 * figure by the engine. `definition` is a parsed one; its sheets are counted unless they are given.
 * @throws DefinitionKindError if no engine plays the kind
 */
export function textsOf(
  definition: PublishedDefinition,
  sheets: readonly BetSheet[] = engineOf(definition).sheets(definition),
): RulesSection[] {
  const writer = writerOf(engineOf(definition).kind);
  const titles = writer.titles?.(definition) ?? {};
  const sections: RulesSection[] = [
    { id: 'stages', title: 'A round', paragraphs: writer.stages(definition) },
    { id: 'special-states', title: 'Special rules', paragraphs: writer.special(definition) },
    { id: 'pays', title: 'What bets pay', paragraphs: paragraphs(writer.pays(definition)) },
    {
      id: 'limits',
      title: 'Stakes and limits',
      paragraphs: writer.limits?.(definition) ?? limitsOf(definition, writer),
    },
    {
      id: 'return',
      title: 'Return to player',
      paragraphs: writer.returns?.(definition, sheets) ?? returnOf(definition, sheets, writer),
    },
    ...(writer.more?.(definition) ?? []),
    { id: 'malfunction', title: 'If something goes wrong', paragraphs: malfunction },
    { id: 'interruption', title: 'If you are cut off', paragraphs: writer.interruption(definition) },
  ];
  return sections
    .filter((section) => section.paragraphs.length > 0)
    .map((section) => ({ ...section, title: titles[section.id] ?? section.title }));
}

/**
 * Rules whose sections are the written ones, and those of other ids as they are, such as the story of a game: what stands
 * before all that is written stays in front, the rest follows. A jackpot that is not written any more is gone.
 */
export function rewritten(rules: readonly RulesSection[], written: readonly RulesSection[]): RulesSection[] {
  const ids = new Set([...written.map(({ id }) => id), jackpotSectionId]);
  const isWritten = ({ id }: RulesSection): boolean => ids.has(id);
  const first = rules.findIndex(isWritten);
  const front = first < 0 ? rules : rules.slice(0, first);
  return [...front, ...written, ...rules.slice(front.length).filter((section) => !isWritten(section))];
}

function writerOf(kind: string): TextWriter<PublishedDefinition> {
  const writer = writers[kind];
  invariant(writer !== undefined, `nobody writes the rules of ${kind}`);
  return writer;
}

const malfunction = [
  'A malfunction is a fault of our systems that makes a round differ from these rules. Such a round is void: its stake is returned, and what it paid by mistake is corrected. If the result was drawn correctly and only its display failed, it stands and is paid as drawn.',
  'We tell every player who was affected, and each correction appears in your history with its reason.',
];

function limitsOf(definition: PublishedDefinition, writer: TextWriter<PublishedDefinition>): string[] {
  const { limits = {} } = definition as { limits?: LimitsByCurrency<string> };
  return [
    ...currencies.flatMap((currency) => currencyLimits(limits, currency, labeller(definition, writer))),
    ...(writer.stakes?.(definition) ?? []),
    'Your own limits always hold. A round starts only when you press, at least 5 seconds after the one before it; there is no automatic play.',
    'A payout at or below the stake is shown as an amount, without any celebration.',
  ];
}

function currencyLimits(
  limits: LimitsByCurrency<string>,
  currency: Currency,
  label: (bet: string) => Label,
): string[] {
  const table = limits[currency];
  if (!table) return [];
  const ranges = Object.entries(table.bets).flatMap(([bet, range]) => (range ? [{ bet, ...range }] : []));
  const groups = groupBy(
    ranges,
    ({ minimum, maximum }) => `${moneyText(minimum, currency)} to ${moneyText(maximum, currency)}`,
  );
  const kinds = [...groups].map(
    ([range, bets]) => `${namesOf(bets.map(({ bet }) => label(bet))).text}: ${range}`,
  );
  return [
    `Every bet is a multiple of ${moneyText(table.step, currency)}, and all bets of a round together are at most ${moneyText(table.roundMaximum, currency)}.`,
    `What can be staked on one place, by kind of bet. ${capital(kinds.join('; '))}.`,
  ];
}

function returnOf(
  definition: PublishedDefinition,
  sheets: readonly BetSheet[],
  writer: TextWriter<PublishedDefinition>,
): string[] {
  const label = labeller(definition, writer);
  const sentences = [...groupBy(sheets, ({ rtp }) => percent(rtp))].flatMap(([rtp, group]) => {
    const [first] = group;
    if (!first) return [];
    const { text, isOne } = namesOf(group.map(({ bet }) => label(bet)));
    return `${capital(text)} ${isOne ? 'returns' : 'return'} ${rtp} of what is staked; the house keeps ${percent(edgeOf(first))}.`;
  });
  return [
    ...paragraphs(sentences),
    ...highestWin(sheets, label),
    'These figures are computed exactly from the rules above and are averages over very many rounds; a single session can return far more or far less. Every result is drawn anew, whatever came before and whatever is staked.',
  ];
}

function highestWin(sheets: readonly BetSheet[], label: (bet: string) => Label): string[] {
  const [highest] = [...sheets].sort((left, right) => compare(right.maximum.multiple, left.maximum.multiple));
  if (!highest) return [];
  const { multiple, probability } = highest.maximum;
  return [
    `The most that one bet can return is ${ratioText(multiple)} times its stake: ${namesOf([label(highest.bet)]).text}, with a chance of ${percent(probability)}.`,
  ];
}

function labeller(
  definition: PublishedDefinition,
  writer: TextWriter<PublishedDefinition>,
): (bet: string) => Label {
  return (bet) => writer.label?.(definition, bet) ?? spaced(bet);
}
