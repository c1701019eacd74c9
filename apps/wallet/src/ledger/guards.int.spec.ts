import { Money, newId } from '@croupier/kernel';
import { checkLedger, createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { database as definition } from '../data-source.js';
import { accountOrder, postArguments, postCall, type PostCommand } from './post-call.js';
import { movementOf, type Posting, transferOf, type TransferInput } from './posting.js';

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

  function commandOf(posting: Posting): PostCommand {
    return { posting, at: new Date().toISOString(), trace: undefined };
  }

  async function post(over: Partial<TransferInput>, edit: Partial<Posting> = {}): Promise<unknown> {
    const posting = { ...transferOf(input(over)), ...edit };
    return service.query(postCall, postArguments([commandOf(posting)]));
  }

  function stake(playerId: string, amount: number): PostCommand {
    return commandOf(
      movementOf({
        playerId,
        source: 'round',
        externalId: newId(),
        kind: 'round',
        currency: 'GBP',
        intent: {},
        fact: { subject: 'evt.wallet.round.settled.v1', payload: {} },
        movement: { stake: amount, payout: 0, minimumCycleMs: 0 },
      }),
    );
  }

  it.each([
    `UPDATE accounts SET cash = 1000000`,
    `INSERT INTO accounts (player_id, currency, cash) VALUES (uuidv7(), 'GBP', 100)`,
    `INSERT INTO journal SELECT * FROM journal`,
    `INSERT INTO known_commands SELECT * FROM known_commands`,
    `DELETE FROM journal`,
    `UPDATE journal SET cash_after = 0`,
    `DELETE FROM known_commands`,
    `TRUNCATE journal CASCADE`,
    `DROP TABLE journal`,
    `UPDATE outbox SET payload = '{}'`,
    `CREATE TABLE mine (x int)`,
    `DELETE FROM limits`,
    `DELETE FROM window_limits`,
    `UPDATE accounts SET frozen_at = NULL`,
    `SELECT copy_controls(uuidv7())`,
    `UPDATE awards SET free_rounds_left = 100`,
    `SELECT count_deposit(uuidv7(), 'GBP', now(), -1)`,
  ])('the service role: %s', async (sql) => {
    await expect(service.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    'UPDATE journal SET version = 7',
    'UPDATE known_commands SET version = 7',
    'DELETE FROM known_commands',
    'TRUNCATE journal',
    'DELETE FROM accounts',
  ])('even the owner of everything: %s', async (sql) => {
    await expect(database.admin.query(sql)).rejects.toMatchObject({ code: '23001' });
  });

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
    { clearingChange: -500, provider: undefined },
    { cashChange: 499 },
  ] as Partial<Posting>[])('entries that do not sum to zero, or that belong to nobody: %j', async (edit) => {
    await expect(post({}, edit)).rejects.toMatchObject({ code: '23514' });
  });

  it.each([
    ['adjustment', { cashChange: 5 }],
    ['transfer', { amount: 0, toBonus: false }],
    ['jackpot_win', { amount: 5 }],
  ] as const)('an %s that names no approval or no jackpot', async (kind, movement) => {
    const playerId = newId();
    await service.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    const grant = { awardId: newId(), amount: 1, maximumStake: 1 };
    const of = (what: Posting['kind'], by: object): PostCommand =>
      commandOf(
        movementOf({ ...input({ playerId }), kind: what, source: what, currency: 'GBP', movement: by }),
      );
    await service.query(postCall, postArguments([of('bonus_grant', grant)]));
    await expect(service.query(postCall, postArguments([of(kind, movement)]))).rejects.toMatchObject({
      code: '23514',
    });
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

  it('records nothing before the last transaction of the account, although the clock was set back', async () => {
    const late = newId();
    await service.query('SELECT open_account($1, $2)', [late, 'GBP']);
    await post({ playerId: late });
    await database.admin.query(
      `UPDATE accounts SET changed_at = changed_at + interval '1 hour' WHERE player_id = $1`,
      [late],
    );
    await post({ playerId: late });
    const [row] = (await database.admin.query(
      `SELECT a.changed_at = max(j.recorded_at) AS kept, max(j.recorded_at) > now() + interval '50 minutes' AS late
         FROM accounts a JOIN journal j USING (player_id, currency) WHERE player_id = $1 GROUP BY a.changed_at`,
      [late],
    )) as [{ kept: boolean; late: boolean }];
    expect(row).toEqual({ kept: true, late: true });
  });

  it('records what comes now as of now, and not as of the last time', async () => {
    const playerId = newId();
    await service.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    await post({ playerId });
    await database.admin.query(
      `UPDATE accounts SET changed_at = changed_at - interval '1 hour' WHERE player_id = $1`,
      [playerId],
    );
    await post({ playerId });
    const [row] = (await database.admin.query(
      `SELECT max(recorded_at) > now() - interval '50 minutes' AS recent FROM journal
        WHERE player_id = $1 AND version = 2`,
      [playerId],
    )) as [{ recent: boolean }];
    expect(row.recent).toBe(true);
  });

  it('keeps texts as they are, whatever stands in them', async () => {
    const playerId = newId();
    await service.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    await post({ playerId });
    const command = stake(playerId, 1);
    const gameId = 'NULL, "a" \\ {b}\n\u00e9';
    const outcome = { text: 'x\\"y\'{}', none: null };
    const posting = { ...command.posting, gameId, outcome };
    await service.query(postCall, postArguments([{ ...command, posting }]));
    const rows: unknown = await database.admin.query(
      `SELECT game_id, outcome FROM journal WHERE external_id = $1`,
      [posting.externalId],
    );
    expect(rows).toEqual([{ game_id: gameId, outcome }]);
  });

  it('replays a command that stands twice in a batch beside other players', async () => {
    const players = [newId(), newId(), newId()].sort();
    for (const playerId of players) {
      await service.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
      await post({ playerId });
    }
    const [one, other, third] = players.map((playerId) => stake(playerId, 100));
    const commands = [one, other, other, third].flatMap((command) => command ?? []);
    const rows = (await service.query(
      `SELECT verdict, cash FROM (${postCall}) AS answers ORDER BY place`,
      postArguments(commands),
    )) as { verdict: string; cash: string }[];
    expect(rows.map(({ verdict, cash }) => [verdict, cash])).toEqual([
      ['posted', '400'],
      ['posted', '400'],
      ['replayed', '400'],
      ['posted', '400'],
    ]);
  });

  it('carries a batch of several players and several commands of one player out in order', async () => {
    const other = newId();
    await service.query('SELECT open_account($1, $2)', [other, 'GBP']);
    const commands = [stake(player, 300), stake(other, 1), stake(player, 300), stake(player, 200)];
    const order = accountOrder(commands);
    expect(order).toEqual([0, 2, 3, 1]);
    const rows = (await service.query(
      `SELECT verdict, cash FROM (${postCall}) AS answers ORDER BY place`,
      postArguments(order.flatMap((index) => commands[index] ?? [])),
    )) as { verdict: string; cash: string | null }[];
    expect(rows.map(({ verdict, cash }) => [verdict, cash])).toEqual([
      ['posted', '200'],
      ['insufficient_funds', null],
      ['posted', '0'],
      ['insufficient_funds', null],
    ]);
    await expect(service.query(postCall, postArguments(commands))).rejects.toMatchObject({ code: '22000' });
  });
});
