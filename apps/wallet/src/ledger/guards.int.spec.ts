import { Money, newId } from '@croupier/kernel';
import { checkLedger, createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { database as definition } from '../data-source.js';
import { accounts, movementOf, transferOf, type TransferInput } from './posting.js';

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
      legs: [
        { account: accounts.pspClearing('x'), change: Money.of(-500, 'GBP') },
        { account: accounts.playerCash, change: Money.of(500, 'GBP') },
      ],
      intent: {},
      fact: { subject: 'evt.wallet.deposit.credited.v1', payload: {} },
      ...over,
    };
  }

  async function post(over: Partial<TransferInput>, edit: object = {}): Promise<unknown> {
    const posting = { ...transferOf(input(over)), at: new Date().toISOString(), place: 1, ...edit };
    return service.query('SELECT * FROM post($1::jsonb)', [JSON.stringify([posting])]);
  }

  it.each([
    `UPDATE accounts SET cash = 1000000`,
    `INSERT INTO accounts (player_id, currency, cash) VALUES (uuidv7(), 'GBP', 100)`,
    `INSERT INTO entries (player_id, transaction_id, line, account, currency, amount) VALUES (uuidv7(), uuidv7(), 1, 'x', 'GBP', 1)`,
    `DELETE FROM entries`,
    `UPDATE transactions SET cash_after = 0`,
    `TRUNCATE transactions CASCADE`,
    `DROP TABLE entries`,
    `UPDATE outbox SET payload = '{}'`,
    `CREATE TABLE mine (x int)`,
    `DELETE FROM limits`,
    `UPDATE awards SET free_rounds_left = 100`,
    `SELECT count_deposit(uuidv7(), 'GBP', now(), -1)`,
  ])('the service role: %s', async (sql) => {
    await expect(service.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['UPDATE entries SET amount = amount * 2', 'DELETE FROM transactions', 'TRUNCATE entries'])(
    'even the owner of everything: %s',
    async (sql) => {
      await expect(database.admin.query(sql)).rejects.toMatchObject({ code: '23001' });
    },
  );

  it('entries that do not sum to zero', async () => {
    const legs = [{ account: accounts.playerCash, amount: 500 }];
    await expect(post({}, { legs })).rejects.toMatchObject({ code: '23514' });
  });

  it('entries of no transaction, or in another currency than theirs', async () => {
    const pair = `VALUES ($1::uuid, $2::uuid, 1, 'player_cash', $3, 5), ($1, $2, 2, 'psp_clearing:x', $3, -5)`;
    const insert = `INSERT INTO entries (player_id, transaction_id, line, account, currency, amount) ${pair}`;
    await expect(database.admin.query(insert, [newId(), newId(), 'GBP'])).rejects.toMatchObject({
      code: '23514',
    });
    const [known] = (await database.admin.query(
      `SELECT player_id, transaction_id FROM transactions LIMIT 1`,
    )) as [{ player_id: string; transaction_id: string }];
    const foreign = insert.replaceAll(', 1,', ', 101,').replaceAll(', 2,', ', 102,');
    await expect(
      database.admin.query(foreign, [known.player_id, known.transaction_id, 'EUR']),
    ).rejects.toMatchObject({ code: '23514' });
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
    const stake = (playerId: string, amount: number, place: number): object => ({
      ...movementOf({
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
      place,
    });
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
