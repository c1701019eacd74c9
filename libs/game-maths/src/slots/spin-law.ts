import { type Fraction, fraction, greatestCommonDivisor } from '../fraction.js';
import { bonusLaw, sumsOfPrizes } from './bonus.js';
import { CountingRoom, digitsOf, Tallies } from './counting-room.js';
import type { BonusFeature, SlotDefinition } from './definition.js';
import { freeSpinOf } from './free-strips.js';
import { holdLaws } from './hold.js';
import { creditsOf, modelOf } from './model.js';
import {
  addTogether,
  convolve,
  coursesOf,
  increase,
  momentOf,
  nothing,
  type Payouts,
  raise,
  repeat,
} from './payouts.js';
import { bonusesIn, coinsIn, payIn, scattersIn } from './tally.js';
import { spinWindows } from './spin-windows.js';

/** Where a spin's pay comes from; `lines` are ways or clusters in games that have them instead. */
export type SpinPart = 'lines' | 'scatter' | 'bonus' | 'hold-and-respin';

/** The joint law of what a base spin pays and how many free spins it awards. */
export interface SpinLaw {
  /** Payouts are in 1/unit of the total stake: line bets or credits. */
  readonly unit: number;
  /** Equally likely courses of a spin. */
  readonly total: bigint;
  /** Free spins awarded, before the bound of a round -> payouts; over all awards the courses sum to `total`. */
  readonly byAward: ReadonlyMap<number, Payouts>;
  /** Sum over all courses of what comes from each source, in units; only of what the definition has. */
  readonly parts: ReadonlyMap<SpinPart, bigint>;
  /** Probability that a base spin wins a bonus, and that it begins respins; only of what the definition has. */
  readonly events: ReadonlyMap<SpinPart, Fraction>;
  /** Of a free spin, where it has strips of its own: the same, in as many courses. */
  readonly free?: FreeSpinLaw;
  /** Spins that were played at random, where there are too many combinations to count: the law is that of the sample. */
  readonly sampled?: number;
}

export type FreeSpinLaw = Pick<SpinLaw, 'total' | 'byAward' | 'parts' | 'events'>;

const sumsOfWins = {
  what: 'sums of what lines, bonuses and coins pay together',
  remedy: 'give fewer or rounder values of coins, prizes and pays, or fewer lines',
};

/** A sheet merges, lists and sorts what is counted. */
const lawCopies = 3;

const laws = new WeakMap<SlotDefinition, SpinLaw>();

/** Counts it once per definition, which must therefore not change. @throws SlotCountingError if there is no room for it */
export function spinLawOf(definition: SlotDefinition): SpinLaw {
  const known = laws.get(definition);
  if (known !== undefined) return known;
  const law = countSpins(definition);
  laws.set(definition, law);
  return law;
}

/** Probabilities that a spin awards each number of free spins, and at the end that it awards any. */
export function awardChances({ byAward, total }: Pick<SpinLaw, 'byAward' | 'total'>): Fraction[] {
  const awarded = [...byAward].flatMap(([award, payouts]) => (award > 0 ? [coursesOf(payouts)] : []));
  const any = awarded.reduce((all, ways) => all + ways, 0n);
  return [...awarded, any].map((ways) => fraction(ways, total));
}

function countSpins(definition: SlotDefinition): SpinLaw {
  const room = new CountingRoom();
  const base = countSpin(definition, room);
  const played = freeSpinOf(definition);
  if (played === definition) return base;
  const free = countSpin(played, room);
  const total = (base.total / greatestCommonDivisor(base.total, free.total)) * free.total;
  const entries = [...base.byAward.values(), ...free.byAward.values()].reduce(
    (sum, { size }) => sum + size,
    0,
  );
  room.take(entries * digitsOf(total), sumsOfWins);
  const { byAward, parts, events } = inCourses(free, total);
  const sampled = base.sampled ?? free.sampled;
  return {
    ...inCourses(base, total),
    free: { total, byAward, parts, events },
    ...(sampled === undefined ? {} : { sampled }),
  };
}

/** The same law in so many courses, a multiple of those that it has. */
function inCourses(law: SpinLaw, total: bigint): SpinLaw {
  const factor = total / law.total;
  const byAward = new Map([...law.byAward].map(([award, payouts]) => [award, repeat(payouts, factor)]));
  const parts = new Map([...law.parts].map(([part, sum]) => [part, sum * factor]));
  return { ...law, total, byAward, parts };
}

/** Windows that award and win the same, by what their lines and scatters pay. */
interface Group {
  readonly award: number;
  readonly bonuses: number;
  /** Coins in view, 0 if they begin no respins. */
  readonly coins: number;
  readonly payouts: Map<number, bigint>;
}

function countSpin(definition: SlotDefinition, room: CountingRoom): SpinLaw {
  const { bonus, holdAndRespin, rows, reels } = definition;
  const unit = creditsOf(definition);
  const { groups, lineSum, scatterSum, sampled } = groupsOf(definition, room);
  const mostBonuses = groups.reduce((most, group) => Math.max(most, group.bonuses), 0);
  const bonuses = bonusesTogether(definition, mostBonuses, room);
  const holds = holdAndRespin
    ? holdLaws(holdAndRespin, rows * reels.length, room)
    : new Map<number, Payouts>();
  const bonusScale = coursesOf(bonuses[0] ?? nothing);
  const holdScale = coursesOf([...holds.values()][0] ?? nothing);
  const none = repeat(nothing, holdScale);
  const windows = groups.reduce((sum, { payouts }) => sum + coursesOf(payouts), 0n);
  const total = windows * bonusScale * holdScale;
  const kept = new Map<number, Tallies>();
  let [bonusSum, holdSum] = [0n, 0n];
  for (const group of groups) {
    const won = bonuses[group.bonuses] ?? nothing;
    const held = holds.get(group.coins) ?? none;
    const ways = coursesOf(group.payouts);
    bonusSum += ways * momentOf(won, 1n) * holdScale;
    holdSum += ways * momentOf(held, 1n) * bonusScale;
    const into = kept.get(group.award) ?? new Tallies(room, total, sumsOfWins, lawCopies);
    kept.set(group.award, into);
    const paid = convolve(group.payouts, won, { room, counted: sumsOfWins });
    room.combine(paid.ways.size * held.size, sumsOfWins);
    addTogether(into, { left: paid.ways, right: held });
    paid.release();
  }
  const parts = new Map<SpinPart, bigint>([['lines', lineSum * bonusScale * holdScale]]);
  if (definition.scatterPays !== undefined) parts.set('scatter', scatterSum * bonusScale * holdScale);
  if (bonus !== undefined) parts.set('bonus', bonusSum);
  if (holdAndRespin !== undefined) parts.set('hold-and-respin', holdSum);
  const events = new Map<SpinPart, Fraction>();
  const share = (isOne: (group: Group) => boolean): Fraction =>
    fraction(
      groups.filter(isOne).reduce((sum, { payouts }) => sum + coursesOf(payouts), 0n),
      windows,
    );
  if (bonus !== undefined)
    events.set(
      'bonus',
      share((group) => group.bonuses > 0),
    );
  if (holdAndRespin !== undefined)
    events.set(
      'hold-and-respin',
      share((group) => group.coins > 0),
    );
  const byAward = new Map([...kept].map(([award, { ways }]) => [award, ways]));
  return { unit, total, byAward, parts, events, ...(sampled === undefined ? {} : { sampled }) };
}

function groupsOf(definition: SlotDefinition, room: CountingRoom) {
  const { scatterPays, awards } = modelOf(definition);
  const { bonus, holdAndRespin } = definition;
  const unit = creditsOf(definition);
  const groups = new Map<string, Group>();
  let [lineSum, scatterSum] = [0n, 0n];
  const { tallies, sampled } = spinWindows(definition, room);
  for (const [tally, ways] of tallies) {
    const scatters = scattersIn(tally);
    const bonuses = bonus === undefined ? 0 : wonBy(bonus, bonusesIn(tally));
    const coins = holdAndRespin === undefined || coinsIn(tally) < holdAndRespin.count ? 0 : coinsIn(tally);
    const award = awards[scatters] ?? 0;
    const scatter = (scatterPays[scatters] ?? 0) * unit;
    lineSum += ways * BigInt(payIn(tally));
    scatterSum += ways * BigInt(scatter);
    const key = `${award}:${bonuses}:${coins}`;
    const group = groups.get(key) ?? { award, bonuses, coins, payouts: new Map<number, bigint>() };
    groups.set(key, group);
    increase(group.payouts, payIn(tally) + scatter, ways);
  }
  return { groups: [...groups.values()], lineSum, scatterSum, sampled };
}

/** Bonuses that a window wins by the count of its tally: lines that won one, or symbols in view. */
function wonBy({ trigger, count }: BonusFeature, counted: number): number {
  return trigger === 'line' ? counted : counted >= count ? 1 : 0;
}

/** Number of bonuses, up to `most` -> what they pay together, each as a law of the same number of courses. */
function bonusesTogether(definition: SlotDefinition, most: number, room: CountingRoom): Payouts[] {
  const { bonus } = definition;
  if (bonus === undefined) return [nothing];
  const ways = bonusLaw(bonus, room);
  const total = coursesOf(ways);
  const one = bonus.trigger === 'line' ? ways : raise(ways, creditsOf(definition));
  const powers = [nothing];
  // Each takes its room as it will be over the courses of all.
  const within = { room, counted: sumsOfPrizes, most: total ** BigInt(most) };
  for (let won = 1; won <= most; won += 1)
    powers.push(convolve(powers[won - 1] ?? nothing, one, within).ways);
  return powers.map((payouts, won) => repeat(payouts, total ** BigInt(most - won)));
}
