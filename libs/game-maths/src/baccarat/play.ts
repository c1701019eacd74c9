import { type Card, cardName, deckSize, rankOf } from '../cards/cards.js';
import { cardAt, dealCard, type Place } from '../cards/shoe.js';
import { winOf } from '../odds.js';
import { type Draw, type RandomSource, ReplayError, ReplayRandom } from '../random.js';
import type { BaccaratBet } from './bets.js';
import type { BaccaratDefinition } from './definition.js';
import { bankerDraws, isNatural, playerDraws, valueOfRank } from './table.js';

/** The cards of a round, each hand in the order of dealing. */
export interface BaccaratDeal {
  readonly player: readonly Card[];
  readonly banker: readonly Card[];
}

/** A whole round: plain JSON, all amounts in minor units, payouts with the stake included. */
export interface BaccaratOutcome {
  /** Names of cards, such as `Th`. */
  readonly player: readonly string[];
  readonly banker: readonly string[];
  readonly playerTotal: number;
  readonly bankerTotal: number;
  readonly winner: 'player' | 'banker' | 'tie';
  readonly stake: number;
  readonly payout: number;
  readonly bets: readonly (BaccaratBet & { readonly payout: number })[];
}

/** Total of a hand: the last digit of the sum. */
export function totalOf(cards: readonly Card[]): number {
  let sum = 0;
  for (const card of cards) sum += valueOfRank[rankOf(card)] ?? 0;
  return sum % 10;
}

/** Deals player, banker, player, banker, then the third cards that the table asks for, the player's first. */
export function dealBaccarat({ decks }: BaccaratDefinition, random: RandomSource): BaccaratDeal {
  const dealt: Place[] = [];
  const next = (): Card => {
    const place = dealCard(dealt, decks * deckSize, random);
    dealt.push(place);
    return cardAt(place);
  };
  const player = [next()];
  const banker = [next()];
  player.push(next());
  banker.push(next());
  const [playerTotal, bankerTotal] = [totalOf(player), totalOf(banker)];
  if (isNatural(playerTotal, bankerTotal)) return { player, banker };
  const third = playerDraws(playerTotal) ? next() : undefined;
  if (third !== undefined) player.push(third);
  if (bankerDraws(bankerTotal, third === undefined ? undefined : totalOf([third]))) banker.push(next());
  return { player, banker };
}

/** What one bet returns, the stake included; a lost one nothing. @throws InvariantError if that is no whole number */
export function payoutOf(definition: BaccaratDefinition, bet: BaccaratBet, deal: BaccaratDeal): number {
  const { amount } = bet;
  const [player, banker] = [totalOf(deal.player), totalOf(deal.banker)];
  const paid = (won: boolean): number => {
    const odds = definition.pays[bet.kind];
    return won && odds !== undefined ? amount + winOf(amount, odds) : 0;
  };
  switch (bet.kind) {
    case 'player':
      return player === banker ? amount : paid(player > banker);
    case 'banker':
      if (player === banker) return amount;
      return banker > player ? amount + winOf(amount, bankerOdds(definition, banker, deal.banker.length)) : 0;
    case 'tie':
      return paid(player === banker);
    case 'player-pair':
      return paid(isPair(deal.player));
    case 'banker-pair':
      return paid(isPair(deal.banker));
    case 'either-pair':
      return paid(isPair(deal.player) || isPair(deal.banker));
    case 'perfect-pair': {
      const perfect = [deal.player, deal.banker].filter(([first, second]) => first === second).length;
      const both = definition.bothPerfect;
      return perfect === 2 && both !== undefined ? amount + winOf(amount, both) : paid(perfect > 0);
    }
  }
}

/** The odds of a win of the banker. */
export function bankerOdds(
  { pays, bankerExceptions = [] }: BaccaratDefinition,
  total: number,
  cards: number,
) {
  const exception = bankerExceptions.find(
    (each) => each.total === total && (each.cards === undefined || each.cards === cards),
  );
  return exception?.pays ?? pays.banker;
}

function isPair([first, second]: readonly Card[]): boolean {
  return first !== undefined && second !== undefined && rankOf(first) === rankOf(second);
}

export function playBaccarat(
  definition: BaccaratDefinition,
  bets: readonly BaccaratBet[],
  random: RandomSource,
): BaccaratOutcome {
  const deal = dealBaccarat(definition, random);
  const [playerTotal, bankerTotal] = [totalOf(deal.player), totalOf(deal.banker)];
  const resolved = bets.map((bet) => ({ ...bet, payout: payoutOf(definition, bet, deal) }));
  return {
    player: deal.player.map(cardName),
    banker: deal.banker.map(cardName),
    playerTotal,
    bankerTotal,
    winner: playerTotal === bankerTotal ? 'tie' : playerTotal > bankerTotal ? 'player' : 'banker',
    stake: resolved.reduce((sum, { amount }) => sum + amount, 0),
    payout: resolved.reduce((sum, { payout }) => sum + payout, 0),
    bets: resolved,
  };
}

/** Derives a round again from its recorded draws. @throws ReplayError unless they fit */
export function replayBaccarat(
  definition: BaccaratDefinition,
  bets: readonly BaccaratBet[],
  draws: readonly Draw[],
): BaccaratOutcome {
  const replay = new ReplayRandom(draws);
  const outcome = playBaccarat(definition, bets, replay);
  if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
  return outcome;
}
