import { invariant } from '@croupier/kernel';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { LawBuilder } from '../law.js';
import { parseRouletteDefinition, type RouletteDefinition, zerosOf } from './definition.js';
import { rouletteBetKinds, type Spot, spotsOf } from './layout.js';
import { drawPocket, payoutOf } from './play.js';

/** Two units, so that a half that comes back is whole. */
const unit = 2;

/** Every bet of the layout over every pocket; spots of one kind return the same, so that one stands for all. */
export const rouletteEngine: Engine<RouletteDefinition> = {
  kind: 'roulette',
  parse: parseRouletteDefinition,

  sheets(definition): BetSheet[] {
    return spotsByKind(definition).map((spot) => {
      const law = new LawBuilder(unit);
      for (const pocket of definition.wheel)
        law.add(payoutOf(definition, { ...spot, amount: unit }, pocket), 1n);
      const basis = `Every one of the ${definition.wheel.length} pockets, each equally likely.`;
      return sheetFromLaw({ bet: spot.kind, basis }, law.build());
    });
  },

  sampler(definition, bet): Sampler {
    const spot = spotsByKind(definition).find(({ kind }) => kind === bet);
    invariant(spot !== undefined, `the layout has no ${bet}`);
    const wager = { ...spot, amount: unit };
    return { unit, next: (random) => payoutOf(definition, wager, drawPocket(definition, random)) };
  },
};

function spotsByKind(definition: RouletteDefinition): Spot[] {
  const spots = spotsOf(zerosOf(definition));
  return rouletteBetKinds.flatMap((kind) => spots.find((spot) => spot.kind === kind) ?? []);
}
