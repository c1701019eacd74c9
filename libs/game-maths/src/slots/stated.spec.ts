import { describe, expect, it } from '@jest/globals';
import { definitionJson } from '../../test/definitions.js';
import { smallGame } from '../../test/small-game.js';
import { slotCertificationFaults } from './certification.js';
import type { SlotDefinition } from './definition.js';
import { parseSlotDefinition } from './parse.js';
import { statedFaults } from './stated.js';

/** Faults of a text that a game tells, as players would read it. */
function faultsOf(game: SlotDefinition, text: string): string[] {
  const rules = [{ id: 'stages', title: 'A round', paragraphs: [text] }];
  return statedFaults({ ...game, rules }).map(({ message }) => message);
}

const games = Object.fromEntries(
  [
    ...['lamplight-ledger', 'russet-orchard', 'tideway-beacons'],
    ...['marram-picks', 'ebb-cascade', 'samphire-clusters'],
  ].map((id) => [id, parseSlotDefinition(definitionJson(id))]),
);
const gameOf = (id: string): SlotDefinition => games[id] ?? smallGame();

describe('what a text says that a number of symbols pays', () => {
  it.each([
    [
      '3 Aces pay 900 times the line bet.',
      'tells players that 3 Ace pay 900 times the line bet, and pays.ace gives 5 times the line bet; make them agree',
    ],
    ['Three aces on one line pay 4 times the line bet.', 'pays.ace gives 5'],
    ['3 Aces pay 4x the line bet.', 'pays.ace gives 5'],
    ['3 Aces pay 5 times the stake.', 'pays.ace gives 5'],
    ['3 Aces pay 5 times the total stake.', 'pays.ace gives 5'],
    ['3 Aces pay 900 credits.', 'pays.ace gives 5'],
    ['3 Aces are worth 1,000 times a credit.', 'pays.ace gives 5'],
    ['Aces pay 5 times the line bet for 3, 2 times for 2.', 'that 2 times for 2, and pays.ace gives 1'],
    ['Aces: 2 pay 1 times, 3 pay 6 times the line bet.', 'that 3 pay 6 times the line bet, and pays.ace'],
    ['3 Aces or Jacks pay 5 times the line bet.', 'pays.jack gives 4'],
    ['2 Jacks pay 4 times the line bet.', 'pays.jack gives 0'],
    ['3 Bells pay 3 times the line bet.', 'scatterPays gives 3'],
    ['2 Bells pay 3 times the stake.', 'scatterPays gives 1'],
    ['3 of a kind pay 7 times the line bet.', 'pays has nothing of the kind'],
  ])('is found: %s', (text, fault) => {
    expect(faultsOf(smallGame(), text)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    '3 Aces pay 5 times the line bet, 3 Jacks 4 and 2 Aces pay 1 times.',
    'Three aces on one line pay 5 times the line bet.',
    '3 Aces pay 5 line bets, which is 2.5 times the stake; 3 Aces pay 2.5 times the stake.',
    'Aces pay 5 times the line bet for 3 and 1 times for 2.',
    'Aces: 2 pay 1 times, 3 pay 5 times the line bet.',
    '3 Bells pay 3 times the stake, which is 6 times the line bet: 3 Bells pay 6 times the line bet.',
    '3 of a kind pay 5 times the line bet.',
    '3 Wilds in one win pay 8 times as much as one.',
    'Each one pays what it is worth. The 3 rows and 2 lines pay as drawn.',
  ])('is not found in what is so: %s', (text) => {
    expect(faultsOf(smallGame(), text)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['lamplight-ledger', '3 Bells pay 2 times the stake, 4 pay 10 times and 5 pay 50 times.', ''],
    ['lamplight-ledger', '3 Bells pay 2 times the stake, 4 pay 11 times.', 'scatterPays gives 10'],
    ['lamplight-ledger', '5 Pocket Watches pay 300 times the line bet.', ''],
    ['lamplight-ledger', '5 Pocket Watches pay 400 times the line bet.', 'pays.pocket-watch gives 300'],
    ['samphire-clusters', '6 Crabs or Whelks pay 4 times a credit, which is a fifth of the stake.', ''],
    ['samphire-clusters', '8 Crabs or Shrimps pay 15 times a credit.', 'pays.shrimp gives 2'],
    ['russet-orchard', 'Oak Leaves pay 5 times the line bet for 3, Ash Leaves 6.', ''],
    ['russet-orchard', 'Oak Leaves pay 6 times the line bet for 3.', 'pays.oak-leaf gives 5'],
    ['russet-orchard', '6 Copper Apples pay 10 times the stake.', ''],
  ])('is read of %s: %s', (id, text, fault) => {
    expect(faultsOf(gameOf(id), text)).toEqual(fault === '' ? [] : [expect.stringContaining(fault)]);
  });

  it('has to be paid at all, whatever it is told of', () => {
    const rules = [{ id: 'stages', title: 'A round', paragraphs: ['Win up to 900 times the line bet.'] }];
    const told = slotCertificationFaults({ ...smallGame(), rules });
    expect(told.map(({ message }) => message)).toContain(
      'tells players 900 times the line bet, which is no figure of this game; write what the maths gives',
    );
  });
});

describe('what a text says of features', () => {
  it.each([
    ['marram-picks', 'There are six picks.', 'of six picks, and bonus.picks is 5'],
    ['marram-picks', 'Two or more Baskets win them.', 'of Two or more Basket, of which the game counts 3'],
    ['marram-picks', 'A pick draws nothing with a chance of 8 in 24.', 'of a chance of 8 in 24, and nothing'],
    ['lamplight-ledger', 'There are five picks.', 'of five picks, and the game has none'],
    ['lamplight-ledger', '3 award 8 and four award ten.', 'four award ten, and freeSpins.awards gives 12'],
    ['lamplight-ledger', '2 or more Midnight Bells begin it.', 'of 2 or more Midnight Bell, of which'],
    ['lamplight-ledger', 'Every win is multiplied by 3.', 'of a multiplication by 3, and neither'],
    ['lamplight-ledger', 'The chance of free spins is 1 in 100.', 'of a chance of 1 in 100'],
    [
      'tideway-beacons',
      'It pays in up to 1,024 ways.',
      'of 1,024 ways, and rows to the power of reels is 243',
    ],
    ['tideway-beacons', 'The chance is 1 in 12,500 for every penny.', 'of a chance of 1 in 12,500'],
    ['russet-orchard', 'There are 4 respins.', 'of 4 respins, and holdAndRespin.respins is 3'],
    ['russet-orchard', 'Every apple sets them back to four.', 'of four respins'],
    ['ebb-cascade', 'A spin has at most 9 windows.', 'of 9 windows, and cascades.maximum is 8'],
    [
      'ebb-cascade',
      'The wins of the third window are multiplied by 2.',
      '"third window are multiplied by 2", and cascades.ladder gives 3 for window 3',
    ],
    [
      'ebb-cascade',
      'The wins of the third window and all that follow are multiplied by 3.',
      'cascades.ladder gives 5 for window 4',
    ],
  ])('is found, of %s: %s', (id, text, fault) => {
    expect(faultsOf(gameOf(id), text)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    [
      'marram-picks',
      'There are up to 5 picks; the first two picks are as good as the last. Three or more Baskets.',
    ],
    ['marram-picks', 'A pick draws nothing with a chance of 9 in 25, which is a chance of 18 in 50.'],
    [
      'lamplight-ledger',
      '3 award 8 and four award twelve. 3 or more Midnight Bells. Wins are multiplied by 2.',
    ],
    ['lamplight-ledger', 'The chance of free spins is about 1 in 117.'],
    ['tideway-beacons', 'It pays in up to 243 ways. Two lanterns multiply a way by 4.'],
    ['russet-orchard', 'There are three respins; each apple sets them back to 3.'],
    ['ebb-cascade', 'Those of the second by 2, of the fourth and all that follow by 5; 8 windows at most.'],
  ])('is not found in what is so, of %s: %s', (id, text) => {
    expect(faultsOf(gameOf(id), text)).toEqual([]);
  });
});

describe('what a text says of stakes', () => {
  const game = smallGame({ stakes: { GBP: [2, 10, 20], EUR: [20, 200] } });

  it('is held against those of its currency', () => {
    expect(faultsOf(game, 'Stakes are 0.20 EUR and 2.00 EUR. Stakes are 2p, 10p and £0.20.')).toEqual([]);
    expect(faultsOf(game, 'Stakes are 0.20 EUR and 3.00 EUR for one round.')).toEqual([
      'tells players other stakes than stakes.EUR has: 0.20 EUR, 2.00 EUR; make them agree',
    ]);
    expect(faultsOf(game, 'Stakes are 5 USD for one round.')).toEqual([
      'tells players other stakes than stakes.USD has: none; make them agree',
    ]);
  });
});
