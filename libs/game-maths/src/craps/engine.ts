import { invariant } from '@croupier/kernel';
import { type Course, lawOfChain } from '../chain.js';
import { type BetSheet, type Engine, type Sampler, sheetFromLaw } from '../engine.js';
import { winOf } from '../odds.js';
import { crapsSpots } from './bets.js';
import { type CrapsDefinition, parseCrapsDefinition } from './definition.js';
import { points } from './kinds.js';
import { type CrapsSpot, fateOf, pointAfter, type Roll, wholeCrapsStake } from './roll.js';

const faces = [1, 2, 3, 4, 5, 6] as const;
const rolls: readonly Roll[] = faces.flatMap((first) => faces.map((second): Roll => [first, second]));

/** Every bet over the 36 rolls of two dice, from its stake to its end. */
export const crapsEngine: Engine<CrapsDefinition> = {
  kind: 'craps',
  parse: parseCrapsDefinition,

  sheets(definition): BetSheet[] {
    return crapsSpots(definition).map((spot) => {
      const { unit, states } = chainOf(definition, spot);
      const { point } = beginning(spot);
      const start = point === 0 ? 'before there is a point' : `while the point is ${point}`;
      const basis = `Made ${start}; every roll of two dice, each of the 36 equally likely, until the bet is settled.`;
      return sheetFromLaw({ bet: crapsName(spot), basis }, lawOfChain(states, unit));
    });
  },

  sampler(definition, bet): Sampler {
    const spot = crapsSpots(definition).find((each) => crapsName(each) === bet);
    invariant(spot !== undefined, `the table has no ${bet}`);
    const { unit, states } = chainOf(definition, spot);
    const courses = states.flat();
    const onward = Int32Array.from(courses, (course) => ('to' in course ? course.to : -1));
    const payouts = Float64Array.from(courses, (course) => ('to' in course ? 0 : course.payout));
    const next: Sampler['next'] = (random) => {
      for (let state = 0; ;) {
        const course = 36 * state + 6 * random.below(6) + random.below(6);
        state = onward[course] ?? -1;
        if (state < 0) return payouts[course] ?? 0;
      }
    };
    return { unit, next };
  },
};

/** Name of a bet's sheet: `pass`, `place-6`, `field`. */
export function crapsName({ kind, numbers }: CrapsSpot): string {
  return [kind, ...numbers].join('-');
}

interface Situation {
  readonly spot: CrapsSpot;
  readonly point: number;
}

/** All situations that a bet can come to, the first as it is made, each with what the 36 rolls do. */
function chainOf(definition: CrapsDefinition, spot: CrapsSpot): { unit: number; states: Course[][] } {
  const unit = wholeCrapsStake(definition, spot);
  const situations: Situation[] = [beginning(spot)];
  const places = new Map([[situationKey(definition, beginning(spot)), 0]]);
  const placeOf = (situation: Situation): number => {
    const key = situationKey(definition, situation);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, situations.length);
    return situations.push(situation) - 1;
  };
  const states: Course[][] = [];
  for (const situation of situations) {
    states.push(
      rolls.map((roll): Course => {
        const fate = fateOf(definition, situation.spot, roll, situation.point);
        if (fate.type === 'wins') return { payout: unit + winOf(unit, fate.odds) };
        if (fate.type === 'loses' || fate.type === 'back') return { payout: fate.type === 'back' ? unit : 0 };
        const point = pointAfter(situation.point, roll);
        const moved = fate.type === 'moves' ? { ...situation.spot, numbers: [fate.to] } : situation.spot;
        return { to: placeOf({ spot: moved, point }) };
      }),
    );
  }
  return { unit, states };
}

/** Pass bets, and those that may lie at any time, begin before there is a point; the others while there is one. */
function beginning(spot: CrapsSpot): Situation {
  const [number] = spot.numbers;
  if (spot.kind.endsWith('pass-odds')) return { spot, point: number ?? 0 };
  const isLater = spot.kind.includes('come');
  return { spot, point: isLater ? (points.find((point) => point !== number) ?? 0) : 0 };
}

/** The point of the table matters only to a bet that rests while there is none. */
function situationKey({ offOnComeOut }: CrapsDefinition, { spot, point }: Situation): string {
  const rests = offOnComeOut.some((kind) => kind === spot.kind);
  return `${crapsName(spot)} ${rests ? point : ''}`;
}
