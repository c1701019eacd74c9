import type { PublishedDefinition } from '../engine.js';
import { capital, listOf, spaced } from '../text-parts.js';
import { crapsWords } from './craps-words.js';
import { crashWords } from './crash-words.js';
import { cameBack, cardWords, type MoneyWords } from './parts.js';

type Outcome = Readonly<Record<string, unknown>>;

interface Decision {
  readonly kind: string;
  readonly positions?: readonly number[];
  readonly byDefault?: boolean;
}

interface Hand {
  readonly cards: readonly string[];
  readonly total: number;
  readonly stake: number;
  readonly payout?: number;
  readonly doubled?: boolean;
  readonly surrendered?: boolean;
}

interface Blackjack {
  readonly dealer: { readonly cards: readonly string[]; readonly total: number };
  readonly hands: readonly Hand[];
  readonly insurance?: number;
}

interface VideoPoker {
  readonly hand: readonly string[];
  readonly held: readonly number[];
  readonly row?: string;
}

interface ThreeCardPoker {
  readonly player: readonly string[];
  /** None unless the player raised. */
  readonly dealer: readonly string[];
  readonly hand?: string;
  readonly ante: number;
  readonly raise: number;
  readonly pairPlus: number;
  readonly payout: number;
  readonly pairPlusPayout: number;
}

interface CasinoWar {
  readonly player: readonly string[];
  readonly dealer: readonly string[];
  readonly war: number;
  readonly raise: number;
  readonly tie: number;
  readonly payout: number;
  readonly tiePayout: number;
}

/** What was decided and how it ended. */
export function decisionWords(
  { kind, definition }: { kind: string; definition: PublishedDefinition | undefined },
  outcome: Outcome,
  money: MoneyWords,
): string[] {
  const { actions = [] } = outcome as { actions?: readonly Decision[] };
  if (kind === 'crash') return crashWords(outcome, definition);
  if (kind === 'craps') return crapsWords(outcome, money);
  if (kind === 'video-poker') return videoPokerWords(outcome as unknown as VideoPoker, actions);
  return [...taken(actions), ...(tables[kind]?.(outcome, money) ?? [])];
}

/** How a hand ended whose decisions are told by their names. */
const tables: Readonly<Record<string, (outcome: Outcome, money: MoneyWords) => string[]>> = {
  blackjack: (outcome, money) => blackjackWords(outcome as unknown as Blackjack, money),
  'casino-war': (outcome, money) => warWords(outcome as unknown as CasinoWar, money),
  'three-card-poker': (outcome, money) => threeCardWords(outcome as unknown as ThreeCardPoker, money),
};

function taken(actions: readonly Decision[]): string[] {
  if (actions.length === 0) return ['There was nothing to decide.'];
  const words = actions.map(({ kind, byDefault }) => `${spaced(kind)}${byDefault ? ' (by the rules)' : ''}`);
  return [`The decisions were, in this order: ${listOf(words)}.`];
}

function blackjackWords({ dealer, hands, insurance }: Blackjack, money: MoneyWords): string[] {
  return [
    `The dealer had ${cardWords(dealer.cards)}, ${total(dealer)}.`,
    ...hands.map((hand, index) => {
      const name = hands.length === 1 ? 'your hand' : `your hand ${index + 1} of ${hands.length}`;
      const what = [...(hand.doubled ? ['doubled'] : []), ...(hand.surrendered ? ['surrendered'] : [])].join(
        ' and ',
      );
      const how = what === '' ? '' : `, ${what}`;
      return `${capital(name)} was ${cardWords(hand.cards)}, ${total(hand)}${how}. ${money(hand.stake)} was on it: ${cameBack(hand.stake, hand.payout ?? 0, money)}.`;
    }),
    ...(insurance === undefined
      ? []
      : [`${money(insurance)} was on insurance, which pays when the dealer has blackjack.`]),
  ];
}

function threeCardWords(round: ThreeCardPoker, money: MoneyWords): string[] {
  const { player, dealer, hand, ante, raise, pairPlus, payout, pairPlusPayout } = round;
  const lies =
    raise > 0 ? `${money(ante)} was the ante and ${money(raise)} the raise` : `${money(ante)} was the ante`;
  return [
    `Your hand was ${cardWords(player)}${hand === undefined ? '' : `: ${spaced(hand)}`}.`,
    dealer.length > 0 ? `The dealer had ${cardWords(dealer)}.` : 'No cards were dealt to the dealer.',
    ...(ante > 0 ? [`${lies}: ${cameBack(ante + raise, payout - pairPlusPayout, money)}.`] : []),
    ...(pairPlus > 0
      ? [`${money(pairPlus)} was on pair plus: ${cameBack(pairPlus, pairPlusPayout, money)}.`]
      : []),
  ];
}

function warWords(round: CasinoWar, money: MoneyWords): string[] {
  const { player, dealer, war, raise, tie, payout, tiePayout } = round;
  const [first = '', second] = player;
  const [other = '', against = ''] = dealer;
  const lies =
    raise > 0 ? `${money(war)} was on the war and ${money(raise)} the raise` : `${money(war)} was on the war`;
  return [
    `You had ${cardWords([first])}, the dealer ${cardWords([other])}.`,
    ...(second === undefined
      ? []
      : [`In the war you had ${cardWords([second])}, the dealer ${cardWords([against])}.`]),
    ...(war > 0 ? [`${lies}: ${cameBack(war + raise, payout - tiePayout, money)}.`] : []),
    ...(tie > 0 ? [`${money(tie)} was on a tie: ${cameBack(tie, tiePayout, money)}.`] : []),
  ];
}

function total({ total: points }: { total: number }): string {
  return points > 21 ? `${points} and so over 21` : String(points);
}

function videoPokerWords({ hand, held, row }: VideoPoker, actions: readonly Decision[]): string[] {
  const kept = held.map((place) => hand[place] ?? '');
  const byRules = actions.some(({ byDefault }) => byDefault) ? ' by the rules' : '';
  return [
    kept.length === 0
      ? `No card was held${byRules}; all five were replaced.`
      : `Held${byRules}: ${cardWords(kept)}.`,
    `The hand at the end was ${cardWords(hand)}${row === undefined ? ', which is in no row of the pay table' : `: ${spaced(row)}`}.`,
  ];
}
