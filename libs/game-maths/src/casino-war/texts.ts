import { decisionMinutes } from '../decision-time.js';
import { oddsText, type TextWriter } from '../text-parts.js';
import type { CasinoWarDefinition } from './definition.js';
import { isWarBetter } from './exact.js';

export const casinoWarWriter: TextWriter<CasinoWarDefinition> = {
  stages: ({ decks }) => [
    `Place your bets and press deal: you and the dealer get one card each from a fresh shoe of ${decks === 1 ? 'one deck' : `${decks} decks`}. The higher rank wins even money; the ace is highest, and suits do not count.`,
  ],

  special: (definition) => [
    `If the cards tie, ${choiceText(definition)} In a war ${asideText(definition)}. If your card is at least as high as the dealer's, the raise wins even money and the bet comes back; if it is lower, both are lost.`,
    `The return of the war bet that is told below is that of ${isWarBetter(definition) ? 'a raise' : 'a surrender'} with every tie: what comes back of the bet, less what is staked in addition. The other decision returns less.`,
  ],

  pays: ({ secondTieBonus, tiePays }) => [
    'The war bet wins 1 to 1 with the higher of the first cards, and the raise 1 to 1 in a war.',
    ...(secondTieBonus === '0:1'
      ? []
      : [`If the cards of the war tie too, the war bet wins ${oddsText(secondTieBonus)}.`]),
    ...(tiePays === undefined
      ? []
      : [`The tie bet wins ${oddsText(tiePays)} if the first cards tie, whatever follows.`]),
  ],

  stakes: () => [
    'The raise is as much as the war bet. The most of a round holds for the bets and the raise together, so that bets are taken only if the raise still fits. A raise that would pass your balance, or a limit of your own, is not taken, and the round goes on as it was.',
  ],

  interruption: ({ surrender }) => [
    `The cards stay as they lie, on whatever device you come back, for ${decisionMinutes} minutes. Then ${surrender ? 'the tie is given up for half of the bet' : 'the war is fought without a raise'}, since a raise would stake more, and your history shows it. While the cards wait you cannot begin another round or open another game.`,
  ],

  label: (_, bet) => `the ${bet} bet`,
};

function choiceText({ surrender }: CasinoWarDefinition): string {
  return surrender
    ? 'surrender and get half of your bet back, or go to war with a raise of as much as the bet.'
    : 'go to war with a raise of as much as the bet, or without one: then the bet comes back with a card at least as high, and is lost with a lower one.';
}

function asideText({ burn }: CasinoWarDefinition): string {
  if (burn === 0) return 'each side gets one card more';
  const aside = burn === 1 ? 'a card is' : `${burn} cards are`;
  return `each side gets one card more, and ${aside} laid aside unseen before each`;
}
