import { bonusLaw } from './bonus.js';
import { countWindows } from './count-windows.js';
import type { BonusFeature, SlotDefinition } from './definition.js';
import { modelOf } from './model.js';
import { convolve, coursesOf, increase, momentOf, nothing, type Payouts, raise, repeat } from './payouts.js';
import { bonusesIn, payIn, scattersIn } from './tally.js';
import { spinningOf } from './tracks.js';

export type SpinPart = 'lines' | 'scatter' | 'bonus';

/** The joint law of what a base spin pays and how many free spins it awards. */
export interface SpinLaw {
  /** Payouts are in 1/unit of the total stake: line bets. */
  readonly unit: number;
  /** Equally likely courses of a spin. */
  readonly total: bigint;
  /** Free spins awarded, before the bound of a round -> payouts; over all awards the courses sum to `total`. */
  readonly byAward: ReadonlyMap<number, Payouts>;
  /** Sum over all courses of what comes from each source, in units; only of what the definition has. */
  readonly parts: ReadonlyMap<SpinPart, bigint>;
}

const laws = new WeakMap<SlotDefinition, SpinLaw>();

/** Counts it once per definition, which must therefore not change. */
export function spinLawOf(definition: SlotDefinition): SpinLaw {
  const known = laws.get(definition);
  if (known !== undefined) return known;
  const law = countSpin(definition);
  laws.set(definition, law);
  return law;
}

/** Windows that award and win the same, by what their lines and scatters pay. */
interface Group {
  readonly award: number;
  readonly bonuses: number;
  readonly payouts: Map<number, bigint>;
}

function countSpin(definition: SlotDefinition): SpinLaw {
  const { scatterPays, awards } = modelOf(definition);
  const { bonus } = definition;
  const unit = definition.lines.length;
  const groups = new Map<string, Group>();
  let [lineSum, scatterSum, most] = [0n, 0n, 0];
  for (const [tally, ways] of countWindows(spinningOf(definition))) {
    const scatters = scattersIn(tally);
    const bonuses = bonus === undefined ? 0 : wonBy(bonus, bonusesIn(tally));
    const award = awards[scatters] ?? 0;
    const scatter = (scatterPays[scatters] ?? 0) * unit;
    lineSum += ways * BigInt(payIn(tally));
    scatterSum += ways * BigInt(scatter);
    most = Math.max(most, bonuses);
    const key = `${award}:${bonuses}`;
    const group = groups.get(key) ?? { award, bonuses, payouts: new Map<number, bigint>() };
    groups.set(key, group);
    increase(group.payouts, payIn(tally) + scatter, ways);
  }
  const together = bonusesTogether(definition, most);
  const byAward = new Map<number, Map<number, bigint>>();
  const scale = coursesOf(together[0] ?? nothing);
  let bonusSum = 0n;
  for (const { award, bonuses, payouts } of groups.values()) {
    const won = together[bonuses] ?? nothing;
    bonusSum += coursesOf(payouts) * momentOf(won, 1n);
    const into = byAward.get(award) ?? new Map<number, bigint>();
    byAward.set(award, into);
    for (const [payout, ways] of convolve(payouts, won)) increase(into, payout, ways);
  }
  const parts = new Map<SpinPart, bigint>([['lines', lineSum * scale]]);
  if (definition.scatterPays !== undefined) parts.set('scatter', scatterSum * scale);
  if (bonus !== undefined) parts.set('bonus', bonusSum);
  const total = [...byAward.values()].reduce((sum, payouts) => sum + coursesOf(payouts), 0n);
  return { unit, total, byAward, parts };
}

/** Bonuses that a window wins by the count of its tally: lines that won one, or symbols in view. */
function wonBy({ trigger, count }: BonusFeature, counted: number): number {
  return trigger === 'line' ? counted : counted >= count ? 1 : 0;
}

/** Number of bonuses, up to `most` -> what they pay together, each as a law of the same number of courses. */
function bonusesTogether({ bonus, lines }: SlotDefinition, most: number): Payouts[] {
  if (bonus === undefined) return [nothing];
  const { ways, total } = bonusLaw(bonus);
  const one = bonus.trigger === 'line' ? ways : raise(ways, lines.length);
  const powers = [nothing];
  for (let won = 1; won <= most; won += 1) powers.push(convolve(powers[won - 1] ?? nothing, one));
  return powers.map((payouts, won) => repeat(payouts, total ** BigInt(most - won)));
}
