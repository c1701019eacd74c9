import { describe, expect, it } from '@jest/globals';
import { giftScriptOf, readGift } from './gifts.js';

const asked = {
  ...{ id: 'f-1', playerId: '01a20a46-f71b-7904-908a-daa2e0b5fc68', game: 'tide-coin', rounds: 5 },
  ...{ currency: 'GBP', stake: '20', until: '2026-12-06T18:00:00Z' },
};

describe('free rounds that a casino asks for', () => {
  it('are read, at the usual stake where none is named', () => {
    const { game: _, currency: __, ...rest } = asked;
    expect(readGift(asked)).toEqual({ ...rest, stake: 20 });
    expect(readGift({ ...asked, stake: undefined })).toMatchObject({ stake: 10 });
  });

  it.each([
    ['id', 7],
    ['id', ''],
    ['playerId', 'me'],
    ['playerId', null],
    ['game', 'another'],
    ['rounds', '5'],
    ['rounds', 0],
    ['rounds', 1.5],
    ['currency', 'EUR'],
    ['stake', 20],
    ['stake', '0'],
    ['stake', '1.5'],
    ['until', 1_796_580_000],
    ['until', 'tomorrow'],
    ['until', '2026-13-45T18:00:00Z'],
  ])('are refused for %s of %p, which is named', (field, value) => {
    expect(readGift({ ...asked, [field]: value })).toEqual({ field });
  });

  it('bring a fault about by the last two digits of their number', () => {
    expect([11, 111].map((rounds) => giftScriptOf(rounds).refuses)).toEqual([true, true]);
    expect([12, 13, 14, 5].map((rounds) => giftScriptOf(rounds).spoils)).toEqual([
      'late',
      'malformed',
      'lost',
      undefined,
    ]);
  });
});
