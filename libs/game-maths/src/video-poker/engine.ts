import { invariant } from '@croupier/kernel';
import { FastShoe } from '../cards/shoe.js';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { fraction } from '../fraction.js';
import { LawBuilder } from '../law.js';
import { cardsOf, parseVideoPokerDefinition, type VideoPokerDefinition } from './definition.js';
import { countOutcomes } from './exact.js';
import { handTableOf } from './hands.js';
import { unreachableRows } from './reach.js';
import { OptimalStrategy } from './strategy.js';

/** The optimal hold of every deal, and every draw after it. */
export const videoPokerEngine: Engine<VideoPokerDefinition> = {
  kind: 'video-poker',
  parse: parseVideoPokerDefinition,

  sheets(definition): BetSheet[] {
    const { rows, total } = countOutcomes(definition, strategyOf(definition));
    const law = new LawBuilder(1);
    rows.forEach((ways, row) => law.add(definition.pays[row]?.pays ?? 0, ways));
    const parts = definition.pays.map(({ id, pays }, row) => ({
      name: id,
      rtp: fraction(BigInt(pays) * (rows[row] ?? 0n), total),
    }));
    const basis = `Every deal of ${cardsOf(definition)} cards, the hold of each that returns most on average, and every draw.`;
    return [sheetFromLaw({ bet: 'deal', basis, parts }, law.build())];
  },

  certificationFaults: unreachableRows,

  sampler(definition, bet): Sampler {
    invariant(bet === 'deal', `video poker has no ${bet}`);
    const strategy = strategyOf(definition);
    const table = handTableOf(definition);
    const pays = Int32Array.from([...definition.pays.map((row) => row.pays), 0]);
    const shoe = new FastShoe(Array.from({ length: cardsOf(definition) }, (_, place) => place));
    const hand = new Uint8Array(5);
    return {
      unit: 1,
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

const strategies = new WeakMap<VideoPokerDefinition, OptimalStrategy>();

/** Takes a second to compute and is asked for by every sampler of a game. */
function strategyOf(definition: VideoPokerDefinition): OptimalStrategy {
  const strategy = strategies.get(definition) ?? new OptimalStrategy(definition);
  strategies.set(definition, strategy);
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
