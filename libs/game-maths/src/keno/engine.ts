import { invariant } from '@croupier/kernel';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { LawBuilder } from '../law.js';
import {
  type KenoDefinition,
  parseKenoDefinition,
  returnOf,
  spotsOffered,
  wholeKenoStake,
} from './definition.js';

/** The hypergeometric law: of every set of numbers that can be drawn, how many hold so many of a ticket. */
export const kenoEngine: Engine<KenoDefinition> = {
  kind: 'keno',
  parse: parseKenoDefinition,

  sheets(definition): BetSheet[] {
    const { pool, drawn } = definition;
    const unit = wholeKenoStake(definition);
    return spotsOffered(definition).map((spots) => {
      const law = new LawBuilder(unit);
      for (let catches = 0; catches <= Math.min(spots, drawn); catches += 1) {
        const ways = choose(spots, catches) * choose(pool - spots, drawn - catches);
        law.add(unitsOf(definition, spots, catches, unit), ways);
      }
      const basis = `Every one of the ${choose(pool, drawn)} ways to draw ${drawn} of ${pool} numbers.`;
      return sheetFromLaw({ bet: `spots-${spots}`, basis }, law.build());
    });
  },

  sampler(definition, bet): Sampler {
    const { pool, drawn } = definition;
    const spots = spotsOffered(definition).find((count) => `spots-${count}` === bet);
    invariant(spots !== undefined, `there is no ticket ${bet}`);
    const unit = wholeKenoStake(definition);
    const payouts = Float64Array.from({ length: spots + 1 }, (_, catches) =>
      unitsOf(definition, spots, catches, unit),
    );
    // The ticket has the lowest numbers. Balls stay where the last round left them: every order is as good a start.
    const balls = Uint8Array.from({ length: pool }, (_, index) => index + 1);
    const next: Sampler['next'] = (random) => {
      let catches = 0;
      for (let left = pool; left > pool - drawn; left -= 1) {
        const place = random.below(left);
        const ball = balls[place] ?? 0;
        balls[place] = balls[left - 1] ?? 0;
        balls[left - 1] = ball;
        if (ball <= spots) catches += 1;
      }
      return payouts[catches] ?? 0;
    };
    return { unit, next };
  },
};

/** In how many ways `count` of `all` can be chosen. */
export function choose(all: number, count: number): bigint {
  if (count < 0 || count > all) return 0n;
  let ways = 1n;
  for (let each = 1; each <= count; each += 1) ways = (ways * BigInt(all - count + each)) / BigInt(each);
  return ways;
}

function unitsOf(definition: KenoDefinition, spots: number, catches: number, unit: number): number {
  const { numerator, denominator } = returnOf(definition, spots, catches);
  return Number((numerator * BigInt(unit)) / denominator);
}
