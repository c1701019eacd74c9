import { invariant } from '@croupier/kernel';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { LawBuilder } from '../law.js';
import { wholeStake } from '../odds.js';
import { type SicBoSpot, sicBoSpots } from './bets.js';
import { oddsOf, parseSicBoDefinition, type SicBoDefinition } from './definition.js';
import { type Dice, sicBoPayout } from './play.js';

const faces = [1, 2, 3, 4, 5, 6] as const;
const throws: readonly Dice[] = faces.flatMap((first) =>
  faces.flatMap((second) => faces.map((third): Dice => [first, second, third])),
);

/** Every bet over all 216 throws; a total for itself, while one spot stands for all of any other kind. */
export const sicBoEngine: Engine<SicBoDefinition> = {
  kind: 'sic-bo',
  parse: parseSicBoDefinition,

  sheets(definition): BetSheet[] {
    const unit = wholeStake(oddsOf(definition.pays));
    const basis = 'Every one of the 216 throws of three dice, each equally likely.';
    return [...spotsByName(definition)].map(([bet, spot]) => {
      const law = new LawBuilder(unit);
      for (const dice of throws) law.add(sicBoPayout(definition, { ...spot, amount: unit }, dice), 1n);
      return sheetFromLaw({ bet, basis }, law.build());
    });
  },

  sampler(definition, bet): Sampler {
    const spot = spotsByName(definition).get(bet);
    invariant(spot !== undefined, `the table has no ${bet}`);
    const unit = wholeStake(oddsOf(definition.pays));
    const payouts = Float64Array.from(throws, (dice) =>
      sicBoPayout(definition, { ...spot, amount: unit }, dice),
    );
    const next: Sampler['next'] = (random) =>
      payouts[36 * random.below(6) + 6 * random.below(6) + random.below(6)] ?? 0;
    return { unit, next };
  },
};

/** Name of the sheet -> a spot with that law. */
export function spotsByName(definition: SicBoDefinition): ReadonlyMap<string, SicBoSpot> {
  const names = new Map<string, SicBoSpot>();
  for (const spot of sicBoSpots(definition)) {
    const name = spot.kind === 'total' ? `total-${spot.numbers.join()}` : spot.kind;
    if (!names.has(name)) names.set(name, spot);
  }
  return names;
}
