import { Money, newId } from '@croupier/kernel';
import { checkLedger, createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { database as definition } from '../data-source.js';
import { commandOf, movementOf, transferOf, type TransferInput } from './posting.js';

describe('what the database itself refuses', () => {
  let database: TestDatabase;
  let service: DataSource;
  const player = newId();

  beforeAll(async () => {
    database = await createTestDatabase(definition);
    service = new DataSource({ type: 'postgres', url: database.url, poolSize: 1 });
    await service.initialize();
    await service.query('SELECT open_account($1, $2)', [player, 'GBP']);
    await post({});
  });

  afterAll(async () => {
    expect(await checkLedger(database.admin)).toEqual([]);
    await service.destroy();
    await database.drop();
  });

  function input(over: Partial<TransferInput>): TransferInput {
    return {
      playerId: player,
      source: 'deposit',
      externalId: newId(),
      kind: 'deposit',
      cash: Money.of(500, 'GBP'),
      clearing: { provider: 'x', change: Money.of(-500, 'GBP') },
      intent: {},
      fact: { subject: 'evt.wallet.deposit.credited.v1', payload: {} },
      ...over,
    };
  }

  async function post(over: Partial<TransferInput>, edit: object = {}): Promise<unknown> {
    const call = { place: 1, at: new Date().toISOString() };
    const posting = { ...commandOf(transferOf(input(over)), call), ...edit };
    return service.query('SELECT * FROM post($1::jsonb)', [JSON.stringify([posting])]);
  }

  it.each([
    `UPDATE accounts SET cash = 1000000`,
    `INSERT INTO accounts (player_id, currency, cash) VALUES (uuidv7(), 'GBP', 100)`,
    `INSERT INTO journal (player_id, transaction_id, currency, version, recorded_at) VALUES (uuidv7(), uuidv7(), 'GBP', 1, now())`,
    `DELETE FROM journal`,
    `UPDATE transactions SET cash_after = 0`,
    `TRUNCATE transactions CASCADE`,
    `DROP TABLE journal`,
    `UPDATE outbox SET payload = '{}'`,
    `CREATE TABLE mine (x int)`,
    `DELETE FROM limits`,
    `UPDATE awards SET free_rounds_left = 100`,
    `SELECT count_deposit(uuidv7(), 'GBP', now(), -1)`,
  ])('the service role: %s', async (sql) => {
    await expect(service.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['UPDATE journal SET version = 7', 'DELETE FROM transactions', 'TRUNCATE journal'])(
    'even the owner of everything: %s',
    async (sql) => {
      await expect(database.admin.query(sql)).rejects.toMatchObject({ code: '23001' });
    },
  );

  it('a month of the journal by itself, too', async () => {
    const [{ part }] = (await database.admin.query(
      `SELECT tableoid::regclass::text AS part FROM journal LIMIT 1`,
    )) as [{ part: string }];
    expect(part).toMatch(/^journal_\d{4}_\d\d$/);
    await expect(database.admin.query(`DELETE FROM ${part}`)).rejects.toMatchObject({ code: '23001' });
  });

  it.each([
    { clearingChange: 0 },
    { clearingChange: -501 },
    { clearingChange: -500, provider: null },
    { cashChange: 499 },
  ])('entries that do not sum to zero, or that belong to nobody: %j', async (edit) => {
    await expect(post({}, edit)).rejects.toMatchObject({ code: '23514' });
  });

  it('entries of no transaction, or in another currency or version than theirs', async () => {
    const [known] = (await database.admin.query(
      `SELECT player_id, transaction_id, version FROM transactions LIMIT 1`,
    )) as [{ player_id: string; transaction_id: string; version: string }];
    const add = (row: { player_id: string; transaction_id: string; version: unknown; currency: string }) =>
      database.admin.query(
        `INSERT INTO journal (player_id, transaction_id, version, currency, recorded_at, cash_in, bonus_out)
         VALUES ($1, $2, $3, $4, now(), 5, -5)`,
        [row.player_id, row.transaction_id, row.version, row.currency],
      );
    for (const change of [{ transaction_id: newId() }, { currency: 'EUR' }, { version: 99 }]) {
      await expect(add({ currency: 'GBP', ...known, ...change })).rejects.toMatchObject({ code: '23514' });
    }
  });

  it('a balance below its floor, even where the check before it is bypassed', async () => {
    await expect(database.admin.query('UPDATE accounts SET cash = -1')).rejects.toMatchObject({
      code: '23514',
    });
    await expect(database.admin.query('UPDATE accounts SET bonus = 1')).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('an account whose money is not in a currency code', async () => {
    await expect(service.query('SELECT open_account($1, $2)', [newId(), 'gbp'])).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('carries a batch of several players and several commands of one player out in order', async () => {
    const other = newId();
    await service.query('SELECT open_account($1, $2)', [other, 'GBP']);
    const stake = (playerId: string, amount: number, place: number): object =>
      commandOf(
        movementOf({
          playerId,
          source: 'round',
          externalId: newId(),
          kind: 'round',
          currency: 'GBP',
          at: new Date().toISOString(),
          intent: {},
          fact: { subject: 'evt.wallet.round.settled.v1', payload: {} },
          movement: { stake: amount, payout: 0, minimumCycleMs: 0 },
        }),
        { place, at: new Date().toISOString() },
      );
    const commands = [
      stake(player, 300, 1),
      stake(other, 1, 2),
      stake(player, 300, 3),
      stake(player, 200, 4),
    ];
    const rows = (await service.query('SELECT place, verdict, cash FROM post($1::jsonb) ORDER BY place', [
      JSON.stringify(commands),
    ])) as { verdict: string; cash: string | null }[];
    expect(rows.map(({ verdict, cash }) => [verdict, cash])).toEqual([
      ['posted', '200'],
      ['insufficient_funds', null],
      ['insufficient_funds', null],
      ['posted', '0'],
    ]);
  });
});
