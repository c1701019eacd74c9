import { describe, expect, it } from '@jest/globals';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';
import { termsOf } from './terms.js';
import { days, gameName, hundredths, percent, price } from './wording.js';

describe('termsOf', () => {
  const of = (definition: Parameters<typeof termsOf>[0]): Record<string, string> =>
    Object.fromEntries(termsOf(definition).map(({ code, text }) => [code, text]));

  it('says what a deposit match gives and asks, in figures', () => {
    expect(of(depositMatch())).toMatchObject({
      opening: expect.stringContaining('Opt in before you deposit'),
      offer:
        'Your first deposit of £10.00 or more within 7 days of opting in earns 50% of it as bonus money, at most £25.00.',
      wagering: expect.stringContaining('stake 5 times the bonus'),
      games: 'Stakes count with 100%, but in these games with: Half Game 50%.',
      maximum_stake: 'While a round uses bonus money, it may cost at most £2.00.',
      expiry: expect.stringContaining('14 days after you get it'),
      withdrawal: expect.stringContaining('withdraw your own cash at any time'),
    });
    expect(of(depositMatch())['wagering']).toContain('a bonus of £25.00 needs stakes of £125.00');
  });

  it('says what kinds of games weigh, before games of their own', () => {
    const kindWeights = [{ kind: 'live_roulette' as const, basisPoints: 6000 }];
    expect(of(depositMatch({ kindWeights, gameWeights: [] }))['games']).toBe(
      'Stakes count with 100%, but by the kind of game with: live roulette tables 60%.',
    );
    expect(of(depositMatch({ kindWeights }))['games']).toBe(
      'Stakes count with 100%, but by the kind of game with: live roulette tables 60%. ' +
        'Apart from that, in these games with: Half Game 50%.',
    );
  });

  it('says what free rounds give, and what is beyond the data', () => {
    const terms = of(
      freeRounds({ wageringHundredths: 250, additionalTerms: ['One household gets it once only.'] }),
    );
    expect(terms['offer']).toBe(
      '5 rounds of Lamplight Ledger at £0.10 each, paid by us. What they win is bonus money.',
    );
    expect(terms['wagering']).toContain('stake 2.5 times the winnings of the free rounds');
    expect(terms['additional']).toBe('One household gets it once only.');
    expect(of(freeRounds({ wageringHundredths: 0 }))['wagering']).toContain('Nothing has to be wagered');
  });

  it('keeps every term within what the contract carries', () => {
    const gameWeights = Array.from({ length: 5 }, (_, index) => ({
      gameId: `game-${index}`,
      basisPoints: 9000,
    }));
    const endsAt = '2027-01-01T00:00:00.000Z';
    for (const { text } of termsOf(depositMatch({ gameWeights, endsAt })))
      expect(text.length).toBeLessThanOrEqual(500);
  });
});

describe('wording', () => {
  it('prints amounts, shares and names as players read them', () => {
    expect([price(gbp(1250)), price({ amount: 500, currency: 'JPY' })]).toEqual(['£12.50', '500 JPY']);
    expect([hundredths(500), hundredths(250), hundredths(1001), hundredths(1000), hundredths(0)]).toEqual([
      '5',
      '2.5',
      '10.01',
      '10',
      '0',
    ]);
    expect([percent(5000), percent(10_000), percent(1250)]).toEqual(['50%', '100%', '12.5%']);
    expect([gameName('european-roulette'), days(1), days(14)]).toEqual([
      'European Roulette',
      '1 day',
      '14 days',
    ]);
  });
});
