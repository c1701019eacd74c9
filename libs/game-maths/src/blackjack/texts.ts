import { decisionMinutes } from '../decision-time.js';
import { oddsText, type TextWriter } from '../text-parts.js';
import type { BlackjackDefinition } from './definition.js';

const doubles: Readonly<Record<BlackjackDefinition['double']['on'], string>> = {
  'any-two': 'any two cards',
  '8-11': 'two cards of together 8, 9, 10 or 11',
  '9-11': 'two cards of together 9, 10 or 11',
  '10-11': 'two cards of together 10 or 11',
  '11': 'two cards of together 11',
};

export const blackjackWriter: TextWriter<BlackjackDefinition> = {
  stages: (definition) => [
    `Choose a stake and press deal. You get two cards and the dealer ${definition.dealerBlackjack === 'peek' ? 'two, of which you see one' : 'one'}, from a fresh shoe of ${definition.decks === 1 ? 'one deck' : `${definition.decks} decks`}. Pictures count ten, an ace eleven or one. Hit for another card or stand; a hand above 21 loses at once. Then the dealer draws to 17 and ${definition.dealerSoft17 === 'stands' ? 'stands on every 17' : 'hits a 17 with an ace that counts eleven'}. The hand nearer to 21 wins even money; equal hands give the stake back.`,
    blackjackText(definition),
  ],

  special: (definition) => [
    `You can double your stake on ${doubles[definition.double.on]}${definition.double.afterSplit ? ', also after a split' : ', but not after a split'}, for exactly one card more. ${splitText(definition)}`,
    ...insuranceText(definition),
    surrenderText(definition),
    'The return that is told below is that of the basic strategy, without insurance: what comes back of the stake with which a round begins, less what is staked in addition.',
  ],

  pays: ({ blackjackPays, insurance }) => [
    `A hand that wins pays 1 to 1, a blackjack ${oddsText(blackjackPays)}.`,
    ...(insurance === 'none' ? [] : [`Insurance pays ${oddsText(insurance)} if the dealer has blackjack.`]),
  ],

  stakes: () => [
    'Doubles, splits and insurance stake in addition; the most of a round holds for all of it together. An action that would pass it, or your balance, is not taken, and the round goes on as it was.',
  ],

  interruption: () => [
    `The cards stay as they lie, on whatever device you come back, for ${decisionMinutes} minutes after your last decision. Then no insurance is taken, every hand of yours stands, and the round is settled; your history shows it. While the cards wait you cannot begin another round or open another game.`,
  ],

  label: (_, bet) => (bet === 'deal' ? 'the deal' : bet),
};

function blackjackText({ dealerBlackjack }: BlackjackDefinition): string {
  const natural =
    'An ace with a card that counts ten is blackjack and beats every other 21; after a split it is 21.';
  const looks: Record<BlackjackDefinition['dealerBlackjack'], string> = {
    peek: 'A dealer with an ace or a ten looks for blackjack before you play; if there is one, the round ends and only your original stake is lost.',
    'takes-all': 'The dealer gets his second card last, and a blackjack takes doubles and splits too.',
    'takes-original':
      'The dealer gets his second card last; if it makes a blackjack, only your original stake is lost and what was added comes back.',
  };
  return `${natural} ${looks[dealerBlackjack]}`;
}

function splitText({ split }: BlackjackDefinition): string {
  if (split.hands === 1) return 'Nothing is split.';
  const aces = [
    split.acesAgain ? 'aces are split again like others' : 'aces are split once',
    split.hitAces ? 'and played on' : 'and get one card each',
  ];
  return `Two cards of one value can be split, up to ${split.hands} hands; ${aces.join(' ')}.`;
}

function insuranceText({ insurance }: BlackjackDefinition): string[] {
  return insurance === 'none'
    ? []
    : ['When the dealer shows an ace you can stake half as much again on a blackjack of his.'];
}

function surrenderText({ surrender }: BlackjackDefinition): string {
  if (surrender === 'none') return 'There is no surrender.';
  const when =
    surrender === 'late' ? 'once the dealer has no blackjack' : 'before the dealer looks for blackjack';
  return `You can give up two cards for half of the stake, ${when}.`;
}
