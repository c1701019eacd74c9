import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { depositMatch, freeRounds } from '../../test/programmes.js';
import {
  afterMovement,
  type AwardWindow,
  type Movement,
  outcomeOf,
  partsPerUnit,
  requiredFor,
  standingAtGrant,
  standingOf,
  wageredOf,
  isWeighedByKind,
  weightOf,
} from './wagering.js';

const expiresAt = new Date('2026-12-01T00:00:00.000Z');
const window: AwardWindow = { bonus: 1000, grantedVersion: 10, endedVersion: null, expiresAt };
const before = (ms: number): Date => new Date(expiresAt.getTime() - ms);

function movement(over: Partial<Movement> = {}): Movement {
  const round = { counted: 0, freeRound: false, winnings: 0, startedAt: before(1000) };
  return { version: 11, bonusMoney: 1000, inPlay: 0, ...round, ...over };
}

const movements = fc.uniqueArray(
  fc.record({
    version: fc.integer({ min: 1, max: 60 }),
    bonusMoney: fc.integer({ min: 0, max: 5000 }),
    inPlay: fc.integer({ min: 0, max: 500 }),
    counted: fc.integer({ min: 0, max: 200 * partsPerUnit }),
    freeRound: fc.boolean(),
    winnings: fc.integer({ min: 0, max: 300 }),
    startedAt: fc.option(fc.integer({ min: -5000, max: 5000 }).map(before)),
    correctsVersion: fc.option(fc.integer({ min: 1, max: 60 })),
  }),
  { selector: ({ version }) => version, maxLength: 40 },
);
const windows = fc.record({
  bonus: fc.integer({ min: 0, max: 5000 }),
  grantedVersion: fc.integer({ min: 0, max: 30 }),
  endedVersion: fc.option(fc.integer({ min: 30, max: 60 })),
  expiresAt: fc.constant(expiresAt),
});

describe('what counts', () => {
  const rules = depositMatch();

  it('is undone by the void of a round that counted, and not by that of one from before the award', () => {
    const round = movement({ version: 12, counted: 50 * partsPerUnit });
    const undone = movement({ version: 13, counted: -50 * partsPerUnit, correctsVersion: 12 });
    const older = movement({ version: 14, counted: -70 * partsPerUnit, correctsVersion: 9 });
    expect(standingOf(rules, window, [round, older]).counted).toBe(50 * partsPerUnit);
    expect(standingOf(rules, window, [undone, round, older]).counted).toBe(0);
  });

  it('has a free round back that is void, with what it won', () => {
    const free = { freeRound: true, winnings: 30 };
    const played = [movement({ version: 12, ...free }), movement({ version: 13, ...free })];
    const undone = movement({ version: 14, freeRound: true, winnings: -30, correctsVersion: 12 });
    const standing = standingOf(freeRounds(), window, [...played, undone]);
    expect(standing).toMatchObject({ freeRoundsPlayed: 1, winnings: 30 });
  });

  it('is the same in whatever order and however often the facts come', () => {
    fc.assert(
      fc.property(windows, movements, fc.infiniteStream(fc.nat()), (lived, told, chance) => {
        const again = [...told, ...told.filter((_, index) => index % 3 === 0)];
        const shuffled = again
          .map((each) => ({ each, place: chance.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ each }) => each);
        expect(standingOf(rules, lived, shuffled)).toEqual(standingOf(rules, lived, told));
      }),
    );
  });

  it('is the same fact by fact as from all of them', () => {
    fc.assert(
      fc.property(windows, movements, (lived, told) => {
        const live = told.reduce(
          (standing, each) => afterMovement(rules, lived, standing, each),
          standingAtGrant(rules, lived),
        );
        expect(live).toEqual(standingOf(rules, lived, told));
      }),
    );
  });

  it('is shown never above what is required, nor below zero, and grows with each round', () => {
    fc.assert(
      fc.property(windows, movements, (lived, told) => {
        let standing = standingAtGrant(rules, lived);
        let shown = 0;
        for (const each of told) {
          standing = afterMovement(rules, lived, standing, each);
          expect(wageredOf(standing)).toBeLessThanOrEqual(standing.required);
          expect(wageredOf(standing)).toBeGreaterThanOrEqual(shown);
          shown = wageredOf(standing);
        }
      }),
    );
  });

  it('weighs a game by itself, else by its kind, else by the default', () => {
    const kindWeights = [{ kind: 'slot' as const, basisPoints: 8000 }];
    const weighed = { ...rules, kindWeights };
    expect(weightOf(weighed, 'half-game', 'slot')).toBe(5000);
    expect(weightOf(weighed, 'other-game', 'slot')).toBe(8000);
    expect(weightOf(weighed, 'other-game', 'roulette')).toBe(10_000);
    expect(weightOf(weighed, 'other-game')).toBe(10_000);
    expect([isWeighedByKind(weighed, 'half-game'), isWeighedByKind(weighed, 'other-game')]).toEqual([
      false,
      true,
    ]);
    expect(isWeighedByKind(rules, 'other-game')).toBe(false);
  });

  it('loses no fraction of a stake: a hundred pennies at half weight are fifty', () => {
    const rounds = Array.from({ length: 100 }, (_, index) =>
      movement({ version: 11 + index, counted: 1 * weightOf(rules, 'half-game') }),
    );
    expect(wageredOf(standingOf(rules, window, rounds))).toBe(50);
  });

  it.each([
    ['before the grant', { version: 10 }, 0],
    ['after it', { version: 11 }, 100],
    ['started at the moment of expiry', { startedAt: expiresAt }, 0],
    ['started a millisecond before it', { startedAt: before(1) }, 100],
    ['a free round', { freeRound: true }, 0],
  ])('of a round %s', (_, over, expected) => {
    const round = movement({ counted: 100 * partsPerUnit, ...over });
    expect(wageredOf(standingOf(rules, window, [round]))).toBe(expected);
  });

  it('ends with the award', () => {
    const rounds = [19, 20, 21].map((version) => movement({ version, counted: 100 * partsPerUnit }));
    expect(wageredOf(standingOf(rules, { ...window, endedVersion: 20 }, rounds))).toBe(100);
  });
});

describe('outcomeOf', () => {
  const rules = depositMatch();
  const of = (...told: Movement[]): string => outcomeOf(rules, standingOf(rules, window, told));

  it.each([
    ['nothing played', [], 'active'],
    ['a penny short', [movement({ counted: 5000 * partsPerUnit - 1 })], 'active'],
    ['all wagered', [movement({ counted: 5000 * partsPerUnit })], 'met'],
    ['no bonus money left', [movement({ bonusMoney: 0 })], 'used_up'],
    ['all wagered and none left', [movement({ bonusMoney: 0, counted: 5000 * partsPerUnit })], 'used_up'],
    ['none left, but some in play', [movement({ bonusMoney: 0, inPlay: 50 })], 'active'],
    [
      'in play and lost, told in the wrong order',
      [movement({ version: 13, bonusMoney: 0 }), movement({ version: 12, bonusMoney: 0, inPlay: 50 })],
      'used_up',
    ],
  ])('of a match with %s', (_, told, outcome) => {
    expect(of(...told)).toBe(outcome);
  });

  it('is met at once where nothing has to be wagered', () => {
    const free = depositMatch({ wageringHundredths: 0 });
    expect(outcomeOf(free, standingAtGrant(free, window))).toBe('met');
  });

  it('of free rounds waits for the last of them, then for the winnings to be wagered', () => {
    const offer = freeRounds();
    const granted = { ...window, bonus: 0 };
    const free = (version: number, winnings: number, bonusMoney: number): Movement =>
      movement({ version, freeRound: true, winnings, bonusMoney });
    const four = [11, 12, 13, 14].map((version) => free(version, 25, (version - 10) * 25));
    const after = (...told: Movement[]): [string, number] => {
      const standing = standingOf(offer, granted, told);
      return [outcomeOf(offer, standing), standing.required];
    };
    expect(after()).toEqual(['active', 0]);
    expect(after(...four)).toEqual(['active', 500]);
    expect(after(...four, free(15, 0, 100))).toEqual(['active', 500]);
    const wagered = movement({ version: 16, counted: 500 * partsPerUnit, bonusMoney: 80 });
    expect(after(...four, free(15, 0, 100), wagered)).toEqual(['met', 500]);
    expect(after(...[11, 12, 13, 14, 15].map((version) => free(version, 0, 0)))).toEqual(['used_up', 0]);
  });
});

describe('requiredFor', () => {
  it('rounds down in the player’s favour, exactly', () => {
    expect(requiredFor(depositMatch({ wageringHundredths: 333 }), 1)).toBe(3);
    const huge = Number.MAX_SAFE_INTEGER - 1;
    expect(requiredFor(depositMatch({ wageringHundredths: 100 }), huge)).toBe(huge);
  });
});
