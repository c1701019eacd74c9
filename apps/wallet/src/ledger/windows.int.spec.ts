import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { amount, LimitsBench } from '../../test/limits-bench.js';

/** A Wednesday; the clock of London is an hour ahead of it. */
const now = '2027-05-12T12:00:00Z';

describe('what windows are held against, in the database alone', () => {
  let bench: LimitsBench;

  beforeAll(async () => {
    bench = await LimitsBench.open();
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.next());

  const round = (stake: number, payout = 0): Record<string, number> => ({
    ...{ cash_out: -stake, revenue_in: stake },
    ...(payout > 0 ? { cash_in: payout, revenue_out: -payout } : {}),
  });

  describe('what was played in a window', () => {
    const session = newId();
    const played = async (window: string, at = now, nowAt = now): Promise<number[]> => {
      const [row] = await bench.rows(
        `SELECT * FROM played_in($1, 'GBP', $2, $3, $4, $5, $6::move[])`,
        ...[bench.player, window, at, nowAt, session, []],
      );
      return [Number(row?.['staked'] ?? NaN), Number(row?.['lost'] ?? NaN)];
    };

    it('is nothing where nothing was', async () => {
      const [row] = await bench.rows(
        `SELECT * FROM played_in($1, 'GBP', 'rolling_day', $2, $2, NULL, NULL)`,
        ...[bench.player, now],
      );
      expect(row).toEqual({ staked: '0', lost: '0' });
    });

    it('is counted from the moment after the window began', async () => {
      const began = '2027-05-11T12:00:00Z';
      await bench.journal('round', now, { ...round(1), started_at: began });
      await bench.journal('round', now, { ...round(2), started_at: '2027-05-11T12:00:00.000001Z' });
      await bench.journal('round', began, { ...round(4), started_at: began });
      await bench.journal('round', '2027-05-11T12:00:00.000001Z', round(8));
      expect(await played('rolling_day')).toEqual([10, 10]);
    });

    it('is found where the player is ahead of the clock, and where it is behind', async () => {
      await bench.journal('round', now, { ...round(1), started_at: '2027-06-12T11:00:00Z' });
      await bench.journal('round', '2027-05-12T11:00:00Z', {
        ...round(2),
        started_at: '2027-05-12T11:00:00Z',
      });
      expect(await played('rolling_day', '2027-06-12T12:00:00Z')).toEqual([1, 1]);
      expect(await played('rolling_day', now, '2027-06-12T12:00:00Z')).toEqual([3, 3]);
    });

    it('counts stakes, what of them was taken back, and payouts', async () => {
      const [started_at, in_play] = ['2027-05-12T10:00:00Z', 64];
      await bench.journal('stake', now, { cash_out: -in_play, in_play, started_at });
      await bench.journal('rollback', now, { cash_in: 16, in_play: -16, started_at });
      await bench.journal('void', now, { cash_in: 8, in_play: -8, started_at });
      await bench.journal('settlement', now, {
        ...{ in_play: -40, revenue_in: 40, revenue_out: -5, cash_in: 5, started_at },
      });
      await bench.journal('payout', now, { revenue_out: -2, cash_in: 2, started_at });
      await bench.journal('jackpot_win', now, { revenue_out: -1, cash_in: 1, started_at });
      expect(await played('rolling_day')).toEqual([40, 33]);
    });

    it('is of a player, a currency and, if that is the window, of a game session', async () => {
      await bench.journal('round', now, { ...round(1), game_session_id: session });
      await bench.journal('round', now, { ...round(2), game_session_id: newId() });
      await bench.journal('round', now, { ...round(4), currency: 'EUR', game_session_id: session });
      await bench.journal('round', now, { ...round(8), player_id: newId(), game_session_id: session });
      await bench.journal('round', '2027-04-12T12:00:00Z', { ...round(16), game_session_id: session });
      await bench.journal('round', '2027-04-12T12:00:01Z', { ...round(32), game_session_id: session });
      expect(await played('rolling_day')).toEqual([3, 3]);
      expect(await played('rolling_month')).toEqual([35, 35]);
      expect(await played('game_session')).toEqual([33, 33]);
    });

    it('includes what the batch has not written yet', async () => {
      const moves = [
        { player_id: bench.player, currency: 'GBP', revenue_in: 1 },
        { player_id: bench.player, currency: 'EUR', revenue_in: 2 },
        { player_id: newId(), currency: 'GBP', revenue_in: 4 },
      ].map((move) => ({ ...move, kind: 'round', started_at: now }));
      const staked = await bench.ask(
        `SELECT staked FROM played_in($1, 'GBP', 'rolling_day', $2, $2, NULL,
           (SELECT array_agg(jsonb_populate_record(NULL::move, m)) FROM jsonb_array_elements($3) AS m))`,
        ...[bench.player, now, JSON.stringify(moves)],
      );
      expect(staked).toBe('1');
    });
  });

  describe('what was deposited in a window', () => {
    const since = '2027-05-11T12:00:00Z';
    const after = '2027-05-11T12:00:00.000001Z';
    /** Each amount is a bit, so that a sum tells what is in it. */
    const asked = async (
      bit: number,
      state: string,
      { at = after, code = 'GBP', of = bench.player }: { at?: string; code?: string; of?: string } = {},
    ): Promise<string> => {
      const deposit = newId();
      await bench.rows(
        'INSERT INTO deposit_reservations VALUES ($1, $2, $3, $4, $5, $6)',
        ...[of, deposit, code, 2 ** bit, at, state],
      );
      return deposit;
    };
    const paid = (
      bit: number,
      over: { external_id?: string; at?: string; of?: string; code?: string } = {},
    ) =>
      bench.journal('deposit', over.at ?? after, {
        ...{ cash_in: 2 ** bit, clearing: -(2 ** bit), provider: 'x', player_id: over.of ?? bench.player },
        ...{ currency: over.code ?? 'GBP', external_id: over.external_id ?? newId() },
      });
    const bits = (...set: number[]): number => set.reduce((sum, bit) => sum + 2 ** bit, 0);
    const deposited = async (net: boolean): Promise<number> =>
      Number((await bench.ask(`SELECT deposited_since($1, 'GBP', $2, $3)`, bench.player, since, net)) ?? NaN);
    const withdraw = (kind: string, withdrawing: number, at = after): Promise<void> =>
      bench.journal(kind, at, { withdrawing, clearing: -withdrawing, provider: 'x' });

    it('is what was asked for and not given up, and what was paid without being asked for', async () => {
      await asked(0, 'open');
      await paid(1, { external_id: await asked(1, 'credited') });
      await asked(2, 'cancelled');
      await paid(3, { external_id: await asked(3, 'cancelled') });
      await asked(4, 'open', { at: since });
      await asked(5, 'open', { code: 'EUR' });
      await asked(6, 'open', { of: newId() });
      await paid(7);
      await paid(8, { at: since });
      await paid(9, { of: newId() });
      await paid(10, { code: 'EUR' });
      await paid(11, { external_id: await asked(11, 'credited', { of: newId() }) });
      await bench.journal('payout', after, { cash_in: 2 ** 12, revenue_out: -(2 ** 12) });
      expect(await deposited(false)).toBe(bits(0, 1, 3, 7, 11));
    });

    it('is nothing where nothing was, and no less than what was asked for where nothing is in the journal', async () => {
      expect(await deposited(true)).toBe(0);
      await asked(0, 'open');
      expect(await deposited(true)).toBe(1);
    });

    it('is what was paid where nothing was asked for', async () => {
      await paid(3);
      expect(await deposited(true)).toBe(8);
    });

    it('is less what was withdrawn where the limit is one of both', async () => {
      await paid(5);
      await withdraw('withdrawal_commit', -8);
      await withdraw('withdrawal_release', -1);
      await withdraw('withdrawal_commit', -2, since);
      expect(await deposited(true)).toBe(24);
      expect(await deposited(false)).toBe(32);
    });

    it.each([
      ['deposit', 'rolling_day', 3],
      ['net_deposit', 'rolling_day', 4],
      ['net_deposit', 'day', 4],
    ])('is held against a %s limit of a %s, to the penny', async (kind, window, room) => {
      await paid(2, { at: '2027-05-12T11:00:00Z' });
      await withdraw('withdrawal_commit', -1, '2027-05-12T11:00:00Z');
      await bench.set({ windows: [{ kind, window, amount: amount(7) }] });
      const passes = (pence: number, code = 'GBP', at = now): Promise<unknown> =>
        bench.ask('SELECT passes_window($1, $2, $3, $4)', bench.player, code, at, pence);
      expect(await passes(room)).toBe(false);
      expect(await passes(room + 1)).toBe(true);
      expect(await passes(room + 1, 'EUR')).toBe(false);
      expect(await passes(7, 'GBP', '2027-05-13T12:00:00Z')).toBe(false);
    });

    it('is not asked of limits on stakes, nor of those of other players', async () => {
      await paid(4, { at: '2027-05-12T11:00:00Z' });
      const other = newId();
      await bench.ask('SELECT open_account($1, $2)', other, 'GBP');
      await bench.set({
        of: other,
        windows: [{ kind: 'deposit', window: 'rolling_day', amount: amount(1) }],
      });
      await bench.set({ windows: [{ kind: 'stake', window: 'rolling_day', amount: amount(1) }] });
      expect(await bench.ask('SELECT passes_window($1, $2, $3, $4)', bench.player, 'GBP', now, 1)).toBe(
        false,
      );
    });

    it("begins by the account's own calendar", async () => {
      // The Wednesday of London began an hour before that of UTC.
      await bench.set({ windows: [{ kind: 'net_deposit', window: 'day', amount: amount(0) }] });
      const used = (): Promise<unknown> =>
        bench.ask('SELECT used FROM windows_used($1, $2)', bench.player, now);
      await paid(0, { at: '2027-05-11T23:00:00Z' });
      expect(await used()).toBe('0');
      await paid(1, { at: '2027-05-11T23:00:01Z' });
      expect(await used()).toBe('2');
    });
  });

  it('tells what of each window is used: nothing of a game session, and never less than nothing', async () => {
    const windows = [
      ...['deposit', 'net_deposit', 'stake', 'loss'].map((kind) => ({ kind, window: 'rolling_day' })),
      { kind: 'loss', window: 'game_session' },
      { kind: 'loss', window: 'rolling_week' },
    ];
    const other = newId();
    await bench.ask('SELECT open_account($1, $2)', other, 'GBP');
    await bench.set({ of: other, windows: [{ kind: 'stake', window: 'rolling_week', amount: amount(1) }] });
    await bench.set({ windows: windows.map((one) => ({ ...one, amount: amount(100) })) });
    const at = '2027-05-12T11:00:00Z';
    await bench.journal('round', at, round(30, 50));
    await bench.journal('round', '2027-05-09T11:00:00Z', round(25));
    await bench.journal('deposit', at, { cash_in: 9, clearing: -9, provider: 'x' });
    await bench.journal('withdrawal_commit', at, { withdrawing: -4, clearing: 4, provider: 'x' });
    const used = await bench.rows('SELECT kind, name, used FROM windows_used($1, $2)', bench.player, now);
    expect(used.map(({ kind, name, used: of }) => [kind, name, of].join(' '))).toEqual([
      ...['deposit rolling_day 9', 'loss game_session 0', 'loss rolling_day 0', 'loss rolling_week 5'],
      ...['net_deposit rolling_day 5', 'stake rolling_day 30'],
    ]);
  });
});
