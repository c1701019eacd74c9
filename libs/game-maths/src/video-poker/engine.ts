import { invariant } from '@croupier/kernel';
import { FastShoe } from '../cards/shoe.js';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { fraction } from '../fraction.js';
import { LawBuilder } from '../law.js';
import { cardsOf, parseVideoPokerDefinition, type VideoPokerDefinition } from './definition.js';
import { type CountedOutcomes, countOutcomes } from './exact.js';
import { handTableOf } from './hands.js';
import { type PayTable, payTablesOf, playedAlike } from './pay-tables.js';
import { unreachableRows } from './reach.js';
import { OptimalStrategy } from './strategy.js';

/** The optimal hold of every deal, and every draw after it; a sheet for each number of coins where pays depend on it. */
export const videoPokerEngine: Engine<VideoPokerDefinition> = {
  kind: 'video-poker',
  parse: parseVideoPokerDefinition,

  sheets(definition): BetSheet[] {
    const counted = new Map<string, CountedOutcomes>();
    return payTablesOf(definition).map((table) => {
      const outcomes = counted.get(playedAlike(table)) ?? countOutcomes(table, strategyOf(table));
      counted.set(playedAlike(table), outcomes);
      return sheetOf(table, betOf(definition, table), outcomes);
    });
  },

  certificationFaults: unreachableRows,

  sampler(definition, bet): Sampler {
    const played = payTablesOf(definition).find((each) => betOf(definition, each) === bet);
    invariant(played !== undefined, `video poker has no ${bet}`);
    const strategy = strategyOf(played);
    const table = handTableOf(played);
    const pays = Int32Array.from([...played.pays.map((row) => row.pays), 0]);
    const shoe = new FastShoe(Array.from({ length: cardsOf(definition) }, (_, place) => place));
    const hand = new Uint8Array(5);
    return {
      unit: played.coins,
      next: (random) => {
        shoe.restart(random);
        for (let position = 0; position < 5; position += 1) hand[position] = shoe.deal();
        sortFive(hand);
        const hold = strategy.holdFor(hand[0] ?? 0, hand[1] ?? 0, hand[2] ?? 0, hand[3] ?? 0, hand[4] ?? 0);
        for (let position = 0; position < 5; position += 1) {
          if (((hold >> position) & 1) === 0) hand[position] = shoe.deal();
        }
        sortFive(hand);
        return pays[table.rowOf(hand[0] ?? 0, hand[1] ?? 0, hand[2] ?? 0, hand[3] ?? 0, hand[4] ?? 0)] ?? 0;
      },
    };
  },
};

/** `deal`; where coins count, `deal-of-1` and so on. */
function betOf({ coins: most }: VideoPokerDefinition, { coins }: PayTable): string {
  return most === undefined ? 'deal' : `deal-of-${coins}`;
}

function sheetOf(table: PayTable, bet: string, { rows, total }: CountedOutcomes): BetSheet {
  const { coins } = table;
  const law = new LawBuilder(coins);
  rows.forEach((ways, row) => law.add(table.pays[row]?.pays ?? 0, ways));
  const parts = table.pays.map(({ id, pays }, row) => ({
    name: id,
    rtp: fraction(BigInt(pays) * (rows[row] ?? 0n), total * BigInt(coins)),
  }));
  const staked = bet === 'deal' ? '' : `, at ${coins === 1 ? 'one coin' : `${coins} coins`}`;
  const basis = `Every deal of ${cardsOf(table)} cards${staked}, the hold of each that returns most on average, and every draw.`;
  return sheetFromLaw({ bet, basis, parts }, law.build());
}

const strategies = new WeakMap<PayTable, OptimalStrategy>();

/** Takes a second to compute and is asked for by every sampler of a game. */
function strategyOf(table: PayTable): OptimalStrategy {
  const strategy = strategies.get(table) ?? new OptimalStrategy(table);
  strategies.set(table, strategy);
  return strategy;
}

/** By insertion: no call, no garbage. */
function sortFive(hand: Uint8Array): void {
  for (let from = 1; from < 5; from += 1) {
    const card = hand[from] ?? 0;
    let to = from;
    for (; to > 0 && (hand[to - 1] ?? 0) > card; to -= 1) hand[to] = hand[to - 1] ?? 0;
    hand[to] = card;
  }
}
