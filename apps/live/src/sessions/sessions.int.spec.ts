import {
  acknowledgeTableCheck,
  openTableSession,
  placeBets,
  readTableSession,
  type TablePart,
  tablePartsSettled,
  type TablePartsSettled,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { House, red, tableId } from '../../test/house.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const quarterMs = 15 * 60_000;
const black = { kind: 'black' as const, amount: 100 };

describe('a session at a table', () => {
  let house: House;
  const told: TablePartsSettled[] = [];

  beforeAll(async () => {
    house = await House.open();
    house.stack.broker.connection.subscribe(tablePartsSettled.subject, {
      callback: (_error, message) => void told.push(message.json<TablePartsSettled>()),
    });
    await house.stack.broker.connection.flush();
  });

  afterAll(() => house.close());

  const read = (playerId: string, gameSessionId: string) =>
    house.stack.bus.ask(readTableSession, { playerId, gameSessionId });
  const acknowledge = (playerId: string, gameSessionId: string) =>
    house.stack.bus.ask(acknowledgeTableCheck, { playerId, gameSessionId });
  /** Puts the check so many ms after now, by the database's clock. */
  const dueIn = (playerId: string, ms: number): Promise<unknown> =>
    house.rows(
      `UPDATE table_sessions SET reality_check_at = clock_timestamp() + make_interval(secs => $2)
        WHERE player_id = $1`,
      [playerId, ms / 1000],
    );
  const partOf = (playerId: string, roundId: string): Promise<TablePart & Pick<TablePartsSettled, 'how'>> =>
    until('the player is told what the round came to', () => {
      const of = told.find((each) => each.roundId === roundId && each.parts.some(isOf(playerId)));
      const part = of?.parts.find(isOf(playerId));
      return of && part ? { ...part, how: of.how } : undefined;
    });

  it('tells net position and time with bets, with the result and when it is read (RTS 2E, RTS 13C)', async () => {
    const { playerId, ...session } = await house.seated();
    expect(session).toMatchObject({ netPosition: gbp(0), elapsedMs: 0 });
    const { gameSessionId, openedAt } = session;
    const { roundId, number } = await house.phase('betting', 2000);
    const idempotencyKey = newId();
    const first = await house.place(playerId, [red, black], { idempotencyKey });
    const since = (at: string): number => Date.parse(at) - Date.parse(openedAt);
    expect(first).toMatchObject({ netPosition: gbp(-200), elapsedMs: since(first.placedAt) });
    expect(await house.place(playerId)).toMatchObject({ netPosition: gbp(-300) });
    expect(await house.place(playerId, [red, black], { idempotencyKey })).toEqual(first);
    await house.ended(roundId);
    const part = await partOf(playerId, roundId);
    const payout = house.wallet.partOf(playerId, roundId)?.ended?.payout ?? Number.NaN;
    expect(part).toEqual({
      ...{ playerId, gameSessionId, stake: gbp(300), payout: gbp(payout), netPosition: gbp(payout - 300) },
      ...{ elapsedMs: since(part.settledAt), settledAt: expect.any(String), how: 'settled' },
    });
    expect(told.find((each) => each.roundId === roundId)).toMatchObject({ tableId, number });
    const standing = await read(playerId, gameSessionId);
    expect(standing).toMatchObject({ tableId, openedAt, netPosition: gbp(payout - 300) });
    expect(standing.elapsedMs).toBeGreaterThanOrEqual(part.elapsedMs);
    // Another session begins at nothing, and the one before stays as it was when it was closed.
    const { bus } = house.stack;
    const next = await bus.ask(openTableSession, { playerId, tableId });
    expect(next).toMatchObject({ netPosition: gbp(0), elapsedMs: 0 });
    const closed = await read(playerId, gameSessionId);
    expect(closed).toMatchObject({ netPosition: gbp(payout - 300), elapsedMs: since(closed.closedAt ?? '') });
    for (const [who, which] of [
      [newId(), gameSessionId],
      [playerId, newId()],
    ] as const)
      await expect(read(who, which)).rejects.toMatchObject({ code: 'not_found' });
  });

  describe('of a player who wants to look at the clock every 15 minutes (RTS 13B)', () => {
    const due = { code: 'reality_check_due', kind: 'conflict' };

    it('takes bets until then and none from then on, until it is acknowledged; what is placed is settled', async () => {
      const { playerId, gameSessionId, openedAt, realityCheckAt } = await house.seated(1000, 15);
      expect(Date.parse(realityCheckAt ?? '') - Date.parse(openedAt)).toBe(quarterMs);
      const { roundId } = await house.phase('betting', 2000);
      await dueIn(playerId, 60_000);
      const idempotencyKey = newId();
      const placed = await house.place(playerId, [red], { roundId, idempotencyKey });
      await dueIn(playerId, 0);
      await expect(house.place(playerId)).rejects.toMatchObject({
        ...due,
        detail: expect.stringMatching(/^The game has been open for 00:00:\d\d\.$/),
      });
      await expect(house.place(playerId, [red], { dryRun: true })).rejects.toMatchObject(due);
      expect(await house.place(playerId, [red], { idempotencyKey })).toEqual(placed);
      await house.ended(roundId);
      expect(house.wallet.partOf(playerId, roundId)).toMatchObject({ ended: { how: 'settled' } });
      expect(house.wallet.partOf(playerId, roundId)?.stakes.size).toBe(1);
      await expect(acknowledge(newId(), gameSessionId)).rejects.toMatchObject({ code: 'not_found' });
      const answered = await acknowledge(playerId, gameSessionId);
      expect(Date.parse(answered.realityCheckAt ?? '') - Date.parse(openedAt)).toBe(
        answered.elapsedMs + quarterMs,
      );
      expect(await read(playerId, gameSessionId)).toMatchObject({ realityCheckAt: answered.realityCheckAt });
      await house.phase('betting', 2000);
      await house.place(playerId);
    });

    it('is neither put off nor answered by joining again, and begins anew after an interval away', async () => {
      const { playerId, gameSessionId } = await house.seated(1000, 15);
      const join = () => house.stack.bus.ask(openTableSession, { playerId, tableId });
      await dueIn(playerId, -60_000);
      const next = await join();
      expect(Date.parse(next.realityCheckAt ?? '')).toBeLessThan(Date.parse(next.openedAt));
      await house.phase('betting', 2000);
      await expect(house.place(playerId)).rejects.toMatchObject(due);
      await expect(acknowledge(playerId, gameSessionId)).rejects.toMatchObject({ code: 'session_closed' });
      await dueIn(playerId, -quarterMs);
      const later = await join();
      expect(Date.parse(later.realityCheckAt ?? '') - Date.parse(later.openedAt)).toBe(quarterMs);
    });

    it('is answered at every table where the player sits, and by the interval as it is then', async () => {
      const { playerId, gameSessionId } = await house.seated(1000, 15);
      const { bus } = house.stack;
      const other = await bus.ask(openTableSession, { playerId, tableId: 'lighthouse-table' });
      await dueIn(playerId, 0);
      house.minutes.set(playerId, 60);
      const { realityCheckAt } = await acknowledge(playerId, other.gameSessionId);
      const sessions = await Promise.all(
        [gameSessionId, other.gameSessionId].map((id) => read(playerId, id)),
      );
      const open = sessions.filter(({ closedAt }) => closedAt === undefined);
      expect(open.length).toBeGreaterThan(0);
      expect(open.map((each) => each.realityCheckAt)).toEqual(open.map(() => realityCheckAt));
    });

    it('is due at every replica, and answered at one is answered at all', async () => {
      const replica = await house.replica();
      const { playerId, gameSessionId } = await house.seated(100_000, 15);
      await dueIn(playerId, 0);
      await house.phase('betting', 2500);
      const asks = () => Array.from({ length: 10 }, () => house.place(playerId, [{ ...red, amount: 50 }]));
      const refused = await Promise.allSettled(asks());
      expect(refused.map((each) => each.status === 'rejected' && (each.reason as object))).toEqual(
        refused.map(() => expect.objectContaining(due)),
      );
      await acknowledge(playerId, gameSessionId);
      await house.phase('betting', 2500);
      await Promise.all(asks());
      await replica.close();
    });
  });

  it('takes bets of one who said no interval', async () => {
    const { playerId, realityCheckAt, gameSessionId } = await house.seated(1000);
    expect(realityCheckAt).toBeUndefined();
    await house.phase('betting', 2000);
    const request = { playerId, tableId, idempotencyKey: newId(), stake: gbp(100), bets: [red] };
    expect(await house.stack.bus.ask(placeBets, request)).toMatchObject({ netPosition: gbp(-100) });
    expect(await acknowledge(playerId, gameSessionId)).not.toHaveProperty('realityCheckAt');
  });
});

function isOf(playerId: string): (part: TablePart) => boolean {
  return (part) => part.playerId === playerId;
}
