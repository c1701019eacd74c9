import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { amount, type Controls, LimitsBench } from '../../test/limits-bench.js';

/** A Wednesday; the clock of London is an hour ahead of it. */
const now = '2027-05-12T12:00:00Z';

describe('limits and blocks in the database alone', () => {
  let bench: LimitsBench;

  beforeAll(async () => {
    bench = await LimitsBench.open();
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.next());

  const reserve = (pence: number, over: { deposit?: string; code?: string; at?: string } = {}) =>
    bench.ask(
      'SELECT reserve_deposit($1, $2, $3, $4, $5)',
      ...[bench.player, over.deposit ?? newId(), over.code ?? 'GBP', pence, over.at ?? now],
    );
  const account = async (code = 'GBP'): Promise<Record<string, unknown>> =>
    (
      await bench.rows('SELECT * FROM accounts WHERE player_id = $1 AND currency = $2', bench.player, code)
    )[0] ?? {};

  describe('an account that is opened', () => {
    it('says whether it was opened now', async () => {
      expect(await bench.ask('SELECT open_account($1, $2)', bench.player, 'GBP')).toBe(false);
      expect(await bench.ask('SELECT open_account($1, $2)', bench.player, 'EUR')).toBe(true);
    });

    it('has the limits that were set before', async () => {
      await bench.set({ limits: [{ kind: 'stake', period: 'week', amount: amount(7, 'EUR') }] });
      await bench.ask('SELECT open_account($1, $2)', bench.player, 'EUR');
      expect(await account('EUR')).toMatchObject({ stake_limit_week: '7', loss_limit_week: null });
    });
  });

  describe('controls that are set', () => {
    const kinds = (['stake', 'loss'] as const).flatMap((kind) =>
      (['day', 'week', 'month'] as const).map((period) => ({ kind, period })),
    );

    it.each([kinds, [...kinds].reverse()])(
      'are copied to the account, each to its place',
      async (...order) => {
        const limits = order.map((one, place) => ({ ...one, amount: amount(place + 1) }));
        await bench.set({
          limits: [...limits, { kind: 'stake', period: 'day', amount: amount(0, 'EUR') }],
        });
        expect(await account()).toMatchObject(
          Object.fromEntries(
            order.map(({ kind, period }, place) => [`${kind}_limit_${period}`, String(place + 1)]),
          ),
        );
      },
    );

    it('block play until the last of its blocks is over', async () => {
      const [soon, late, never] = ['2027-06-01T00:00:00Z', '2027-07-01T00:00:00Z', null];
      const block = (scope: string, end: string | null, reason = scope): object => ({
        ...{ scope, until: end, reason },
      });
      const end = async (): Promise<unknown> => (await account())['play_blocked_until'];
      await bench.set({ blocks: [block('play', soon), block('all', late), block('deposit', never)] });
      expect(await end()).toEqual(new Date(late));
      await bench.set({ revision: 2, blocks: [block('play', late), block('play', never, 'exclusion')] });
      expect(await end()).toBe(Infinity);
      await bench.set({ revision: 3, blocks: [block('deposit', late)] });
      expect(await end()).toBeNull();
    });

    it.each([
      ['stake', 'GBP', true],
      ['loss', 'GBP', true],
      ['deposit', 'GBP', false],
      ['stake', 'EUR', false],
    ])('tell stakes of windows that bind them: %s in %s', async (kind, currency, has) => {
      await bench.set({ windows: [{ kind, window: 'rolling_day', amount: amount(1, currency) }] });
      expect(await account()).toMatchObject({ has_windows: has });
    });

    it('take the place of all that were set before, and of nobody else', async () => {
      const other = newId();
      const all = (pence: number): Controls => ({
        limits: [{ kind: 'stake', period: 'day', amount: amount(pence) }],
        blocks: [{ scope: 'deposit', reason: `r${pence}`, until: now }],
        windows: [{ kind: 'loss', window: 'rolling_week', amount: amount(pence) }],
      });
      await bench.set({ ...all(1), of: other });
      await bench.set(all(2));
      const kept = (who: string): Promise<Record<string, unknown>[]> =>
        bench.rows(
          `SELECT l.amount AS limit, b.reason, w.amount AS window, w.kind, w.name FROM limits l
             JOIN blocks b USING (player_id) JOIN window_limits w USING (player_id) WHERE player_id = $1`,
          who,
        );
      const window = { kind: 'loss', name: 'rolling_week' };
      expect(await kept(bench.player)).toEqual([{ limit: '2', reason: 'r2', window: '2', ...window }]);
      await bench.set({ ...all(3), revision: 2 });
      expect(await kept(bench.player)).toEqual([{ limit: '3', reason: 'r3', window: '3', ...window }]);
      expect(await kept(other)).toEqual([{ limit: '1', reason: 'r1', window: '1', ...window }]);
    });

    it('are not taken back by a revision that comes late', async () => {
      const limits = [{ kind: 'stake', period: 'day', amount: amount(5) }];
      expect(await bench.set({ revision: 7, limits })).toBe('7');
      expect(await bench.set({ revision: 7 })).toBe('7');
      expect(await bench.set({ revision: 6 })).toBe('7');
      expect(await account()).toMatchObject({ stake_limit_day: '5' });
      expect(await bench.set({ revision: 8 })).toBe('8');
      expect(await account()).toMatchObject({ stake_limit_day: null });
    });
  });

  describe('a deposit that is reserved', () => {
    it('is known by its id, and by what it was', async () => {
      await bench.ask('SELECT open_account($1, $2)', bench.player, 'EUR');
      const deposit = newId();
      expect(await reserve(5, { deposit })).toBe('reserved');
      expect(await reserve(5, { deposit })).toBe('reserved');
      expect(await reserve(6, { deposit })).toBe('idempotency_key_reused');
      expect(await reserve(5, { deposit, code: 'EUR' })).toBe('idempotency_key_reused');
      expect(await account()).toMatchObject({ day_deposited: '5' });
      expect(await reserve(5, { code: 'USD' })).toBe('no_account');
    });

    it('is refused before a block ends, and not when it does', async () => {
      await bench.set({ blocks: [{ scope: 'deposit', reason: 'r', until: now }] });
      expect(await reserve(5, { at: '2027-05-12T11:59:59.999999Z' })).toBe('deposit_blocked');
      expect(await reserve(5)).toBe('reserved');
      await bench.set({ revision: 2, blocks: [{ scope: 'play', reason: 'r', until: null }] });
      expect(await reserve(5)).toBe('reserved');
    });

    it.each(['day', 'week', 'month'])('is held against a limit of the %s, to the penny', async (period) => {
      await bench.set({ limits: [{ kind: 'deposit', period, amount: amount(10) }] });
      expect(await reserve(6)).toBe('reserved');
      expect(await reserve(5)).toBe('deposit_limit_reached');
      expect(await reserve(4)).toBe('reserved');
    });

    it.each([
      // The same day, the day after, the Monday after, and the month after.
      ['2027-05-12T20:00:00Z', [9, 2, 3, 9, 5, 6, 9, 8, 9]],
      ['2027-05-13T12:00:00Z', [8, 0, 0, 9, 5, 6, 9, 8, 9]],
      ['2027-05-17T12:00:00Z', [8, 0, 0, 8, 0, 0, 9, 8, 9]],
      ['2027-06-01T12:00:00Z', [8, 0, 0, 8, 0, 0, 8, 0, 0]],
    ])('begins the periods anew that began by %s', async (at, expected) => {
      await reserve(1);
      await bench.rows(
        `UPDATE accounts SET day_staked = 2, day_paid_out = 3, week_staked = 5, week_paid_out = 6,
                month_staked = 8, month_paid_out = 9 WHERE player_id = $1`,
        bench.player,
      );
      for (const pence of [3, 5]) expect(await reserve(pence, { at })).toBe('reserved');
      const counters = await bench.rows(
        `SELECT day_deposited, day_staked, day_paid_out, week_deposited, week_staked, week_paid_out,
                month_deposited, month_staked, month_paid_out FROM accounts WHERE player_id = $1`,
        bench.player,
      );
      expect(Object.values(counters[0] ?? {}).map(Number)).toEqual(expected);
    });

    it('counts in the present periods where its clock is behind', async () => {
      await reserve(1, { at: '2027-06-01T12:00:00Z' });
      await reserve(2);
      expect(
        await bench.rows(
          'SELECT day::text, week::text, month::text, day_deposited FROM accounts WHERE player_id = $1',
          bench.player,
        ),
      ).toEqual([{ day: '2027-06-01', week: '2027-05-31', month: '2027-06-01', day_deposited: '3' }]);
    });

    it('is given back once, from the periods that are not over', async () => {
      const [early, late] = [newId(), newId()];
      await reserve(1, { deposit: early });
      await reserve(2, { deposit: late, at: '2027-05-13T12:00:00Z' });
      const counted = async (): Promise<number[]> => {
        const { day_deposited, week_deposited } = await account();
        return [Number(day_deposited), Number(week_deposited)];
      };
      const cancel = (deposit: string): Promise<unknown> =>
        bench.ask('SELECT cancel_deposit($1, $2)', bench.player, deposit);
      expect(await counted()).toEqual([2, 3]);
      await cancel(early);
      await cancel(early);
      await cancel(newId());
      expect(await counted()).toEqual([2, 2]);
      await bench.rows(`UPDATE deposit_reservations SET state = 'credited' WHERE deposit_id = $1`, late);
      await cancel(late);
      expect(await counted()).toEqual([2, 2]);
    });
  });
});
