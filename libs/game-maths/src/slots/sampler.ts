import type { Sampler } from '../engine.js';
import type { RandomSource } from '../random.js';
import { drawPicks, drawPrize } from './bonus.js';
import type { HoldFeature, SlotDefinition } from './definition.js';
import { freeSpinOf } from './free-strips.js';
import { Grid } from './grid.js';
import { creditsOf, modelOf, reelWeights, sum } from './model.js';
import { isPlayedOut } from './spin-windows.js';
import { spinner } from './spinner.js';
import { drawStop } from './stops.js';
import { bonusesIn, coinsIn, payIn, scattersIn } from './tally.js';
import { spinningOf } from './tracks.js';

/** Draws something of a spin and gives its tally, or its units. */
type Draw = (random: RandomSource) => number;

/** Plays whole rounds; without features nothing is allocated per spin. */
export function slotSampler(definition: SlotDefinition): Sampler {
  const { scatterPays, awards } = modelOf(definition);
  const { freeSpins, bonus, holdAndRespin } = definition;
  const unit = creditsOf(definition);
  const spin = spinOf(definition);
  const free = freeSpinOf(definition);
  const freeSpin = free === definition ? spin : spinOf(free);
  const scatterUnits = Float64Array.from(scatterPays, (pay) => pay * unit);
  const bound = freeSpins?.maximumTotal ?? 0;
  const factor = freeSpins?.multiplier ?? 1;
  const hasMore = bonus !== undefined || holdAndRespin !== undefined;
  const paid = (tally: number, random: RandomSource): number => {
    const units = payIn(tally) + (scatterUnits[scattersIn(tally)] ?? 0);
    return hasMore ? units + featureUnits(definition, tally, random) : units;
  };
  if (freeSpins === undefined) return { unit, next: (random) => paid(spin(random), random) };
  return {
    unit,
    next(random) {
      const base = spin(random);
      let units = paid(base, random);
      let total = Math.min(awards[scattersIn(base)] ?? 0, bound);
      for (let played = 0; played < total; played += 1) {
        const tally = freeSpin(random);
        units += factor * paid(tally, random);
        if (freeSpins.retrigger) total = Math.min(total + (awards[scattersIn(tally)] ?? 0), bound);
      }
      return units;
    },
  };
}

function spinOf(definition: SlotDefinition): Draw {
  return isPlayedOut(definition) ? gridSpinner(definition) : spinner(spinningOf(definition));
}

/** Draws the bonuses and respins of a spin, in the order of play. */
function featureUnits(definition: SlotDefinition, tally: number, random: RandomSource): number {
  const { bonus, holdAndRespin, rows, reels } = definition;
  let units = 0;
  if (bonus !== undefined) {
    const counted = bonusesIn(tally);
    const won = bonus.trigger === 'line' ? counted : counted >= bonus.count ? 1 : 0;
    const scale = bonus.trigger === 'line' ? 1 : creditsOf(definition);
    for (let index = 0; index < won; index += 1) units += sum(drawPicks(bonus, random)) * scale;
  }
  const coins = coinsIn(tally);
  if (holdAndRespin !== undefined && coins >= holdAndRespin.count) {
    units += holdUnits(holdAndRespin, { coins, cells: rows * reels.length }, random);
  }
  return units;
}

function holdUnits(
  { values, blankWeight, respins, full }: HoldFeature,
  { coins, cells }: { coins: number; cells: number },
  random: RandomSource,
): number {
  const orBlank = [{ multiple: 0, weight: blankWeight }, ...values];
  let units = 0;
  for (let coin = 0; coin < coins; coin += 1) units += drawPrize(values, random);
  let free = cells - coins;
  for (let left = respins; left > 0 && free > 0; left -= 1) {
    let locked = 0;
    for (let cell = 0; cell < free; cell += 1) {
      const value = drawPrize(orBlank, random);
      units += value;
      if (value > 0) locked += 1;
    }
    free -= locked;
    if (locked > 0) left = respins + 1;
  }
  return free === 0 ? units + full : units;
}

function gridSpinner(definition: SlotDefinition): Draw {
  const grid = new Grid(definition);
  const draws = definition.reels.map((_, reel) => drawStop(reelWeights(definition, reel)));
  const stops = new Int32Array(draws.length);
  return (random) => {
    for (let reel = 0; reel < draws.length; reel += 1) stops[reel] = draws[reel]?.(random) ?? 0;
    return grid.tallyAt(stops);
  };
}
