import { invariant } from '@croupier/kernel';
import { deckSize, rankOf } from '../cards/cards.js';
import { FastShoe } from '../cards/shoe.js';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { type Law, LawBuilder } from '../law.js';
import { partsOf, wholeStake, winOf } from '../odds.js';
import type { RandomSource } from '../random.js';
import { type CountedResult, countResults, ordersOfSix } from './count.js';
import {
  type BaccaratBetKind,
  baccaratBetKinds,
  type BaccaratDefinition,
  parseBaccaratDefinition,
} from './definition.js';
import { bankerOdds, type BaccaratDeal, payoutOf, totalOf } from './play.js';
import { unreachableExceptions } from './reach.js';
import { bankerDraws, isNatural, playerDraws, valueOfRank } from './table.js';

/** Every composition of the hands by value for the main bets, every pair of hands of two cards for the pairs. */
export const baccaratEngine: Engine<BaccaratDefinition> = {
  kind: 'baccarat',
  parse: parseBaccaratDefinition,

  sheets(definition): BetSheet[] {
    const orders = ordersOfSix(definition.decks);
    const results = countResults(definition.decks);
    return offered(definition).map((bet) => {
      const isPair = bet.endsWith('-pair');
      const basis = isPair
        ? `Every deal of the first two cards of both hands from ${definition.decks} decks, in every order.`
        : `All ${orders} orders of six cards of ${definition.decks} decks, by the values of the cards.`;
      return sheetFromLaw(
        { bet, basis },
        isPair ? pairLaw(definition, bet) : mainLaw(definition, bet, results),
      );
    });
  },

  certificationFaults: unreachableExceptions,

  sampler(definition, bet): Sampler {
    const wanted = offered(definition).find((each) => each === bet);
    invariant(wanted !== undefined, `the table offers no ${bet}`);
    const unit = unitOf(definition);
    const dealer = new FastDealer(definition.decks);
    const placed = { kind: wanted, numbers: [], amount: unit };
    return { unit, next: (random) => payoutOf(definition, placed, dealer.deal(random)) };
  },
};

function offered({ pays }: BaccaratDefinition): BaccaratBetKind[] {
  return baccaratBetKinds.filter((bet) => pays[bet] !== undefined);
}

function unitOf({ pays, bankerExceptions = [], bothPerfect = '0:1' }: BaccaratDefinition): number {
  return wholeStake([...Object.values(pays), bothPerfect, ...bankerExceptions.map((each) => each.pays)]);
}

function mainLaw(
  definition: BaccaratDefinition,
  bet: BaccaratBetKind,
  results: readonly CountedResult[],
): Law {
  const unit = unitOf(definition);
  const law = new LawBuilder(unit);
  const won = unit + winOf(unit, definition.pays[bet] ?? '0:1');
  for (const { player, banker, bankerCards, ways } of results) {
    if (player === banker) law.add(bet === 'tie' ? won : unit, ways);
    else if (bet === 'banker' && banker > player) {
      law.add(unit + winOf(unit, bankerOdds(definition, banker, bankerCards)), ways);
    } else law.add(bet === 'player' && player > banker ? won : 0, ways);
  }
  return law.build();
}

/** Ordered deals of the first two cards of both hands. */
function pairLaw({ decks, pays, bothPerfect }: BaccaratDefinition, bet: BaccaratBetKind): Law {
  const perfect = bet === 'perfect-pair';
  const [kinds, copies, cards] = [
    perfect ? 52n : 13n,
    BigInt(perfect ? decks : 4 * decks),
    BigInt(52 * decks),
  ];
  const all = cards * (cards - 1n) * (cards - 2n) * (cards - 3n);
  const one = kinds * copies * (copies - 1n) * (cards - 2n) * (cards - 3n);
  const bothAlike = kinds * copies * (copies - 1n) * (copies - 2n) * (copies - 3n);
  const both = bothAlike + kinds * (kinds - 1n) * (copies * (copies - 1n)) ** 2n;
  const odds = pays[bet] ?? '0:1';
  const payout = ({ win, per }: { win: number; per: number }, unit: number) => unit + (unit / per) * win;
  const unit = wholeStake([odds, bothPerfect ?? odds]);
  const law = new LawBuilder(unit);
  const won = payout(partsOf(odds), unit);
  if (bet === 'player-pair' || bet === 'banker-pair') {
    law.add(won, one);
    law.add(0, all - one);
    return law.build();
  }
  law.add(perfect ? payout(partsOf(bothPerfect ?? odds), unit) : won, both);
  law.add(won, 2n * (one - both));
  law.add(0, all - 2n * one + both);
  return law.build();
}

/** Deals as a round does, into the same two hands again and again. */
class FastDealer implements BaccaratDeal {
  readonly player: number[] = [];
  readonly banker: number[] = [];
  private readonly shoe: FastShoe;

  constructor(decks: number) {
    this.shoe = new FastShoe(Array.from({ length: decks * deckSize }, (_, place) => place % deckSize));
  }

  deal(random: RandomSource): BaccaratDeal {
    const { shoe, player, banker } = this;
    shoe.restart(random);
    player.length = banker.length = 0;
    player.push(shoe.deal());
    banker.push(shoe.deal());
    player.push(shoe.deal());
    banker.push(shoe.deal());
    const [playerTotal, bankerTotal] = [totalOf(player), totalOf(banker)];
    if (isNatural(playerTotal, bankerTotal)) return this;
    if (playerDraws(playerTotal)) player.push(shoe.deal());
    const third = player[2];
    if (bankerDraws(bankerTotal, third === undefined ? undefined : valueOfRank[rankOf(third)]))
      banker.push(shoe.deal());
    return this;
  }
}
