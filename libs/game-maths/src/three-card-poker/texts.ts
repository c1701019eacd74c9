import { rankNames, rankOf } from '../cards/cards.js';
import { decisionMinutes } from '../decision-time.js';
import { capital, listOf, rankWords, spaced, type TextWriter } from '../text-parts.js';
import {
  type ThreeCardDefinition,
  type ThreeCardHand,
  threeCardHands,
  type ThreeCardPays,
} from './definition.js';
import { analyseAnte } from './exact.js';

const handWords: Readonly<Record<ThreeCardHand, string>> = {
  'straight-flush': 'a straight flush',
  'three-of-a-kind': 'three of a kind',
  straight: 'a straight',
  flush: 'a flush',
  pair: 'a pair',
};

export const threeCardWriter: TextWriter<ThreeCardDefinition> = {
  stages: ({ pairPlus }) => [
    `Bet ${pairPlus ? 'the ante, pair plus or both' : 'the ante'}, and press deal: you get three cards from one fresh deck. With an ante you then raise by as much again, or fold and lose it. After a raise the dealer gets three cards from the rest of the deck.`,
    `Hands rank, from the best: ${listOf(threeCardHands.map(spaced))}, then the highest cards. An ace is high, or low in ace, two, three.`,
  ],

  special: (definition) => [
    dealerText(definition),
    'Of ante and raise, the better hand wins even money on both; equal hands give both back.',
    `The return of the ante that is told below is that of the better of raise and fold with every hand, and the weakest that is worth a raise is ${listOf(weakest(definition))}: what comes back of the ante, less what is staked in addition. Other decisions return less.`,
  ],

  pays: ({ anteBonus, pairPlus }) => [
    'Ante and raise win 1 to 1.',
    ...payText('After a raise the ante wins in addition, whatever the dealer has,', anteBonus),
    ...payText('Pair plus wins, whatever the dealer has and whatever you decide,', pairPlus),
  ],

  stakes: () => [
    'The raise is as much as the ante. The most of a round holds for the bets and the raise together, so that bets are taken only if the raise still fits. A raise that would pass your balance, or a limit of your own, is not taken, and the round goes on as it was.',
  ],

  interruption: ({ pairPlus }) => [
    `Your cards stay as they lie, on whatever device you come back, for ${decisionMinutes} minutes. Then your hand is folded, whatever it is, since a raise would stake more: the ante is lost${pairPlus ? ', pair plus is paid' : ''}, and your history shows it. While the cards wait you cannot begin another round or open another game.`,
  ],

  terms: () => threeCardHands.map(spaced),

  label: (_, bet) => (bet === 'ante' ? 'the ante' : spaced(bet)),
};

/** The lowest hand without a pair, or a sequence, has a five. */
const lowestHigh = rankNames.indexOf('5');

function dealerText({ dealerQualifies }: ThreeCardDefinition): string {
  if (rankNames.indexOf(dealerQualifies) <= lowestHigh) return 'The dealer plays with every hand.';
  return `The dealer plays with ${rankWords[dealerQualifies] ?? ''} high or better. If he does not, the ante wins even money and the raise comes back.`;
}

/** The ranks of the weakest hand that is raised, from the highest. */
function weakest(definition: ThreeCardDefinition): string[] {
  const ranks = analyseAnte(definition)
    .weakest.map(rankOf)
    .sort((left, right) => right - left);
  return ranks.map((rank) => rankWords[rankNames[rank] ?? ''] ?? '');
}

function payText(begin: string, pays: ThreeCardPays = {}): string[] {
  const words = threeCardHands.flatMap((hand) =>
    pays[hand] ? [`${pays[hand]} to 1 for ${handWords[hand]}`] : [],
  );
  return words.length === 0 ? [] : [`${capital(begin)} ${listOf(words)}.`];
}
