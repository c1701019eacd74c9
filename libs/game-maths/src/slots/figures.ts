import type { ToldFigure } from '../engine.js';
import { type Fraction, fraction } from '../fraction.js';
import { ninetyNinePercent, sampledChance } from '../told-figures.js';
import type { Prize, SlotDefinition } from './definition.js';
import { hitRateOfSpin, returnByLaw } from './exact.js';
import { sum } from './model.js';
import { roundFigures } from './round.js';
import { sampledError } from './sampled-error.js';
import { awardChances, spinLawOf } from './spin-law.js';

/** Odds longer than one in so many are told as less than that. */
export const longestOdds = 10n ** 12n;

/** What the rules of slots tell in percent beside the figures of the sheet: of one spin, of its parts, of what it begins. */
export function slotFigures(definition: SlotDefinition): ToldFigure[] {
  const law = spinLawOf(definition);
  const { split } = returnByLaw(definition, law);
  const { lines, scatter, freeSpins, bonus = fraction(0n), hold = fraction(0n) } = split;
  const [shares, parts] = [
    [law, ...(law.free ? [law.free] : [])].flatMap((spin) => [
      ...[hitRateOfSpin(spin), ...awardChances(spin), ...spin.events.values()],
    ]),
    [lines, scatter, freeSpins, bonus, hold],
  ];
  const { sampled } = law;
  if (sampled === undefined) return [...shares, ...parts].map((value) => ({ value }));
  const error = sampledError(definition, law);
  return [
    ...shares.map((value) => sampledChance(value, sampled)),
    ...parts.map((value) => ({ value, error })),
  ];
}

/** What texts may tell as a multiple: of the stake, and of a line bet or credit; as the numbers are written. */
export function multiplesOf(definition: SlotDefinition): {
  readonly stakes: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
} {
  const { pays, scatterPays, bonus, holdAndRespin } = definition;
  const { unit, sampled } = spinLawOf(definition);
  const perPrize = bonus?.trigger === 'line' ? 1 : unit;
  const units = [
    ...Object.values(scatterPays ?? {}).map((multiple) => multiple * unit),
    ...(bonus?.prizes ?? []).map(({ multiple }) => multiple * perPrize),
    ...(holdAndRespin ? [...holdAndRespin.values.map(({ multiple }) => multiple), holdAndRespin.full] : []),
    ...Object.values(pays).flatMap((table) => Object.values(table)),
    // The most of a sample is no bound, and told by nobody.
    ...(sampled === undefined ? [mostOf(definition)] : []),
  ];
  return {
    stakes: new Set(units.map((multiple) => String(multiple / unit))),
    units: new Set(units.map(String)),
  };
}

/** The most that a round can pay, in line bets or credits. */
function mostOf(definition: SlotDefinition): number {
  const law = spinLawOf(definition);
  const { numerator, denominator } = roundFigures(law, definition.freeSpins).maximum.multiple;
  return Number((numerator * BigInt(law.unit)) / denominator);
}

/** Whether something in the game has a chance of `hits` in `of`: a prize exactly, what spins do as one in so many. */
export function isChanceTold(definition: SlotDefinition, hits: bigint, of: bigint): boolean {
  if (drawnChances(definition).some(({ numerator, denominator }) => numerator * of === denominator * hits))
    return true;
  if (hits !== 1n) return false;
  const figures = slotFigures(definition);
  if (spinLawOf(definition).sampled === undefined) {
    const { probability } = roundFigures(spinLawOf(definition), definition.freeSpins).maximum;
    if (of === longestOdds && probability.denominator > of * probability.numerator) return true;
    figures.push({ value: probability });
  }
  return figures.some(({ value: { numerator, denominator }, error }) => {
    if (error === undefined || numerator === 0n) {
      const apart = denominator - of * numerator;
      return (apart < 0n ? -apart : apart) < numerator;
    }
    const chance = Number(numerator) / Number(denominator);
    return Math.abs(chance - 1 / Number(of)) <= ninetyNinePercent * error;
  });
}

/** Chances that are drawn by weights, and that of the jackpot. */
function drawnChances({ bonus, holdAndRespin, jackpot }: SlotDefinition): Fraction[] {
  const chances = (prizes: readonly Prize[]): Fraction[] => {
    const all = BigInt(sum(prizes.map(({ weight }) => weight)));
    return prizes.map(({ weight }) => fraction(BigInt(weight), all));
  };
  const { values = [], blankWeight = 0 } = holdAndRespin ?? {};
  const free = { multiple: 0, weight: blankWeight };
  const locks = { multiple: 1, weight: sum(values.map(({ weight }) => weight)) };
  return [
    ...chances(bonus?.prizes ?? []),
    ...(holdAndRespin ? [...chances(values), ...chances([free, locks])] : []),
    ...(jackpot?.trigger.kind === 'odds' ? [fraction(1n, BigInt(jackpot.trigger.oneIn))] : []),
  ];
}
