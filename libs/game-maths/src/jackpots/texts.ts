import type { RulesSection } from '../engine.js';
import { moneyText, percent } from '../text-parts.js';
import type { JackpotDefinition } from './definition.js';
import { jackpotReturn } from './returns.js';

/** Where the rules of a game with a jackpot tell of it. */
export const jackpotSectionId = 'jackpot';

/**
 * What players are told of a jackpot before they stake, all of it from the definition. A game with a jackpot is not certified
 * with any other text.
 */
export function jackpotSection(jackpot: JackpotDefinition): RulesSection {
  const { name, currency, seed, trigger } = jackpot;
  const money = (amount: number): string => moneyText(amount, currency);
  const { contribution, seed: ofSeed, total } = jackpotReturn(jackpot);
  return {
    id: jackpotSectionId,
    title: `${name}, a progressive jackpot`,
    paragraphs: [
      `Every round that you pay for is played for ${name}, too, at no other price. The jackpot is begun by us with ${money(seed)}. ${percent(contribution)} of every stake goes into it, to the last fraction of a penny and out of our share, not out of what you are paid. Several games may play for the same jackpot.`,
      trigger.kind === 'odds'
        ? `Whether you win it is drawn at the end of each round, whatever the round itself pays: the chance is 1 in ${trigger.oneIn.toLocaleString('en-GB')} for every penny staked, so twice the stake has twice the chance. It can fall at any time, or not for a long time; there is no highest amount.`
        : `It falls at an amount that nobody knows, between ${money(seed + 1)} and ${money(trigger.by)}, all equally likely: it is drawn in secret whenever the jackpot is begun, its fingerprint is shown at once, and itself when the jackpot has fallen. Whose stake takes the jackpot to that amount wins exactly that amount; what is above it is in the next one. It is never paid above ${money(trigger.by)}.`,
      'Whoever wins has it at once in cash, beside what the round pays. If two win at the same moment, the round that is recorded first has the jackpot, and the other one the next, which begins with our share and all that was left. The amount on the screen is at most a few seconds old; what counts is what is recorded with the round.',
      'Free rounds and rounds played for fun put nothing in and cannot win it. If a round is void, its stake goes back to you and what it had put in stays; a jackpot that was paid by such a round is corrected and is in the pot again.',
      'We may change the amounts with which the jackpot is begun and fed only in a new version of its games, and never take out what is in it. If its games are withdrawn, all of it goes to another jackpot.',
      `Beside what the game itself returns, the jackpot returns ${percent(total)} of all stakes on average over a very long time: ${percent(contribution)} that players put in and ${percent(ofSeed)} that we put in.`,
    ],
  };
}
