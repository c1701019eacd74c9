import {
  listStudioIncidents,
  listTransactions,
  readStudioRound,
  rollBackStakes,
  type WalletTransaction,
} from '@croupier/contracts';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino, type Sitting } from '../../test/casino.js';
import type { Said } from '../../test/studio-client.js';
import { ourIdOf } from './ledger-commands.js';

describe('a round of a live table that its studio adjusts', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  const statusOf = ({ body }: Said): string | undefined => body.status;

  /** A player with £10 at the table, and a round that staked £1 and paid nothing. */
  async function settled(id: string, over: object = {}): Promise<Sitting> {
    const at = await casino.sitting(1000, 'own.table');
    await at.bet(id, 100, { game: 'table', round: id });
    await at.win(`${id}-win`, id, 0, { round: id, roundClosed: true, ...over });
    return at;
  }

  /** Without a session: none is needed. */
  const adjust = (at: Sitting, id: string, amount: number, over: object = {}): Promise<Said> =>
    casino.own.call('adjustment', {
      ...{ playerId: at.playerId, currency: 'GBP', round: id.split('.')[0], id, amount: String(amount) },
      ...over,
    });

  async function lines(playerId: string): Promise<WalletTransaction[]> {
    const { data } = await casino.stack.bus.ask(listTransactions, { playerId, kind: 'adjustment' });
    return data;
  }

  it.each([
    [250, 1150],
    [-250, 650],
  ])('by %d is in the balance, the statement, the ledger, the feed and the round', async (amount, total) => {
    const id = `adj${amount}`;
    const at = await settled(id);
    const said = await adjust(at, `${id}.a`, amount);
    expect(said).toMatchObject({ http: 200, body: { status: 'ok', balance: { total: String(total) } } });
    expect(await lines(at.playerId)).toMatchObject([
      { reference: ourIdOf('own', `${id}.a`), change: { amount, currency: 'GBP' } },
    ]);
    const entries = await casino.wallet.database.admin.query<object[]>(
      `SELECT account, sum(amount)::int AS sum FROM entries
        WHERE player_id = $1 AND account IN ('adjustments', 'game_revenue') GROUP BY account ORDER BY account`,
      [at.playerId],
    );
    expect(entries).toEqual([
      { account: 'adjustments', sum: -amount },
      { account: 'game_revenue', sum: 100 },
    ]);
    const [{ reason }] = await casino.wallet.database.admin.query<[{ reason: string }]>(
      `SELECT payload ->> 'reason' AS reason FROM outbox WHERE player_id = $1 AND subject LIKE '%balance.corrected%'`,
      [at.playerId],
    );
    expect(reason).toBe('table_adjustment');
    const { transactions } = await casino.stack.bus.ask(readStudioRound, {
      ...{ studioId: 'own', roundId: id, playerId: at.playerId },
    });
    expect(transactions.at(-1)).toMatchObject({ kind: 'adjustment', state: 'accepted', amountMinor: amount });
    const { body } = await casino.own.call('transaction-status', { id: `${id}.a` });
    expect(body['data']).toMatchObject([{ kind: 'adjustment', amount: String(amount), round: id }]);
  });

  it('is adjusted once: again, by many at once, and after the process died before it wrote that down', async () => {
    const at = await settled('once');
    const said = await Promise.all(Array.from({ length: 8 }, () => adjust(at, 'once.a', 30)));
    expect(said.map(statusOf).filter((status) => status !== 'retry')).toEqual(
      said.flatMap(({ body }) => (body.status === 'retry' ? [] : ['ok'])),
    );
    await casino.studios.database.admin.transaction(async (manager) => {
      await manager.query(`SET LOCAL session_replication_role = replica`);
      await manager.query(
        `UPDATE studio_transactions SET state = 'pending', finished_at = NULL, finished_xid = NULL, claimed_until = now()
          WHERE transaction_id = 'once.a'`,
      );
    });
    const again = await adjust(at, 'once.a', 30);
    expect(again.body.transactions).toMatchObject([{ status: 'ok', replayed: true }]);
    // Whatever is played now: the round has its game, and needs no session.
    await casino.sit(at.playerId, 'own.coin');
    expect((await adjust(at, 'once.a', 30)).body.transactions).toMatchObject([
      { status: 'ok', replayed: true },
    ]);
    expect(await at.money()).toEqual({ cash: 930, inPlay: 0 });
    expect(await lines(at.playerId)).toHaveLength(1);
  });

  it.each([
    ['another amount', 31, {}],
    ['the opposite', -30, {}],
    ['a bet', 30, { betId: 'con-a bet' }],
    ['another round', 30, { round: 'con2-another round' }],
  ])('under an id that was used, %s is a conflict', async (what, amount, over) => {
    const id = `con-${what}`;
    const at = await settled(id);
    await at.bet(`con2-${what}`, 10, { game: 'table', round: `con2-${what}` });
    await adjust(at, `${id}.a`, 30);
    expect(await adjust(at, `${id}.a`, amount, over)).toMatchObject({
      http: 409,
      body: { status: 'conflict' },
    });
    expect(statusOf(await at.win(`${id}.a`, id, 30, { round: id }))).toBe('conflict');
    expect((await at.money()).cash).toBe(920);
  });

  it('is one of a table, and of nothing else', async () => {
    const at = await casino.sitting(1000);
    await at.bet('coin', 100, { round: 'coin' });
    expect(await adjust(at, 'coin.a', 30)).toMatchObject({ http: 422, body: { status: 'not_a_table' } });
    expect(await at.money()).toEqual({ cash: 900, inPlay: 100 });
    // Nothing was written down: it is said of the game, not of the id.
    expect((await casino.own.call('transaction-status', { id: 'coin.a' })).body['data']).toEqual([]);
  });

  it('is the player’s, and a bet of it may be named', async () => {
    const at = await settled('mine');
    const other = await casino.sitting(1000, 'own.table');
    await other.bet('theirs', 10, { game: 'table', round: 'theirs' });
    expect(statusOf(await adjust(other, 'mine.a', 30))).toBe('bet_unknown');
    expect(statusOf(await adjust(at, 'mine.b', 30, { round: 'unheard-of' }))).toBe('bet_unknown');
    expect(statusOf(await adjust(at, 'mine.c', 30, { betId: 'theirs' }))).toBe('bet_unknown');
    expect(statusOf(await adjust(at, 'mine.d', 30, { currency: 'EUR' }))).toBe('wrong_currency');
    await at.bet('mine-back', 10, { game: 'table', round: 'next' });
    await at.rollback('mine-rollback', 'mine-back');
    expect(statusOf(await adjust(at, 'next.e', 30, { betId: 'mine-back' }))).toBe('rolled_back');
    expect(statusOf(await adjust(at, 'mine.f', 30, { betId: 'mine' }))).toBe('ok');
    expect((await at.money()).cash).toBe(930);
  });

  it('is one in which something was staked, and still is', async () => {
    const at = await casino.sitting(50, 'own.table');
    expect(statusOf(await at.bet('poor', 100, { game: 'table', round: 'poor' }))).toBe('insufficient');
    expect(statusOf(await adjust(at, 'poor.a', 500))).toBe('bet_unknown');
    await at.bet('gone', 10, { game: 'table', round: 'gone' });
    await at.rollback('gone-back', 'gone');
    expect(statusOf(await adjust(at, 'gone.a', 500))).toBe('rolled_back');
    await at.bet('void', 10, { game: 'table', round: 'void' });
    await casino.studios.database.admin.query(
      `UPDATE studio_rounds SET due_at = now() WHERE round_id = 'void'`,
    );
    await until('it is void', async () => (await at.money()).inPlay === 0 || undefined);
    await until(
      'it is over',
      async () => statusOf(await adjust(at, 'void.a', 500)) === 'rolled_back' || undefined,
    );
    expect(await at.money()).toEqual({ cash: 50, inPlay: 0 });
  });

  it('whose end the ledger has, and nobody wrote down, is adjusted after its hour, too: nothing of it is void', async () => {
    const at = await casino.sitting(1000, 'own.table');
    await at.bet('died', 100, { game: 'table', round: 'died' });
    await casino.rows(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.closed_at IS NOT NULL THEN RAISE EXCEPTION 'died'; END IF; RETURN NEW; END $$`,
    );
    await casino.rows(
      `CREATE TRIGGER die BEFORE UPDATE ON studio_rounds FOR EACH ROW WHEN (NEW.round_id = 'died') EXECUTE FUNCTION die()`,
    );
    expect(statusOf(await at.call('end-round', { round: 'died' }))).toBe('retry');
    expect(await at.money()).toEqual({ cash: 900, inPlay: 0 });
    expect(statusOf(await adjust(at, 'died.a', 30))).toBe('retry');
    await casino.rows(`DROP FUNCTION die CASCADE`);
    await casino.rows(`UPDATE studio_rounds SET due_at = clock_timestamp() WHERE round_id = 'died'`);
    const told = await until('it is over', async () => {
      const { playerId } = at;
      const round = await casino.stack.bus.ask(readStudioRound, {
        studioId: 'own',
        roundId: 'died',
        playerId,
      });
      return round.closedAt === undefined ? undefined : round;
    });
    expect(told.endedBy).toBe('studio');
    expect(statusOf(await adjust(at, 'died.a', 30))).toBe('ok');
    expect(statusOf(await at.call('end-round', { round: 'died' }))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 930, inPlay: 0 });
  });

  it.each([
    ['amount', { amount: '0' }],
    ['amount', { amount: 30 }],
    ['round', { round: undefined }],
    ['betId', { betId: 7 }],
  ])('names the member that is wrong: %s', async (field, over) => {
    const at = await casino.sitting(0, 'own.table');
    expect(await adjust(at, 'wrong.a', 30, over)).toMatchObject({
      http: 400,
      body: { status: 'malformed', field },
    });
  });

  it('T25: takes nothing that the player has not, and people hear of it', async () => {
    const at = await settled('spent');
    expect(statusOf(await adjust(at, 'spent.a', -901))).toBe('insufficient');
    await casino.deposit(at.playerId, 100);
    expect(statusOf(await adjust(at, 'spent.a', -901))).toBe('insufficient');
    expect((await at.money()).cash).toBe(1000);
    const { data } = await casino.stack.bus.ask(listStudioIncidents, { studioId: 'own' });
    expect(data.find(({ transactionId }) => transactionId === 'spent.a')).toMatchObject({
      ...{ reason: 'not_covered', kind: 'adjustment', amountMinor: -901, times: 2 },
    });
    expect(statusOf(await adjust(at, 'spent.b', -901))).toBe('ok');
  });

  it('is adjusted while it is open, and of players who may not play; the round goes on as it was', async () => {
    const at = await casino.sitting(1000, 'own.table');
    await at.bet('open', 100, { game: 'table', round: 'open' });
    await casino.controls(at.playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] });
    expect(statusOf(await adjust(at, 'open.a', 5))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 905, inPlay: 100 });
    // It is no win: what was staked may still go back.
    expect(statusOf(await at.rollback('open-back', 'open'))).toBe('ok');
    expect(await at.money()).toEqual({ cash: 1005, inPlay: 0 });
  });

  it('of a bet that only the ledger has taken back is adjusted all the same', async () => {
    const at = await casino.sitting(1000, 'own.table');
    await at.bet('ledger', 100, { game: 'table', round: 'ledger' });
    const stake = { playerId: at.playerId, stakeId: ourIdOf('own', 'ledger'), currency: 'GBP' as const };
    await casino.stack.bus.ask(rollBackStakes, { rollbacks: [{ ...stake, reason: 'test' }] });
    expect(statusOf(await adjust(at, 'ledger.a', -5))).toBe('ok');
    expect((await at.money()).cash).toBe(995);
  });
});
