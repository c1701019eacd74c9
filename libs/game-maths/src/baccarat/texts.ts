import { oddsText, type TextWriter } from '../text-parts.js';
import { type BaccaratBetKind, baccaratBetKinds, type BaccaratDefinition } from './definition.js';

const conditions: Readonly<Record<BaccaratBetKind, string>> = {
  player: 'Player wins if the hand of the player is nearer to 9',
  banker: 'Banker wins if the hand of the banker is nearer to 9',
  tie: 'Tie wins if both hands have the same total',
  'player-pair': 'Player pair wins if the first two cards of the player have one rank',
  'banker-pair': 'Banker pair wins if the first two cards of the banker have one rank',
  'either-pair': 'Either pair wins if the first two cards of one hand, or of both, have one rank',
  'perfect-pair': 'Perfect pair wins if the first two cards of a hand are alike in rank and suit',
};

export const baccaratWriter: TextWriter<BaccaratDefinition> = {
  stages: ({ decks }) => [
    `Place your bets and press deal. Player and banker get two cards each from a fresh shoe of ${decks === 1 ? 'one deck' : `${decks} decks`}, and a third by the table below; the hand whose total is nearer to 9 wins. You decide nothing after the deal.`,
    'An ace counts one, cards from 2 to 9 their number, tens and pictures nothing; a total is the last digit of the sum.',
    'If either hand has 8 or 9 with two cards, nobody draws. Otherwise the player draws on 0 to 5. If the player stood, the banker draws on 0 to 5; if the player drew, the banker draws on 0 to 2, on 3 unless that card was an 8, on 4 if it was 2 to 7, on 5 if it was 4 to 7, and on 6 if it was 6 or 7.',
  ],

  special: () => ['On a tie, bets on player and banker come back.'],

  pays: ({ pays, bankerExceptions = [], bothPerfect }) => [
    ...baccaratBetKinds.flatMap((bet) => {
      const odds = pays[bet];
      return odds === undefined ? [] : `${conditions[bet]}, and pays ${oddsText(odds)}.`;
    }),
    ...bankerExceptions.map(
      ({ total, cards, pays: odds }) =>
        `A win of the banker with ${total}${cards === undefined ? '' : ` and ${cards} cards`} pays ${oddsText(odds)}.`,
    ),
    ...(bothPerfect === undefined
      ? []
      : [`If both hands are perfect pairs, a bet on perfect pair pays ${oddsText(bothPerfect)}.`]),
  ],

  stakes: () => ['Steps are chosen so that every payout is whole: nothing is ever rounded.'],

  interruption: () => [
    'The cards are dealt and the round settled in the moment in which your bets are taken. If you are cut off then, your balance and your history show the result when you return.',
  ],
};
