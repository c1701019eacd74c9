import type { BetSheet } from '../engine.js';
import { fraction } from '../fraction.js';
import { listOf } from '../text-parts.js';
import { ninetyNinePercent } from '../told-figures.js';
import type { SlotDefinition } from './definition.js';
import { returnByLaw } from './exact.js';
import { longestOdds } from './figures.js';
import { spinsOf } from './free-strips.js';
import { creditsOf } from './model.js';
import { type SpinLaw, spinLawOf } from './spin-law.js';
import { featuresOf, nameOf, shareText, unitsText } from './text-words.js';

/** The return, its parts, how often a spin pays and the most that a round can pay. */
export function returnTexts(definition: SlotDefinition, sheet: BetSheet): string[] {
  const law = spinLawOf(definition);
  return [
    `The theoretical return to player is ${shareText(sheet.rtp, { sampled: sheet.sample?.rounds })}, ${basisOf(definition, sheet)}. It is an average over very many rounds; a single session can return far more or far less.`,
    `${partsOf(definition, law)}${shareText(returnByLaw(definition, law).hitRate, law)} of paid spins pay something${canPayLess(law) ? ', which can be less than the stake' : ''}.`,
    ...maximumOf(definition, sheet),
    `There is nothing to decide after the spin, so no way of playing changes the return. ${drawsOf(definition)}, whatever happened before and whatever the stake.`,
  ];
}

function basisOf(definition: SlotDefinition, { sample }: BetSheet): string {
  if (sample) {
    const within = Math.ceil(1e5 * ninetyNinePercent * sample.standardError);
    return `estimated from ${sample.rounds.toLocaleString('en-GB')} rounds played at random, because there are too many combinations to count; of 100 such estimates 99 are within ${within} thousandths of a percentage point of the truth`;
  }
  const courses = featuresOf(definition).map((feature) => `every course of the ${feature}`);
  const over = listOf(['every combination of reel stops', ...courses]);
  return `computed exactly from this definition: over ${over}, not from a sample and without rounding before the last digit shown`;
}

/** Where the return comes from, if from more than one thing. */
function partsOf(definition: SlotDefinition, law: SpinLaw): string {
  const { split } = returnByLaw(definition, law);
  const { lines, scatter, bonus = none, hold = none, freeSpins } = split;
  const wins = definition.ways ? 'ways' : definition.clusters ? 'clusters' : 'lines';
  const parts = [
    { name: wins, rtp: lines },
    { name: nameOf(definition, 'scatter'), rtp: scatter },
    { name: 'picks', rtp: bonus },
    { name: 'respins', rtp: hold },
    { name: 'free spins', rtp: freeSpins },
  ].filter(({ rtp }) => rtp.numerator > 0n);
  if (parts.length < 2) return '';
  const list = listOf(
    parts.map(({ name, rtp }, index) => `${shareText(rtp, law)} ${index === 0 ? 'comes ' : ''}from ${name}`),
  );
  const free = definition.freeSpins ? ', all that is paid in them' : '';
  return `Of this, ${list}${free}. `;
}

const none = fraction(0n);

/** Whether a spin can pay something, but less than the stake. */
function canPayLess({ byAward, unit }: SpinLaw): boolean {
  return [...byAward.values()].some((payouts) =>
    [...payouts.keys()].some((payout) => payout > 0 && payout < unit),
  );
}

/** The most that comes back; that of a sample is no bound, and not told. */
function maximumOf(definition: SlotDefinition, { maximum, sample }: BetSheet): string[] {
  if (sample) return [];
  const { numerator, denominator } = maximum.multiple;
  const units = Number((numerator * BigInt(creditsOf(definition))) / denominator);
  const { probability } = maximum;
  const oneIn = (probability.denominator + probability.numerator / 2n) / probability.numerator;
  const odds =
    oneIn > longestOdds
      ? `less than 1 in ${longestOdds.toLocaleString('en-GB')}`
      : `about 1 in ${oneIn.toLocaleString('en-GB')}`;
  return [`The most that a round can pay is ${unitsText(definition, units)}, with a chance of ${odds}.`];
}

function drawsOf(definition: SlotDefinition): string {
  const { holdAndRespin } = definition;
  const stops = spinsOf(definition).every(({ stopWeights }) => stopWeights === undefined)
    ? 'Every stop of a reel is equally likely in every spin'
    : 'Some stops of a reel are likelier than others, and each is as likely in every spin';
  return holdAndRespin ? `${stops}, and every place is drawn by the same chances in every respin` : stops;
}
