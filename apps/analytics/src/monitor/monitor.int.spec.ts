import { readFileSync } from 'node:fs';
import {
  closeReturnAlert,
  readReturnMonitor,
  type ReturnAlertRaised,
  type TableSpin,
  tableSpinSettled,
} from '@croupier/contracts';
import type { SeparateCounter } from '@croupier/counting';
import { Counter, multiplesSum, placed } from '@croupier/game-maths';
import { Clock, dateAt, newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Metrics } from '@croupier/observability';
import { toldOnce, until } from '@croupier/testing';
import { gbp, TestPlayer } from '../../test/facts.js';
import { Newsroom } from '../../test/newsroom.js';
import { MonitorProcess } from './monitor.process.js';

interface Bet {
  at: string;
  gameId: string;
  stake: number;
  payout: number;
  free?: boolean;
  /** Of a round with decisions. */
  begunWith?: number;
}

describe('the monitor of returns', () => {
  let newsroom: Newsroom;
  const playerId = newId();
  let version = 0;
  const wheel: unknown = JSON.parse(
    readFileSync(
      `${import.meta.dirname}/../../../../libs/game-maths/test/definitions/boardwalk-roulette.json`,
      'utf8',
    ),
  );

  beforeAll(async () => {
    newsroom = await Newsroom.open();
    for (const gameId of ['fair', 'generous', 'mean'])
      await newsroom.query(
        `INSERT INTO monitored_games VALUES ($1, 'h1', $2, now())`,
        gameId,
        JSON.stringify(wheel),
      );
  });

  afterAll(() => newsroom.close());

  /** Settled rounds straight into the figures, as the ledger's facts would bring them. */
  const settle = async (bets: readonly Bet[]): Promise<void> => {
    const nothing = {
      stakeFromBonus: gbp(0),
      balance: gbp(0),
      bonus: gbp(0),
      inPlay: gbp(0),
      withdrawing: gbp(0),
    };
    const facts = bets.map(({ at, gameId, stake, payout, free = false, begunWith }) => {
      version += 1;
      const round = { gameId, gameSessionId: playerId, definitionHash: 'h1', freeRound: free, version };
      const body = { ...round, ...nothing, stake: gbp(stake), payout: gbp(payout), begunWith };
      return { playerId, eventId: newId(), kind: 'wallet.round.settled', at, body };
    });
    await newsroom.query('SELECT record_events($1)', JSON.stringify(facts));
  };

  /** Even chances of which so many of a thousand win. */
  const evenChances = (gameId: string, wins: number, at: string): Bet[] =>
    Array.from({ length: 1000 }, (_, n) => ({
      at,
      gameId,
      stake: 100,
      payout: (n * 619) % 1000 < wins ? 200 : 0,
    }));

  const look = async (gameId: string) => {
    await newsroom.analytics.app.get(MonitorProcess, { strict: false }).evaluate();
    return (await newsroom.stack.bus.ask(readReturnMonitor, { gameId })).cells;
  };

  it('keeps multiples in the intervals of the test, by band of stakes, free rounds among them', async () => {
    const bets = [
      ...[0, 40, 195, 200, 201].map((payout) => ({ stake: 100, payout })),
      ...[1, 6999, 69_999, 70_000, 700_001, 31_415_926].map((payout) => ({ stake: 700, payout })),
      { stake: 2001, payout: 858, free: true },
    ];
    await settle(bets.map((bet) => ({ ...bet, at: '2026-11-02T12:00:00.000Z', gameId: 'odd' })));
    await settle([{ stake: 0, payout: 10, at: '2026-11-02T12:00:00.000Z', gameId: 'odd' }]);
    const rows = await newsroom.query<{ band: string; hundredths: string; rounds: string; excess: string }>(
      `SELECT band, hundredths, rounds, excess FROM return_multiples WHERE game_id = 'odd' ORDER BY band, hundredths`,
    );
    const band = (stake: number): string =>
      stake <= 200 ? '1' : stake <= 500 ? '2' : stake <= 2000 ? '3' : '4';
    expect(rows).toHaveLength(bets.length);
    for (const [at, { stake, payout }] of bets.entries()) {
      const expected = placed(payout / stake);
      expect(rows[at]).toMatchObject({
        band: band(stake),
        hundredths: String(expected.hundredths),
        rounds: '1',
      });
      expect(Number(rows[at]?.excess)).toBeCloseTo(expected.excess, 6);
      const found = { hundredths: expected.hundredths, rounds: 1, excess: Number(rows[at]?.excess) };
      expect(multiplesSum(found)).toBeCloseTo(payout / stake, 8);
    }
  });

  it('says nothing of a game that returns what it should, and does not test one without a law', async () => {
    // The wheel has two zeros: 18 of 38 win.
    for (const day of ['01', '02', '09'])
      await settle(evenChances('fair', 474, `2026-11-${day}T12:00:00.000Z`));
    const cells = await look('fair');
    expect(cells.map(({ band, channel, rounds, alerts }) => [band, channel, rounds, alerts])).toEqual([
      ['all', 'all', 3000, []],
      ['1', 'unknown', 3000, []],
    ]);
    expect(cells[0]).toMatchObject({ from: '2026-11-01', to: '2026-11-09', actualReturn: '0.94800000' });
    expect(Number(cells[0]?.overEvidence)).toBeLessThan(0.5);
    const [odd] = await look('odd');
    expect(odd).toMatchObject({ band: 'all', rounds: 12 });
    expect(odd).not.toHaveProperty('overEvidence');
  });

  it('goes on to watch all others where one version is read by no engine here, and says that it is not watched', async () => {
    const at = '2026-11-03T12:00:00.000Z';
    await newsroom.query(
      `INSERT INTO monitored_games VALUES ('strange', 'h1', $1, now())`,
      JSON.stringify({ kind: 'strange' }),
    );
    await settle([...evenChances('strange', 474, at), ...evenChances('beside', 474, at)]);
    const [strange] = await look('strange');
    expect(strange).toMatchObject({ band: 'all', rounds: 1000 });
    expect(strange).not.toHaveProperty('overEvidence');
    expect(await look('beside')).toMatchObject([{ rounds: 1000 }, { rounds: 1000 }]);
    const figures = await (await fetch(`${newsroom.analytics.url}/metrics`)).text();
    expect(figures).toMatch(/^casino_return_unwatched_count\b.* 1$/m);
  });

  it('derives a law that there was no room for an hour later', async () => {
    const slot = readFileSync(
      `${import.meta.dirname}/../../../games/definitions/lamplight-ledger.json`,
      'utf8',
    );
    await newsroom.query(`INSERT INTO monitored_games VALUES ('cramped', 'h1', $1, now())`, slot);
    await settle(evenChances('cramped', 474, '2026-11-03T12:00:00.000Z'));
    const clock = newsroom.analytics.app.get(Clock, { strict: false });
    const { terms } = newsroom.analytics.app.get<SeparateCounter>(Counter as never, { strict: false });
    terms.mostBytes = 1000;
    try {
      expect((await look('cramped'))[0]).not.toHaveProperty('overEvidence');
      delete terms.mostBytes;
      expect((await look('cramped'))[0]).not.toHaveProperty('overEvidence');
      jest.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + 3_601_000));
      await newsroom.analytics.app.get(MonitorProcess, { strict: false }).evaluate();
      // Proofs of who asks go by the clock, too.
      jest.restoreAllMocks();
      expect((await look('cramped'))[0]).toHaveProperty('overEvidence');
    } finally {
      delete terms.mostBytes;
      jest.restoreAllMocks();
    }
  });

  it('keeps rounds apart by the channel that is told with them, and knows no other', async () => {
    const at = '2026-11-02T12:00:00.000Z';
    const player = new TestPlayer();
    const bet = { gameId: 'apart', stake: 100, payout: 0 };
    await newsroom.report(
      ...['web', 'api', 'api', 'fax'].map((channel) => player.played(at, { ...bet, channel })),
      player.played(at, bet),
    );
    const rows = await newsroom.query(
      `SELECT channel, rounds::int FROM return_days WHERE game_id = 'apart' ORDER BY channel`,
    );
    expect(rows).toEqual([
      { channel: 'api', rounds: 2 },
      { channel: 'unknown', rounds: 2 },
      { channel: 'web', rounds: 1 },
    ]);
  });

  describe('of rounds with decisions', () => {
    const at = (day: string): string => `2026-11-${day}T12:00:00.000Z`;
    const learn = (gameId: string) =>
      newsroom.query(
        `INSERT INTO monitored_games VALUES ($1, 'h1', $2, now())`,
        gameId,
        readFileSync(`${import.meta.dirname}/../../../games/definitions/mill-lane-blackjack.json`, 'utf8'),
      );
    /** A thousand hands that begin with 150, a tenth of them doubled, of which so many win. */
    const hands = (gameId: string, wins: number, day: string): Bet[] =>
      Array.from({ length: 1000 }, (_, n) => {
        const stake = n % 10 === 0 ? 300 : 150;
        const payout = (n * 619) % 1000 < wins ? 2 * stake : 0;
        return { at: at(day), gameId, stake, payout, begunWith: 150 };
      });

    it('holds what was won against that with which they began, whatever was staked after', async () => {
      const player = new TestPlayer();
      const bet = { gameId: 'raised', begun: 150, stake: 300 };
      await newsroom.report(
        player.played(at('02'), { ...bet, payout: 600 }),
        player.played(at('02'), { ...bet, payout: 0 }),
      );
      const rows = await newsroom.query(
        `SELECT band, hundredths::int, rounds::int FROM decided_multiples WHERE game_id = 'raised' ORDER BY hundredths`,
      );
      // Out of a purse of 1,500: 300 less, and 300 more; in the band of 150.
      expect(rows).toEqual([
        { band: '1', hundredths: 80, rounds: 1 },
        { band: '1', hundredths: 120, rounds: 1 },
      ]);
      const [cell] = await look('raised');
      expect(cell).toMatchObject({ rounds: 2, actualReturn: '1.00000000' });
    });

    it('holds of craps what it began with against what came back of that, whatever was staked and won after', async () => {
      const player = new TestPlayer();
      const bet = { gameId: 'dice-rolled', begun: 150, stake: 1150 };
      await newsroom.report(
        player.played(at('02'), { ...bet, begunPaid: 300, payout: 300 }),
        player.played(at('02'), { ...bet, begunPaid: 0, payout: 900 }),
      );
      const rows = await newsroom.query(
        `SELECT band, hundredths::int, rounds::int FROM decided_multiples WHERE game_id = 'dice-rolled' ORDER BY hundredths`,
      );
      // Out of a purse of 1,500: 150 less, and 150 more; in the band of 150.
      expect(rows).toEqual([
        { band: '1', hundredths: 90, rounds: 1 },
        { band: '1', hundredths: 110, rounds: 1 },
      ]);
    });

    it('finds a game that pays more than the best player gets, and none that pays less: that may be bad play', async () => {
      for (const gameId of ['lavish-hands', 'poor-hands']) await learn(gameId);
      // As a service of before kept them: of payout over stake, not out of a purse.
      await newsroom.query(`INSERT INTO return_bounds VALUES ('poor-hands', 'h1', '{"most": 0.9}')`);
      for (const day of ['03', '04', '05']) {
        await settle(hands('lavish-hands', 900, day));
        await settle(hands('poor-hands', 300, day));
      }
      const [whole, band, ...more] = await look('lavish-hands');
      expect([whole, band].map((cell) => [cell?.band, cell?.rounds])).toEqual([
        ['all', 3000],
        ['1', 3000],
      ]);
      expect(more).toEqual([]);
      // The sheet has 0.99594078; with what a player of hands by their cards may get beyond it.
      expect(whole).toMatchObject({ actualReturn: '1.88000000', most: '0.99647096' });
      expect(whole?.alerts).toMatchObject([{ direction: 'over', keyEvent: { rounds: 3000 } }]);
      expect(whole?.alerts[0]?.keyEvent.summary).toContain('where at most 0.99647096 is right');
      const [poor] = await look('poor-hands');
      expect(poor?.alerts).toEqual([]);
      expect(poor).toHaveProperty('overEvidence');
      expect(poor).not.toHaveProperty('underEvidence');
    });
  });

  it.each([
    ['generous', 'over', 570, '1.14000000'],
    ['mean', 'under', 100, '0.20000000'],
  ] as const)(
    'raises one alarm for a game that is %s, with the figures of that moment and what is to be reported',
    async (gameId, direction, wins, actual) => {
      for (const day of ['03', '04', '05'])
        await settle(evenChances(gameId, wins, `2026-11-${day}T12:00:00.000Z`));
      const [whole] = await look(gameId);
      expect(whole?.alerts).toMatchObject([
        {
          direction,
          keyEvent: {
            type: `game-fault-${direction}-payment`,
            rounds: 3000,
            from: '2026-11-03',
            to: '2026-11-05',
          },
        },
      ]);
      expect(whole?.alerts[0]?.keyEvent.summary).toContain(`returned ${actual} on average over 3000 rounds`);
      const evidence = Number(direction === 'over' ? whole?.overEvidence : whole?.underEvidence);
      expect(evidence).toBeGreaterThan(Number(whole?.alarmAt));
      await settle(evenChances(gameId, wins, '2026-11-06T12:00:00.000Z'));
      const [later] = await look(gameId);
      expect(later).toMatchObject({ rounds: 4000, cell: whole?.cell });
      expect(later?.alerts).toEqual(whole?.alerts);
    },
  );

  it('tells an alarm once, and is told by a person what it was: that stays, and so does the alarm', async () => {
    const { broker, bus } = newsroom.stack;
    const told = await toldOnce<ReturnAlertRaised>(broker, 'evt.analytics.return-alert.>');
    await newsroom.query(
      `INSERT INTO monitored_games VALUES ('late', 'h1', $1, now())`,
      JSON.stringify(wheel),
    );
    for (const day of ['03', '04', '05'])
      await settle(evenChances('late', 570, `2026-11-${day}T12:00:00.000Z`));
    const [whole, part] = await look('late');
    const [alert, other] = [whole?.alerts[0], part?.alerts[0]];
    if (!alert || !other) throw new Error('no alarm was raised');
    await until('both alarms are told', () => told.facts().length === 2);
    expect(told.facts()).toContainEqual({
      ...{ alertId: alert.alertId, gameId: 'late', definitionHash: 'h1', band: 'all', channel: 'all' },
      ...{ direction: 'over', raisedAt: alert.raisedAt },
    });
    const open = async (): Promise<number> => {
      const text = await newsroom.analytics.app.get(Metrics, { strict: false }).registry.metrics();
      return Number(/^casino_return_alerts_count\{[^}]*\} (\d+)$/m.exec(text)?.[1]);
    };
    const before = await open();
    const staffId = newId();
    const closing = {
      alertId: alert.alertId,
      staffId,
      conclusion: 'no_fault' as const,
      reason: 'a long lucky night',
    };
    const closed = await bus.ask(closeReturnAlert, closing);
    const { closed: closure, ...rest } = closed;
    expect(rest).toEqual(alert);
    expect(closure).toMatchObject({ staffId, conclusion: 'no_fault', reason: 'a long lucky night' });
    const second = { ...closing, staffId: newId(), conclusion: 'fault' as const, reason: 'or was it not' };
    expect(await bus.ask(closeReturnAlert, second)).toEqual(closed);
    expect(await open()).toBe(before - 1);
    await settle(evenChances('late', 570, '2026-11-06T12:00:00.000Z'));
    const [later, laterPart] = await look('late');
    expect([later?.alerts, laterPart?.alerts]).toEqual([[closed], [other]]);
    await bus.ask(closeReturnAlert, { ...closing, alertId: other.alertId });
    await until('both are told as closed', () => told.facts().length === 4);
    told.stop();
    expect(told.facts().slice(2)).toMatchObject([
      { alertId: alert.alertId, conclusion: 'no_fault' },
      { alertId: other.alertId },
    ]);
    const unknown = bus.ask(closeReturnAlert, { ...closing, alertId: newId() });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });

  describe('of a live table', () => {
    const pockets = (wheel as { wheel: number[] }).wheel;
    let spins = 0;
    const known = (tableId: string) =>
      newsroom.query(
        `INSERT INTO monitored_games VALUES ($1, 'h1', $2, now())`,
        tableId,
        JSON.stringify(wheel),
      );
    const spin = (
      tableId: string,
      at: string,
      pocket: number,
      [stake, payout]: readonly [number, number],
    ) => ({
      ...{ tableId, roundId: newId(), number: (spins += 1), definitionHash: 'h1', pocket, players: 2 },
      ...{ stake: gbp(stake), payout: gbp(payout), settledAt: at },
    });
    const spun = (told: readonly TableSpin[]) =>
      newsroom.query('SELECT record_spins($1)', JSON.stringify(told));
    const wheelOf = async (tableId: string) => {
      await look(tableId);
      return (await newsroom.stack.bus.ask(readReturnMonitor, { gameId: tableId })).wheels ?? [];
    };
    /** A thousand spins on red, of which so many win, all pockets alike. */
    const onRed = (tableId: string, wins: number, at: string): TableSpin[] =>
      Array.from({ length: 1000 }, (_, n) =>
        spin(tableId, at, pockets[n % pockets.length] ?? 0, [300, (n * 619) % 1000 < wins ? 600 : 0]),
      );

    it('takes a spin for one round, all bets of its players together, and theirs for none', async () => {
      await known('harbour');
      const at = '2026-11-02T12:00:00.000Z';
      // Thousands on the same lucky spins: as rounds of their own they would be an alarm.
      await settle(evenChances('harbour', 900, at));
      await spun([...onRed('harbour', 474, at), spin('harbour', at, 3, [0, 0])]);
      const [cell, ...more] = await look('harbour');
      expect(more).toEqual([]);
      expect(cell).toMatchObject({
        ...{ band: 'all', channel: 'all', rounds: 1000, actualReturn: '0.94800000', alerts: [] },
      });
      expect(cell).toHaveProperty('overEvidence');
      const [own] = await wheelOf('harbour');
      // The one without bets is a spin of the wheel all the same.
      expect(own).toMatchObject({ gameId: 'harbour', spins: 1001, alerts: [] });
      expect(Number(own?.evidence)).toBeLessThan(0);
    });

    it('hears a spin once, however often it is told', async () => {
      const definitionHash = 'a3'.repeat(32);
      const told = { ...spin('heard', '2026-11-02T23:59:59.000Z', 17, [250, 100]), definitionHash };
      const fact = { subject: tableSpinSettled.subject, id: newId(), payload: told };
      await newsroom.tell(fact, fact);
      await newsroom.tell({ ...fact, id: newId() });
      const rows = () =>
        newsroom.query(
          `SELECT day::text, hundredths::int, spins::int FROM spin_multiples WHERE table_id = 'heard'`,
        );
      await until('it is heard', async () => (await rows()).length > 0);
      const last = { ...spin('heard', '2026-11-03T12:00:00.000Z', 18, [250, 0]), definitionHash };
      await newsroom.tell({ ...fact, id: newId(), payload: last });
      await until('the one after it is heard', async () => (await rows()).length > 1);
      expect(await rows()).toEqual([
        { day: '2026-11-02', hundredths: 40, spins: 1 },
        { day: '2026-11-03', hundredths: 0, spins: 1 },
      ]);
    });

    it('raises an alarm where its spins return what they must not', async () => {
      await known('lavish');
      for (const day of ['03', '04', '05']) await spun(onRed('lavish', 570, `2026-11-${day}T12:00:00.000Z`));
      const [cell] = await look('lavish');
      expect(cell).toMatchObject({ rounds: 3000, actualReturn: '1.14000000' });
      expect(cell?.alerts).toMatchObject([
        { direction: 'over', keyEvent: { type: 'game-fault-over-payment', rounds: 3000 } },
      ]);
    });

    it('raises an alarm of a wheel with an uneven pocket, and watches on when it is closed (RTS 17A)', async () => {
      await known('tilted');
      const day = (at: string, length: number): TableSpin[] =>
        Array.from({ length }, (_, n) => {
          const place = n % (pockets.length + 1);
          return spin('tilted', at, pockets[place] ?? 5, [0, 0]);
        });
      await spun(day('2026-11-03T12:00:00.000Z', 3900));
      const [own] = await wheelOf('tilted');
      expect(own).toMatchObject({ spins: 3900, oddest: 5, from: '2026-11-03', oddestShare: '0.05128205' });
      expect(Number(own?.evidence)).toBeGreaterThan(Number(own?.alarmAt));
      expect(own?.alerts).toMatchObject([
        { direction: 'pockets', keyEvent: { type: 'game-fault-uneven-wheel', rounds: 3900 } },
      ]);
      expect(own?.alerts[0]?.keyEvent.summary).toContain('5 came farthest from its share, in 0.05128205');
      const { closed } = await newsroom.stack.bus.ask(closeReturnAlert, {
        ...{ alertId: own?.alerts[0]?.alertId ?? '', staffId: newId() },
        ...{ conclusion: 'fault' as const, reason: 'the fifth fret was loose' },
      });
      const after = new Date(Date.parse(closed?.closedAt ?? '') + 86_400_000).toISOString();
      await spun(day(after, 390));
      const [before, next] = await wheelOf('tilted');
      expect(before).toMatchObject({ cell: own?.cell, spins: 3900 });
      expect(next).toMatchObject({ follows: own?.cell, spins: 390, alerts: [] });
      // Nobody bet: there is no return to look at.
      expect(await look('tilted')).toEqual([]);
    });
  });

  it('watches on once its alarms are closed: by another cell from the day after, with false alarms of its own', async () => {
    const { bus } = newsroom.stack;
    await newsroom.query(
      `INSERT INTO monitored_games VALUES ('again', 'h1', $1, now())`,
      JSON.stringify(wheel),
    );
    for (const day of ['03', '04', '05'])
      await settle(evenChances('again', 570, `2026-11-${day}T12:00:00.000Z`));
    const [whole, part] = await look('again');
    const close = (alertId = '') =>
      bus.ask(closeReturnAlert, {
        ...{ alertId, staffId: newId(), conclusion: 'no_fault' as const, reason: 'a long lucky night' },
      });
    const { closed } = await close(whole?.alerts[0]?.alertId);
    // The same twice at once: it is followed by one.
    await Promise.all([close(part?.alerts[0]?.alertId), close(part?.alerts[0]?.alertId)]);
    const daysAfter = (days: number): string =>
      new Date(Date.parse(closed?.closedAt ?? '') + days * 86_400_000).toISOString();
    await settle(evenChances('again', 570, daysAfter(0)));
    const ended = await look('again');
    expect(ended.map(({ cell }) => cell)).toEqual([whole?.cell, part?.cell]);
    expect(ended[0]).toMatchObject({ rounds: 4000 });
    for (const day of [1, 2, 3]) await settle(evenChances('again', 474, daysAfter(day)));
    const [, , next, nextPart] = await look('again');
    expect(next).toMatchObject({
      ...{
        follows: whole?.cell,
        band: 'all',
        rounds: 3000,
        from: dateAt(new Date(daysAfter(1))),
        alerts: [],
      },
    });
    expect(nextPart).toMatchObject({ follows: part?.cell, band: '1', rounds: 3000, alerts: [] });
    expect(next?.cell).toBeGreaterThan(part?.cell ?? 0);
    expect(Number(next?.alarmAt)).toBeGreaterThan(Number(whole?.alarmAt));
    for (const day of [4, 5, 6, 7, 8]) await settle(evenChances('again', 570, daysAfter(day)));
    const [first, , again] = await look('again');
    expect(again?.alerts).toMatchObject([
      { direction: 'over', keyEvent: { from: dateAt(new Date(daysAfter(1))) } },
    ]);
    expect(again?.alerts[0]?.alertId).not.toBe(whole?.alerts[0]?.alertId);
    expect(first).toMatchObject({ cell: whole?.cell, rounds: 4000 });
    expect(first?.alerts).toHaveLength(1);
  });

  it('watches on also where a process of before closed the alarms, which begins no other cell', async () => {
    await newsroom.query(
      `INSERT INTO monitored_games VALUES ('rolled', 'h1', $1, now())`,
      JSON.stringify(wheel),
    );
    for (const day of ['03', '04', '05'])
      await settle(evenChances('rolled', 570, `2026-11-${day}T12:00:00.000Z`));
    const [whole, part] = await look('rolled');
    const closedAt = new Date('2026-11-07T12:00:00.000Z');
    const closeAsBefore = (alertId = '') =>
      newsroom.query(
        `INSERT INTO return_alert_closures (alert_id, closed_at, staff_id, conclusion, reason)
         VALUES ($1, $2, $3, 'no_fault', 'a long lucky night')`,
        ...[alertId, closedAt, newId()],
      );
    await closeAsBefore(whole?.alerts[0]?.alertId);
    await closeAsBefore(part?.alerts[0]?.alertId);
    for (const day of ['07', '08']) await settle(evenChances('rolled', 474, `2026-11-${day}T12:00:00.000Z`));
    await look('rolled');
    const [first, , next, nextPart, ...more] = await look('rolled');
    expect(first).toMatchObject({ cell: whole?.cell, rounds: 4000 });
    expect(next).toMatchObject({ follows: whole?.cell, rounds: 1000, from: '2026-11-08', alerts: [] });
    expect(nextPart).toMatchObject({ follows: part?.cell, rounds: 1000 });
    expect(more).toEqual([]);
  });

  it('comes to the same whatever comes late, and keeps alerts as they were raised', async () => {
    const before = await look('fair');
    await settle(evenChances('fair', 474, '2026-10-20T12:00:00.000Z'));
    const [whole] = await look('fair');
    expect(whole).toMatchObject({ rounds: 4000, from: '2026-10-20', cell: before[0]?.cell });
    await expect(newsroom.query('DELETE FROM return_alerts')).rejects.toThrow('kept as they were written');
  });
});
