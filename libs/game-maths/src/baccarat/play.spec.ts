import { describe, expect, it } from '@jest/globals';
import { changed, definitionJson } from '../../test/definitions.js';
import { stacked } from '../../test/stacked-shoe.js';
import { RecordingRandom, ReplayError } from '../random.js';
import { StreamRandom } from '../stream-random.js';
import { type BaccaratBet, checkBaccaratBets } from './bets.js';
import { type BaccaratBetKind, parseBaccaratDefinition } from './definition.js';
import { playBaccarat, replayBaccarat } from './play.js';

const json = definitionJson<{ pays: Record<string, string>; bankerExceptions?: object[] }>('heron-baccarat');
const heron = parseBaccaratDefinition(json);
const half = parseBaccaratDefinition(
  changed(json, (copy) => {
    copy.pays['banker'] = '1:1';
    copy.bankerExceptions = [{ total: 6, cards: 2, pays: '1:2' }];
  }),
);
const bet = (kind: BaccaratBetKind, amount = 20): BaccaratBet => ({ kind, numbers: [], amount });

describe('a round of baccarat', () => {
  it.each([
    ['a natural ends the deal', '9c 2c Tc 3c', 2, 2, 'player'],
    ['a natural of the banker too', '2c 8c 3c Kc', 2, 2, 'banker'],
    ['both stand on six and seven', '6c 7c Tc Kc', 2, 2, 'banker'],
    ['the player draws on five', '5c 7c Tc Kc 4c', 3, 2, 'player'],
    ['the banker draws on five when the player stood', '6c 5c Tc Kc 3c', 2, 3, 'banker'],
    ['the banker stands on six when the player stood', '7c 6c Tc Kc', 2, 2, 'player'],
    ['the banker with three draws to a nine', '2c 3c Kc Qc 9c 4c', 3, 3, 'banker'],
    ['the banker with three stands to an eight', '2c 3c Kc Qc 8c', 3, 2, 'banker'],
    ['the banker with four stands to an ace', '2c 4c Kc Qc Ac', 3, 2, 'banker'],
    ['the banker with four draws to a two', '2c 4c Kc Qc 2d 9c', 3, 3, 'player'],
    ['the banker with five stands to a three', '2c 5c Kc Qc 3c', 3, 2, 'tie'],
    ['the banker with five draws to a four', '2c 5c Kc Qc 4c 2d', 3, 3, 'banker'],
    ['the banker with six stands to a five', '2c 6c Kc Qc 5c', 3, 2, 'player'],
    ['the banker with six draws to a seven', '2c 6c Kc Qc 7c 4d', 3, 3, 'player'],
    ['the banker with two draws whatever came', 'Jc 2c Kc Qc 8c 6d', 3, 3, 'tie'],
  ])('%s', (_, cards, player, banker, winner) => {
    const outcome = playBaccarat(heron, [bet('player')], stacked(cards));
    expect([outcome.player.length, outcome.banker.length, outcome.winner]).toEqual([player, banker, winner]);
  });

  it.each<[BaccaratBetKind, string, number]>([
    ['player', '9c 2c Tc 3c', 40],
    ['banker', '9c 2c Tc 3c', 0],
    ['tie', '9c 2c Tc 3c', 0],
    ['banker', '2c 8c 3c Kc', 39],
    ['player', '2c 8c 3c Kc', 0],
    ['player', '8c 8d Tc Kc', 20],
    ['banker', '8c 8d Tc Kc', 20],
    ['tie', '8c 8d Tc Kc', 180],
    ['player-pair', '4c 2c 4d Kc', 240],
    ['player-pair', 'Tc 8c Kc Kc', 0],
    ['banker-pair', '4c 2c 5c 2c 9c 9c', 240],
    ['either-pair', '4c 2c 5c 2c 9c 9c', 120],
    ['either-pair', '4c 4d 4h 4s', 120],
    ['either-pair', '9c 2c Tc 3c', 0],
    ['perfect-pair', '4c 4d 4h 4s', 0],
    ['perfect-pair', '4c 2c 4c 6c', 520],
    ['perfect-pair', '4c 4d 4c 4d', 4020],
  ])('settles %s by %s', (kind, cards, payout) => {
    expect(playBaccarat(heron, [bet(kind)], stacked(cards))).toMatchObject({ stake: 20, payout });
  });

  it('pays half on a six of the banker, as far as the definition says', () => {
    expect(playBaccarat(half, [bet('banker')], stacked('Kc 6c 5c Qc 9c')).payout).toBe(30);
    expect(playBaccarat(half, [bet('banker')], stacked('2c 2d Kc Kc 9c 4c')).payout).toBe(40);
  });

  it('names its cards and derives again from its draws', () => {
    const random = new RecordingRandom(new StreamRandom(new Uint8Array(32).fill(3)));
    const bets = [bet('player'), bet('tie', 40)];
    const outcome = playBaccarat(heron, bets, random);
    expect(random.draws[0]?.bound).toBe(416);
    expect(random.draws).toHaveLength(outcome.player.length + outcome.banker.length);
    expect(replayBaccarat(heron, bets, random.draws)).toEqual(outcome);
    const more = [...random.draws, { bound: 300, value: 1 }];
    expect(() => replayBaccarat(heron, bets, more)).toThrow(ReplayError);
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  });
});

describe('bets of baccarat', () => {
  const check = (...requests: Parameters<typeof checkBaccaratBets>[2]) =>
    checkBaccaratBets(heron, 'GBP', requests);

  it('of one kind come together', () => {
    expect(check(bet('tie'), { kind: 'tie', amount: 40 })).toEqual({ bets: [bet('tie', 60)], total: 60 });
  });

  it.each<[string, BaccaratBet, string]>([
    ['numbers', { kind: 'tie', numbers: [1], amount: 20 }, 'no_such_spot'],
    ['half a chip', bet('tie', 30), 'not_a_multiple'],
    ['too much', bet('perfect-pair', 220), 'above_maximum'],
  ])('are refused with %s', (_, request, reason) => {
    expect(check(request).fault).toMatchObject({ reason, index: 0 });
  });
});
