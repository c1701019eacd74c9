import { type Cohort, readFunnel, readRetention } from '@croupier/contracts';
import { dateAt, startOf } from '@croupier/kernel';
import { clearOfMidnight, midnightMs } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestPlayer, type ToldFact } from '../../test/facts.js';
import { Newsroom } from '../../test/newsroom.js';
import { addDays } from '../figures/period.js';

const monday = '2026-09-07';
const at = (day: number, hour = 12): string =>
  new Date(startOf(addDays(monday, day)).getTime() + hour * 3_600_000).toISOString();
const bet = { gameId: 'slot-a', stake: 100, payout: 0 };

describe('cohorts', () => {
  let newsroom: Newsroom;
  let today: string;

  beforeAll(async () => {
    await clearOfMidnight();
    today = dateAt(new Date());
    newsroom = await Newsroom.open();
    const [a, b, c, d, late] = Array.from({ length: 5 }, () => new TestPlayer()) as [
      TestPlayer,
      ...TestPlayer[],
    ];
    const facts: (ToldFact | undefined)[] = [
      ...[a.registered(at(0, 0)), a.verified(at(0)), a.deposited(at(0), 500), a.played(at(0), bet)],
      ...[a.played(at(1), bet), a.played(at(1, 13), bet), a.played(at(7), bet), a.deposited(at(7), 500)],
      ...[b?.registered(at(0, 23)), b?.verified(at(1)), b?.deposited(at(1), 500), b?.played(at(1, 0), bet)],
      ...[b?.played(at(30), bet)],
      ...[c?.registered(at(6)), c?.verified(at(6)), c?.played(at(8), bet)],
      ...[d?.registered(at(7)), d?.verified(at(7), 'failed')],
      ...[late?.registered(new Date(startOf(addDays(today, -3)).getTime() + 3_600_000).toISOString())],
    ];
    await newsroom.report(...facts.filter((fact) => fact !== undefined));
  }, midnightMs);

  afterAll(() => newsroom.close());

  const cohorts = async (
    cohort: 'day' | 'week',
    from = monday,
    to = addDays(monday, 20),
  ): Promise<Cohort[]> => (await newsroom.stack.bus.ask(readRetention, { from, to, cohort })).cohorts;

  it('by day: who played on exactly the 1st, 7th and 30th day after registration', async () => {
    expect(await cohorts('day')).toEqual([
      { from: monday, players: 2, day1: 2, day7: 1, day30: 1 },
      { from: addDays(monday, 6), players: 1, day1: 0, day7: 0, day30: 0 },
      { from: addDays(monday, 7), players: 1, day1: 0, day7: 0, day30: 0 },
    ]);
  });

  it('by week from Monday: each player counts from the own registration', async () => {
    expect(await cohorts('week')).toEqual([
      { from: monday, players: 3, day1: 2, day7: 1, day30: 1 },
      { from: addDays(monday, 7), players: 1, day1: 0, day7: 0, day30: 0 },
    ]);
  });

  it('tell no count before its day is over', async () => {
    const [cohort] = await cohorts('day', addDays(today, -3), today);
    expect(cohort).toEqual({ from: addDays(today, -3), players: 1, day1: 0 });
  });

  it('go through a funnel in which a step needs all before it', async () => {
    const period = { from: monday, to: addDays(monday, 20) };
    const { steps } = await newsroom.stack.bus.ask(readFunnel, period);
    expect(steps).toEqual([
      { step: 'registered', players: 4 },
      { step: 'verified', players: 3, ofPrevious: '0.7500' },
      { step: 'deposited', players: 2, ofPrevious: '0.6666' },
      { step: 'played', players: 2, ofPrevious: '1.0000' },
      { step: 'deposited_again', players: 1, ofPrevious: '0.5000' },
    ]);
    const none = await newsroom.stack.bus.ask(readFunnel, { from: '2020-01-01', to: '2020-01-31' });
    expect(none.steps[1]).toEqual({ step: 'verified', players: 0 });
  });

  it.each([
    [{ from: '2026-02-01', to: '2026-01-01' }, 'invalid_request'],
    [{ from: '2024-01-01', to: '2026-01-01' }, 'period_too_long'],
  ])('refuse %j with %s', async (period, code) => {
    await expect(newsroom.stack.bus.ask(readFunnel, period)).rejects.toMatchObject({ code });
    await expect(newsroom.stack.bus.ask(readRetention, { ...period, cohort: 'day' })).rejects.toMatchObject({
      code,
    });
  });
});
