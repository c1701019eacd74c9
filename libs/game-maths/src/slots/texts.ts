import { type Currency, currencies } from '@croupier/kernel';
import { jackpotSection } from '../jackpots/texts.js';
import { listOf, type TextWriter } from '../text-parts.js';
import type { SlotDefinition } from './definition.js';
import { specialTexts, specialTitle } from './feature-texts.js';
import { payTexts } from './pay-texts.js';
import { returnTexts } from './return-texts.js';
import { countText, featuresOf, stakeText } from './text-words.js';

/** What players read of a slot before they stake, all of it from the definition. */
export const slotWriter: TextWriter<SlotDefinition> = {
  titles: (definition) => ({ 'special-states': specialTitle(definition), pays: 'What symbols pay' }),

  stages: (definition) => [startOf(definition), ...winsOf(definition)],

  special: specialTexts,

  pays: payTexts,

  limits: ({ stakes }) => [
    ...currencies.flatMap((currency) => stakesOf(stakes[currency], currency)),
    stakes.GBP === undefined
      ? 'A lower limit can apply to you, and your own limits always hold.'
      : 'A lower limit can apply to you: by law players under 25 can stake up to £2 in one round and all others up to £5, and your own limits always hold.',
    'A round starts at least 2.5 seconds after the one before it, and only when you press. There is no automatic play and no way to speed up a spin.',
    'What a round can pay is bounded by these rules alone; there is no other cap.',
    'A payout at or below the stake is shown as an amount, without any celebration.',
  ],

  returns: (definition, [sheet]) => (sheet === undefined ? [] : returnTexts(definition, sheet)),

  more: ({ jackpot }) => (jackpot ? [jackpotSection(jackpot)] : []),

  interruption: (definition) => {
    const features = featuresOf(definition);
    const whole =
      features.length === 0 ? 'The whole round' : `The whole round, ${listOf(features)} included,`;
    return [
      `${whole} is decided and settled the moment your spin is accepted; what follows on the screen shows what is already settled. If your connection or device fails after that, nothing is lost: the round is in your history and its payout in your balance.`,
      'If the spin was not accepted, no round was played and no stake was taken. Pressing again after a failed connection never plays or charges the same round twice.',
    ];
  },
};

function startOf(definition: SlotDefinition): string {
  const { reels, rows } = definition;
  const stop = reels.length === 1 ? 'one reel stops' : `${countText(reels.length)} reels stop`;
  const seen = rows === 1 ? 'one symbol of each stays' : `${countText(rows)} symbols of each stay`;
  const features = featuresOf(definition);
  const round =
    features.length === 0
      ? 'That is one round.'
      : `That is one round; the ${listOf(features)} that it brings belong to it.`;
  return `Choose a stake and press to spin: ${stop}, and ${seen} in view. ${round}`;
}

/** What is paid for, and how the stake is shared. */
function winsOf({ lines, bothWays, ways, clusters, reels, rows }: SlotDefinition): string[] {
  if (ways !== undefined) {
    const most = (BigInt(rows) ** BigInt(reels.length)).toLocaleString('en-GB');
    return [
      `There are no lines. A symbol pays for a run of neighbouring reels that show it, counted from the leftmost reel, wherever it stands on them: in up to ${most} ways. How many times it stands on each of these reels, multiplied with each other, are its ways. Runs that begin on another reel pay nothing.`,
      `${creditText(ways.credits)} Each symbol pays its longest run in all its ways, and what different symbols pay is added.`,
    ];
  }
  if (clusters !== undefined)
    return [
      `There are no lines. Symbols of a kind that touch side by side or one above the other are a cluster, wherever they stand, and pay by how many they are; corners do not touch. All clusters are added.`,
      creditText(clusters.credits),
    ];
  const shared =
    lines.length === 1
      ? 'There is one line, and the line bet is the stake.'
      : `All ${lines.length} lines are played in every round. The stake is shared equally between them, so the line bet is the stake divided by ${lines.length}.`;
  const added = lines.length === 1 ? '' : '; wins on different lines are added';
  if (bothWays)
    return [
      shared,
      `A line pays for a run of the same symbol on neighbouring reels, counted from the leftmost reel to the right, and for one that is counted from the rightmost reel to the left; runs that begin on another reel pay nothing. Each line pays its highest win from either side, and one that is a single run from end to end pays its highest win once${added}.`,
    ];
  return [
    shared,
    `A line pays for a run of the same symbol on neighbouring reels, counted from the leftmost reel; runs that begin on another reel pay nothing. Each line pays its highest win only${added}.`,
  ];
}

function creditText(credits: number): string {
  return credits === 1
    ? 'Pays are multiples of a credit, which is the stake.'
    : `Pays are multiples of a credit, which is the stake divided by ${credits}.`;
}

function stakesOf(stakes: readonly number[] | undefined, currency: Currency): string[] {
  const [only] = stakes ?? [];
  if (stakes === undefined || only === undefined) return [];
  return [`Stakes are ${listOf(stakes.map((stake) => stakeText(stake, currency)))} for one round.`];
}
