import { capital, listOf, spaced } from '../text-parts.js';
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

/** What was decided and how it ended. */
export function decisionWords(kind: string, outcome: Outcome, money: MoneyWords): string[] {
  const { actions = [] } = outcome as { actions?: readonly Decision[] };
  return kind === 'blackjack'
    ? [...taken(actions), ...blackjackWords(outcome as unknown as Blackjack, money)]
    : videoPokerWords(outcome as unknown as VideoPoker, actions);
}

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
