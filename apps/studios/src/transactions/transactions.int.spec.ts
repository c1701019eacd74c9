import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino, type Sitting } from '../../test/casino.js';

/** The names T1 to T38 are those of the tricky cases in docs/studios.md. */
describe('transactions of a studio', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  it('a bet, a win that ends the round, and the balance after each', async () => {
    const at = await casino.sitting(1000);
    const bet = await at.bet('happy-bet', 200);
    expect(bet).toMatchObject({
      http: 200,
      body: { status: 'ok', balance: { total: '800', cash: '800', bonus: '0', currency: 'GBP' } },
    });
    expect(await at.money()).toEqual({ cash: 800, inPlay: 200 });
    const win = await at.win('happy-win', 'happy-bet', 500, { roundClosed: true });
    expect(win.body).toMatchObject({ status: 'ok', balance: { total: '1300' } });
    expect(await at.money()).toEqual({ cash: 1300, inPlay: 0 });
  });

  it('T1: a bet that comes again is answered as before, with the balance of now, and debited once', async () => {
    const at = await casino.sitting(1000);
    const first = await at.bet('t1', 100);
    await casino.deposit(at.playerId, 50);
    const again = await at.bet('t1', 100);
    expect(again.body).toMatchObject({ status: 'ok', balance: { total: '950' } });
    expect(again.body.transactions?.[0]).toEqual({ ...first.body.transactions?.[0], replayed: true });
    expect(await at.money()).toEqual({ cash: 950, inPlay: 100 });
  });

  it.each([
    ['amount', { amount: '101' }],
    ['round', { round: 'another' }],
    ['game', { game: 'reels' }],
  ])('T2: the same id with another %s moves nothing', async (field, over) => {
    const at = await casino.sitting(1000);
    await at.bet(`t2-${field}`, 100);
    const other = await at.bet(`t2-${field}`, 100, over);
    expect(other).toMatchObject({ http: 409, body: { status: 'conflict' } });
    expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
  });

  it('T2: the same id of another player, or as another kind, moves nothing', async () => {
    const [at, other] = [await casino.sitting(1000), await casino.sitting(1000)];
    await at.bet('t2-player', 100);
    expect((await other.bet('t2-player', 100)).body.status).toBe('conflict');
    expect((await at.win('t2-player', 't2-player', 100)).body.status).toBe('conflict');
    expect((await at.rollback('t2-player', 't2-player')).body.status).toBe('conflict');
    expect(await other.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('T3: copies of a bet at once are one debit, and each hears that it succeeded', async () => {
    const at = await casino.sitting(1000);
    const copies = await Promise.all(Array.from({ length: 10 }, () => at.bet('t3', 100)));
    const said = copies.map(({ body }) => body.status);
    // A copy that waited its patience out is told to ask again.
    expect(said.filter((status) => status === 'retry' || status === 'ok')).toHaveLength(10);
    expect((await at.bet('t3', 100)).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
  });

  it('T4, T5: a rollback before its bet is remembered, and the bet refused for good', async () => {
    const at = await casino.sitting(1000);
    expect((await at.rollback('t4-back', 't4')).body.status).toBe('ok');
    expect((await at.bet('t4', 100)).body.status).toBe('rolled_back');
    expect((await at.bet('t4', 100)).body.status).toBe('rolled_back');
    expect((await at.rollback('t4-back', 't4')).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('T5: the tombstone outlives the process and every cache', async () => {
    const at = await casino.sitting(1000);
    await at.rollback('t5-back', 't5');
    const replica = await casino.replica();
    const said = await Promise.all(Array.from({ length: 6 }, () => at.bet('t5', 100)));
    await replica.close();
    expect(said.map(({ body }) => body.status)).toEqual(said.map(() => 'rolled_back'));
    expect(await casino.rows(`SELECT state FROM studio_transactions WHERE transaction_id = 't5'`)).toEqual([
      { state: 'tombstone' },
    ]);
  });

  it('T6, T9: a rollback returns what was staked, once, under any id and whatever amount it names', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t6', 100);
    expect((await at.rollback('t6-back', 't6', { amount: '900' })).body).toMatchObject({
      status: 'ok',
      balance: { total: '1000' },
    });
    expect((await at.rollback('t6-back', 't6')).body.transactions?.[0]).toMatchObject({ replayed: true });
    expect((await at.rollback('t6-other', 't6')).body.status).toBe('ok');
    expect((await at.bet('t6', 100)).body.status).toBe('rolled_back');
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('T6: a rollback that races its bet leaves nothing in play, whichever is first', async () => {
    const at = await casino.sitting(1000);
    for (let turn = 0; turn < 20; turn += 1) {
      const id = `race-${turn}`;
      await Promise.all([at.bet(id, 100, { round: id }), at.rollback(`${id}-back`, id, { round: id })]);
    }
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('T7: a bet that has won is not taken back', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t7', 100);
    await at.bet('t7-other', 100);
    await at.win('t7-win', 't7', 30);
    expect((await at.rollback('t7-back', 't7')).body.status).toBe('settled');
    // The ledger gives nothing back out of a round that has paid.
    expect((await at.rollback('t7-other-back', 't7-other')).body.status).toBe('settled');
    expect(await at.money()).toEqual({ cash: 830, inPlay: 200 });
  });

  it('T8: a rollback of a refused bet succeeds and moves nothing', async () => {
    const at = await casino.sitting(50);
    expect((await at.bet('t8', 100)).body).toMatchObject({
      status: 'insufficient',
      balance: { total: '50' },
    });
    expect((await at.rollback('t8-back', 't8')).body.status).toBe('ok');
    await casino.deposit(at.playerId, 1000);
    // The player was told no: the same bet gets the same answer.
    expect((await at.bet('t8', 100)).body.status).toBe('insufficient');
    expect(await at.money()).toEqual({ cash: 1050, inPlay: 0 });
  });

  it('T10, T13, T14, T35: whatever settles a bet is taken from an ended session and a blocked player', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t10-a', 100);
    await at.bet('t10-b', 100);
    await casino.controls(at.playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] });
    expect((await at.bet('t10-c', 100)).body.status).toBe('blocked');
    await casino.sit(at.playerId);
    expect((await at.bet('t10-d', 100)).body.status).toBe('bad_token');
    expect((await at.rollback('t10-back', 't10-b')).body.status).toBe('ok');
    expect((await at.win('t10-win', 't10-a', 300)).body.status).toBe('ok');
    const withoutSession = { session: undefined, playerId: undefined };
    expect((await at.win('t10-win-2', 't10-a', 20, withoutSession)).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 1220, inPlay: 100 });
  });

  it('T11, T12: a win without its bet is refused, and taken once the bet is there', async () => {
    const at = await casino.sitting(1000);
    expect((await at.win('t11-win', 't11', 500)).body.status).toBe('bet_unknown');
    await at.bet('t11', 100);
    expect((await at.win('t11-win', 't11', 500)).body.status).toBe('ok');
    await at.bet('t12', 100, { round: 't12' });
    await at.rollback('t12-back', 't12');
    expect((await at.win('t12-win', 't12', 500)).body.status).toBe('rolled_back');
    expect(await at.money()).toEqual({ cash: 1400, inPlay: 100 });
  });

  it('T15, T16, T17, T18: wins until the round is closed, then no bet and still the player’s win', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t15', 100);
    await at.win('t15-a', 't15', 10);
    await at.win('t15-b', 't15', 20);
    expect((await at.win('t16', 't15', 0, { roundClosed: true })).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 930, inPlay: 0 });
    expect((await at.bet('t17', 100)).body.status).toBe('round_closed');
    expect((await at.win('t18', 't15', 5)).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 935, inPlay: 0 });
    expect(await casino.rows(`SELECT late FROM studio_transactions WHERE transaction_id = 't18'`)).toEqual([
      { late: true },
    ]);
  });

  it.each([
    ['with its round’s end', { roundClosed: true }, {}, 0],
    ['without it', {}, { roundClosed: true }, 0],
  ])(
    'T20: a win that was carried out %s, and nobody wrote down, is paid once, however it is sent again',
    async (what, first, then, inPlay) => {
      const at = await casino.sitting(1000);
      const id = `t20-${what}`;
      await at.bet(id, 10, { round: id });
      await at.win(`${id}-win`, id, 70, { round: id, ...first });
      await casino.studios.database.admin.transaction(async (manager) => {
        await manager.query(`SET LOCAL session_replication_role = replica`);
        await manager.query(
          `UPDATE studio_transactions SET state = 'pending', finished_at = NULL, finished_xid = NULL, claimed_until = now()
            WHERE transaction_id = $1`,
          [`${id}-win`],
        );
        await manager.query(
          `UPDATE studio_rounds SET closed_at = NULL, ended_by = NULL WHERE round_id = $1`,
          [id],
        );
      });
      expect((await at.win(`${id}-win`, id, 70, { round: id, ...then })).body.status).toBe('ok');
      expect(await at.money()).toEqual({ cash: 1060, inPlay });
      expect(await casino.rows(`SELECT ended_by FROM studio_rounds WHERE round_id = $1`, [id])).toEqual([
        { ended_by: 'studio' },
      ]);
    },
  );

  it('T19: an end that is repeated, or of an unknown round, succeeds', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t19', 100, { round: 't19' });
    for (const round of ['t19', 't19', 't19-unknown'])
      expect((await at.call('end-round', { round })).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 900, inPlay: 0 });
  });

  it('T22: a win does not pay for the bet it comes with, and both or neither are carried out', async () => {
    const at = await casino.sitting(50);
    const play = (round: string, bet: number, win: number) =>
      at.call('play', {
        ...{ game: 'coin', round, roundClosed: true },
        actions: [
          { kind: 'bet', id: `${round}-bet`, amount: String(bet) },
          { kind: 'win', id: `${round}-win`, betId: `${round}-bet`, amount: String(win) },
        ],
      });
    expect((await play('t22-a', 100, 500)).body.status).toBe('insufficient');
    expect(await at.money()).toEqual({ cash: 50, inPlay: 0 });
    expect((await play('t22-b', 50, 500)).body.status).toBe('ok');
    expect((await play('t22-b', 50, 500)).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 500, inPlay: 0 });
  });

  it('T23: one of several that is new is carried out beside those that were, and one refusal refuses all', async () => {
    const at = await casino.sitting(250);
    const bets = (...ids: string[]) =>
      at.call('play', {
        ...{ game: 'coin', round: 't23' },
        actions: ids.map((id) => ({ kind: 'bet', id, amount: '100' })),
      });
    await bets('t23-a');
    expect((await bets('t23-a', 't23-b')).body.transactions).toMatchObject([
      { status: 'ok', replayed: true },
      { status: 'ok', replayed: false },
    ]);
    expect(await at.money()).toEqual({ cash: 50, inPlay: 200 });
    await casino.deposit(at.playerId, 60);
    expect((await bets('t23-c', 't23-d')).body.status).toBe('insufficient');
    expect(await at.money()).toEqual({ cash: 110, inPlay: 200 });
  });

  it('T24: of a list of rollbacks the known are applied and the others remembered', async () => {
    const at = await casino.sitting(1000);
    await at.bet('t24-a', 100);
    const actions = ['t24-a', 't24-b'].map((betId) => ({ kind: 'rollback', id: `${betId}-back`, betId }));
    const { body } = await at.call('play', { round: 'r1', actions });
    expect(body.transactions).toMatchObject([{ status: 'ok' }, { status: 'ok' }]);
    expect((await at.bet('t24-b', 100)).body.status).toBe('rolled_back');
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('T26, T33, T36, T38: what cannot be a bet moves nothing', async () => {
    const at = await casino.sitting(1000);
    const said = async (over: Record<string, unknown>): Promise<unknown> =>
      (await at.bet('t26', 100, over)).body.status;
    expect(await said({ currency: 'EUR' })).toBe('wrong_currency');
    expect(await said({ currency: 'XXX' })).toBe('wrong_currency');
    expect(await said({ session: 'of-nobody' })).toBe('bad_token');
    for (const amount of ['0', '-1', '1.5', '1e2', '9007199254740993', 100, null, ''])
      expect(await said({ amount })).toBe('malformed');
    expect(await said({ round: undefined })).toBe('malformed');
    expect(await said({ game: 'unheard-of' })).toBe('unknown_game');
    expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
  });

  it('T28: a loss limit refuses the bet that would pass it, and no settlement', async () => {
    const at = await casino.sitting(1000);
    await casino.controls(at.playerId, {
      limits: [{ kind: 'loss', period: 'day', amount: { amount: 150, currency: 'GBP' } }],
    });
    await at.bet('t28-a', 100);
    expect((await at.bet('t28-b', 100)).body.status).toBe('limit');
    expect((await at.win('t28-win', 't28-a', 10)).body.status).toBe('ok');
  });

  it('T37: members it does not know are ignored', async () => {
    const at = await casino.sitting(1000);
    expect((await at.bet('t37', 100, { colour: 'red', nested: { a: [1e400] } })).body.status).toBe('ok');
  });

  it('a promotion and a jackpot are paid without a bet, once', async () => {
    const at = await casino.sitting(0);
    const promo = { id: 'promo', amount: '150' };
    for (const id of ['promo', 'promo'])
      expect((await at.call('promo-win', { ...promo, id })).body.status).toBe('ok');
    const won = await at.call('jackpot-win', { id: 'jackpot', amount: '1000', jackpotId: 'grand' });
    expect(won.body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 1150, inPlay: 0 });
  });

  it('one id of two studios is two transactions', async () => {
    const at = await casino.sitting(1000);
    const id = '🎲'.repeat(60);
    expect((await at.bet(id, 100)).body.status).toBe('ok');
    expect((await at.call('end-round', { round: 'r1' })).body.status).toBe('ok');
    const two = await casino.sit(at.playerId, 'own-two.coin');
    expect((await two.bet(id, 100)).body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 800, inPlay: 100 });
  });

  it('bets at once whose sum is above the balance are taken so far as it goes', async () => {
    const at = await casino.sitting(250);
    const said = await Promise.all(
      Array.from({ length: 8 }, (_, index) => at.bet(`sum-${index}`, 100, { round: `sum-${index}` })),
    );
    const count = (status: string): number => said.filter(({ body }) => body.status === status).length;
    expect([count('ok'), count('insufficient')]).toEqual([2, 6]);
    expect(await at.money()).toEqual({ cash: 50, inPlay: 200 });
  });

  it('a slot has the legal cap on stakes, wherever it runs', async () => {
    const at = await casino.sitting(1000, 'own.reels');
    expect((await at.bet('cap', 201, { game: 'reels' })).body.status).toBe('limit');
    expect((await at.bet('cap', 200, { game: 'reels' })).body.status).toBe('ok');
  });

  describe('the legal cap of a slot is on all stakes of a round (SI 2025/215)', () => {
    const bet = (at: Sitting, id: string, amount: number, round = 'cap'): Promise<string | undefined> =>
      at.bet(`cap-${at.playerId}-${id}`, amount, { game: 'reels', round }).then(({ body }) => body.status);

    it('of several bets, and of their repeats once', async () => {
      const at = await casino.sitting(1000, 'own.reels');
      expect(await bet(at, 'a', 120)).toBe('ok');
      expect([await bet(at, 'b', 81), await bet(at, 'c', 80), await bet(at, 'd', 1)]).toEqual([
        ...['limit', 'ok', 'limit'],
      ]);
      expect([await bet(at, 'a', 120), await bet(at, 'c', 80)]).toEqual(['ok', 'ok']);
      expect(await at.money()).toEqual({ cash: 800, inPlay: 200 });
      // Another round is another cycle.
      expect(await bet(at, 'e', 200, 'cap-next')).toBe('ok');
    });

    it('of bets that come at once', async () => {
      const at = await casino.sitting(1000, 'own.reels');
      const said = await Promise.all(Array.from({ length: 8 }, (_, n) => bet(at, `at-once-${n}`, 50)));
      expect(said.filter((status) => status === 'ok')).toHaveLength(4);
      expect(await at.money()).toEqual({ cash: 800, inPlay: 200 });
    });

    it('of one call with several bets: all of it is refused', async () => {
      const at = await casino.sitting(1000, 'own.reels');
      const play = async (...bets: [string, number][]): Promise<string | undefined> => {
        const actions = bets.map(([id, amount]) => ({
          ...{ kind: 'bet', id: `cap-${at.playerId}-${id}`, amount: String(amount) },
        }));
        return (await at.call('play', { game: 'reels', round: 'cap', actions })).body.status;
      };
      expect(await play(['a', 120], ['b', 81])).toBe('limit');
      expect(await at.money()).toEqual({ cash: 1000, inPlay: 0 });
      expect(await play(['c', 120], ['d', 80])).toBe('ok');
      expect(await play(['e', 1])).toBe('limit');
      expect(await at.money()).toEqual({ cash: 800, inPlay: 200 });
    });

    it('less what was taken back', async () => {
      const at = await casino.sitting(1000, 'own.reels');
      expect(await bet(at, 'a', 200)).toBe('ok');
      expect(
        (await at.rollback(`cap-${at.playerId}-back`, `cap-${at.playerId}-a`, { round: 'cap' })).body.status,
      ).toBe('ok');
      expect([await bet(at, 'b', 201), await bet(at, 'c', 200), await bet(at, 'd', 1)]).toEqual([
        ...['limit', 'ok', 'limit'],
      ]);
      expect(await at.money()).toEqual({ cash: 800, inPlay: 200 });
    });
  });
});
