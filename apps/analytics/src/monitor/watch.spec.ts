import { type Gains, strengths } from '@croupier/game-maths';
import { describe, expect, it } from '@jest/globals';
import { afterWeekdays, keyEventOf } from './key-event.js';
import { together, verdictOf, type WatchedDay, weekOf } from './watch.js';

const gains = (each: number): Gains => strengths.map(() => each);
const watched = (day: string, rounds: number, over: number, under?: number): WatchedDay => ({
  ...{ day, rounds, sum: rounds * 0.9 },
  gains: { over: gains(over), under: under === undefined ? undefined : gains(under) },
});

describe('the life of a cell', () => {
  it('counts weeks from its opening, and what came before with the first', () => {
    expect(
      ['2026-09-01', '2026-10-24', '2026-10-30', '2026-10-31', '2026-11-28'].map((day) =>
        weekOf('2026-10-24', day),
      ),
    ).toEqual([1, 1, 1, 2, 6]);
  });

  it('bets a half in its first week and a sixth in its second, whatever the order of the days', () => {
    const days = [watched('2026-11-10', 5, 2), watched('2026-11-02', 10, 1)];
    const verdict = verdictOf(days, '2026-11-02');
    expect(verdict).toMatchObject({ from: '2026-11-02', to: '2026-11-10', rounds: 15 });
    expect(verdict?.mean).toBeCloseTo(0.9, 12);
    expect(verdict?.evidence.over).toBeCloseTo(Math.log(Math.exp(1) / 2 + 1 / 6) + 2, 12);
    expect(verdict?.evidence.under).toBeUndefined();
    expect(verdictOf([], '2026-11-02')).toBeUndefined();
  });

  it('of a whole version is that of its cells, day by day', () => {
    const parts = [
      watched('2026-11-02', 10, 1, -1),
      watched('2026-11-02', 2, 0.5, 1),
      watched('2026-11-03', 1, 3, 0),
    ];
    const whole = together(parts);
    expect(whole.map(({ day, rounds }) => [day, rounds])).toEqual([
      ['2026-11-02', 12],
      ['2026-11-03', 1],
    ]);
    expect(whole[0]?.gains).toEqual({ over: gains(1.5), under: gains(0) });
  });
});

describe('the draft of a key event', () => {
  it('is due on the fifth weekday after the alarm', () => {
    expect(afterWeekdays('2026-11-27', 5)).toBe('2026-12-04');
    expect(afterWeekdays('2026-11-28', 5)).toBe('2026-12-04');
    expect(afterWeekdays('2026-11-30', 5)).toBe('2026-12-07');
  });

  it('says which game, how much, and what is not known', () => {
    const figures = {
      ...{ gameId: 'coin', definitionHash: 'f'.repeat(64), band: 'all', channel: 'all', from: '2026-11-01' },
      ...{ to: '2026-11-27', rounds: 120_000, actualReturn: '0.96000000', theoreticalReturn: '0.95000000' },
      ...{ evidence: '4.52', alarmAt: '4.38' },
    };
    const draft = keyEventOf('over', figures, '2026-11-27');
    expect(draft).toMatchObject({ type: 'game-fault-over-payment', rounds: 120_000, dueOn: '2026-12-04' });
    expect(draft.summary).toContain('0.96000000 on average over 120000 rounds');
    expect(draft.summary).toContain('at most 0.95000000 is right');
    expect(draft.summary.length).toBeLessThanOrEqual(800);
  });
});
