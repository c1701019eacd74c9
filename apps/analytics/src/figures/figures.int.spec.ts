import { type Figures, type FiguresRow, readFigures } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestPlayer, type ToldFact } from '../../test/facts.js';
import { Newsroom } from '../../test/newsroom.js';

/** Summer time ends on 25 October 2026: the day has 25 hours and ends an hour later in UTC. */
describe('read-figures', () => {
  let newsroom: Newsroom;
  const [ada, ben] = [new TestPlayer(), new TestPlayer()];

  beforeAll(async () => {
    newsroom = await Newsroom.open();
    await newsroom.report(
      ada.registered('2026-10-24T22:59:00.000Z'),
      ben.registered('2026-10-24T23:00:00.000Z'),
      ada.signedIn('2026-10-25T08:00:00.000Z'),
      ada.deposited('2026-10-25T08:01:00.000Z', 5000),
      ada.launched('2026-10-25T08:02:00.000Z', 'slot-a'),
      ada.played('2026-10-25T08:03:00.000Z', { gameId: 'slot-a', stake: 200, payout: 500 }),
      ada.played('2026-10-25T08:59:59.999Z', { gameId: 'slot-a', stake: 300, payout: 0 }),
      ada.played('2026-10-25T23:59:59.999Z', { gameId: 'slot-b', stake: 100, payout: 0 }),
      ada.played('2026-10-26T00:00:00.000Z', { gameId: 'slot-b', stake: 100, payout: 90 }),
      ben.depositFailed('2026-10-25T09:00:00.000Z', 1000),
      ben.deposited('2026-10-25T09:01:00.000Z', 1000),
      ben.granted('2026-10-25T09:02:00.000Z', 700),
      ben.forfeited('2026-10-25T10:02:00.000Z', 250),
      ben.played('2026-10-25T09:03:00.000Z', { gameId: 'slot-a', stake: 20, payout: 35, free: true }),
      ben.staked('2026-10-25T09:04:00.000Z', 'table', 400),
      ben.voided('2026-10-25T09:05:00.000Z', 'table', 400),
      ben.staked('2026-10-25T09:06:00.000Z', 'table', 50),
      ben.restricted('2026-10-25T09:06:30.000Z'),
      ben.limited('2026-10-25T09:06:40.000Z'),
      ...ben.awarded('2026-10-25T09:06:50.000Z'),
      ben.requested('2026-10-25T09:07:00.000Z', 300),
      ben.paid('2026-10-25T09:08:00.000Z', 100),
      ben.released('2026-10-25T09:09:00.000Z', 200),
    );
  });

  afterAll(() => newsroom.close());

  const day = { from: '2026-10-25', to: '2026-10-25' };
  const ask = async (request: Partial<Parameters<typeof read>[0]>): Promise<FiguresRow[]> =>
    (await read({ ...day, by: 'day', ...request })).rows;
  const read = (request: { from: string; to: string; by: 'hour' | 'day' | 'game' | 'segment' | 'total' }) =>
    newsroom.stack.bus.ask(readFigures, request);

  it('sums a London day of 25 hours, with GGR, bonus cost and NGR as they are defined', async () => {
    const { rows, total } = await read({ ...day, by: 'day' });
    const figures = {
      ...{ stakesMinor: 620, payoutsMinor: 535, ggrMinor: 85, bonusCostMinor: 470, ngrMinor: -385 },
      ...{ rounds: 4, freeRounds: 1, freeStakesMinor: 20, bonusStakesMinor: 0, actualReturn: '0.86290322' },
      ...{ voids: 1, depositsMinor: 6000, deposits: 2, withdrawalsMinor: 100, withdrawals: 1 },
      ...{ failedDeposits: 1, activePlayers: 2, newPlayers: 1, sessions: 1, gameSessions: 1 },
      ...{ restrictions: 1, limitChanges: 1, awards: 1, awardsCompleted: 1 },
      ...{
        playSessions: 4,
        playSeconds: 0,
        medianPlaySeconds: 0,
        meanPlaySeconds: 0,
        roundsPerSession: '1.00',
      },
    };
    expect(rows).toEqual([{ ...figures, day: '2026-10-25' }]);
    expect(total).toEqual(figures);
  });

  it('are counted for monitoring as they are heard, without a player in a label', async () => {
    const text = await (await fetch(`${newsroom.analytics.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith('casino_business_'));
    const counted = Object.fromEntries(
      lines.map((line) => line.replace(',service="analytics"', '').split(' ') as [string, string]),
    );
    expect(counted).toMatchObject({
      'casino_business_events_total{kind="wallet.round.settled"}': '5',
      'casino_business_money_minor_total{what="stake",currency="GBP"}': '720',
      'casino_business_money_minor_total{what="payout",currency="GBP"}': '625',
      'casino_business_money_minor_total{what="deposit",currency="GBP"}': '6000',
      'casino_business_money_minor_total{what="withdrawal",currency="GBP"}': '100',
    });
    expect(text).not.toContain(ada.playerId);
    expect(text).toMatch(/^casino_facts_lag_count\{stream="EVT_WALLET",service="analytics"\} 0$/m);
    expect(text).toMatch(/^casino_database_connections_count\{state="idle",service="analytics"\} \d+$/m);
    expect(text).toMatch(/^casino_facts_dead_letters_count\{service="analytics"\} 0$/m);
  });

  it('puts what happened a millisecond before and at London midnight on different days', async () => {
    const rows = await ask({ from: '2026-10-24', to: '2026-10-26' });
    expect(rows.map(({ day: date, newPlayers, rounds }) => [date, newPlayers, rounds])).toEqual([
      ['2026-10-24', 1, 0],
      ['2026-10-25', 1, 4],
      ['2026-10-26', 0, 1],
    ]);
  });

  it('keeps UTC hours, and the hours of a day add up to it', async () => {
    const rows = await ask({ by: 'hour' });
    expect(rows.map(({ hour, stakesMinor }) => [hour, stakesMinor])).toEqual([
      ['2026-10-24T23:00:00.000Z', 0],
      ['2026-10-25T08:00:00.000Z', 500],
      ['2026-10-25T09:00:00.000Z', 20],
      ['2026-10-25T10:00:00.000Z', 0],
      ['2026-10-25T23:00:00.000Z', 100],
    ]);
    expect(rows.map(({ activePlayers }) => activePlayers)).toEqual([0, 1, 1, 0, 1]);
  });

  it('names the game that money belongs to, most staked first, and none for money outside games', async () => {
    const rows = await ask({ by: 'game' });
    expect(
      rows.map(({ gameId, stakesMinor, ggrMinor, voids }) => [gameId, stakesMinor, ggrMinor, voids]),
    ).toEqual([
      ['slot-a', 520, -15, 0],
      ['slot-b', 100, 100, 0],
      [undefined, 0, 0, 0],
      ['table', 0, 0, 1],
    ]);
    const [only] = await ask({ by: 'total', gameId: 'slot-b' } as object);
    expect(only).toMatchObject({ stakesMinor: 100, depositsMinor: 0, sessions: 0 });
  });

  it('has nothing in another currency but what has none', async () => {
    const { total } = await newsroom.stack.bus.ask(readFigures, { ...day, by: 'total', currency: 'EUR' });
    expect(total).toMatchObject({ stakesMinor: 0, depositsMinor: 0, sessions: 1 });
    expect(total).not.toHaveProperty('actualReturn');
  });

  it('gives figures of the players of a segment alone', async () => {
    const rows = await ask({ by: 'segment' });
    const never = rows.find(({ segment }) => segment === 'deposited-not-played');
    expect(never).toMatchObject({ stakesMinor: 0, rounds: 0 });
    const report = await newsroom.stack.bus.ask(readFigures, { ...day, by: 'hour', segment: 'dormant' });
    expect(report.total.stakesMinor).toBe(rows.find(({ segment }) => segment === 'dormant')?.stakesMinor);
  });

  it('counts what was taken back of a round against what rounds paid, on that day, and its bonus part against cost', async () => {
    const eve = new TestPlayer();
    await newsroom.report(
      eve.played('2026-11-20T10:00:00.000Z', { gameId: 'taken-back', stake: 200, payout: 500 }),
      eve.unpaid('2026-11-21T10:00:00.000Z', 'taken-back', 500, 120),
    );
    const on = async (from: string): Promise<FiguresRow[]> =>
      (await read({ from, to: from, by: 'game' })).rows;
    const before = { stakesMinor: 200, payoutsMinor: 500, rounds: 1, bonusCostMinor: 0 };
    expect(await on('2026-11-20')).toMatchObject([{ gameId: 'taken-back', ...before }]);
    const after = { stakesMinor: 0, payoutsMinor: -500, ggrMinor: 500, rounds: 0, bonusCostMinor: 120 };
    expect(await on('2026-11-21')).toMatchObject([{ gameId: 'taken-back', ...after }]);
  });

  describe('on how long players play', () => {
    const [cat, dan] = [new TestPlayer(), new TestPlayer()];
    const [long, other, late, single] = [newId(), newId(), newId(), newId()];
    const round = (player: TestPlayer, at: string, gameId: string, gameSessionId: string): ToldFact =>
      player.played(`2026-11-${at}Z`, { gameId, gameSessionId, stake: 100, payout: 0 });

    beforeAll(() =>
      newsroom.report(
        round(cat, '10T10:50:00.000', 'slot-a', long),
        round(cat, '10T11:20:00.001', 'slot-a', long),
        round(cat, '10T10:00:00.000', 'slot-a', long),
        round(cat, '10T10:10:00.000', 'slot-b', other),
        round(cat, '10T11:25:00.900', 'slot-a', long),
        // Joins what was two until it came.
        round(cat, '10T10:20:00.000', 'slot-a', long),
        round(cat, '10T10:10:30.000', 'slot-b', other),
        round(dan, '11T00:10:00.000', 'slot-a', late),
        round(dan, '10T23:50:00.000', 'slot-a', late),
        round(dan, '10T12:00:00.000', 'slot-b', single),
      ),
    );

    type Lengths = (number | string | undefined)[];
    const lengths = (row: Figures): Lengths => [
      row.playSessions,
      row.playSeconds,
      row.medianPlaySeconds,
      row.meanPlaySeconds,
      row.roundsPerSession,
    ];
    const [from, to] = ['2026-11-10', '2026-11-10'];

    it('ends a session with a pause above 30 minutes, and counts it on the day on which it began', async () => {
      const rows = await ask({ from, to: '2026-11-11' });
      expect(rows.map((row) => [row.day, ...lengths(row)])).toEqual([
        ['2026-11-10', 5, 4530, 300, 906, '2.00'],
        ['2026-11-11', 0, 0, undefined, undefined, undefined],
      ]);
    });

    it('counts it in the hour in which it began', async () => {
      const rows = await ask({ from, to, by: 'hour' });
      expect(rows.map((row) => [row.hour?.slice(11, 13), ...lengths(row)])).toEqual([
        ['10', 2, 3030, 30, 1515, '2.50'],
        ['11', 1, 300, 300, 300, '2.00'],
        ['12', 1, 0, 0, 0, '1.00'],
        ['23', 1, 1200, 1200, 1200, '2.00'],
      ]);
    });

    it('has a session in each game, though they were played at the same time', async () => {
      const rows = await ask({ from, to, by: 'game' });
      expect(rows.map((row) => [row.gameId, ...lengths(row)])).toEqual([
        ['slot-a', 3, 4500, 1200, 1500, '2.33'],
        ['slot-b', 2, 30, 0, 15, '1.50'],
      ]);
    });
  });

  it.each([
    [{ from: '2026-10-26', to: '2026-10-25' }, 'invalid_request'],
    [{ from: '2026-10-01', to: '2026-11-02', by: 'hour' }, 'period_too_long'],
    [{ from: '2025-10-01', to: '2026-10-25' }, 'period_too_long'],
    [{ segment: 'nobody' }, 'unknown_segment'],
    [{ from: '2026-02-30' }, 'invalid_request'],
  ])('refuses %j with %s', async (request, code) => {
    await expect(ask(request as object)).rejects.toMatchObject({ code });
  });
});
