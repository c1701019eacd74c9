import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { messagingMigrations } from './migrations.js';
import { OutboxReader } from './outbox-reader.js';

const insert = `INSERT INTO outbox (event_id, subject, payload) SELECT uuidv7(), $1, '{}' FROM generate_series(1, $2)`;

describe('the reader of the outbox', () => {
  let database: TestDatabase;
  let source: DataSource;
  let runners: QueryRunner[];

  beforeEach(async () => {
    database = await createTestDatabase({
      entities: [],
      migrations: messagingMigrations,
    });
    source = await new DataSource({ type: 'postgres', url: database.url, poolSize: 24 }).initialize();
    runners = [];
  });

  afterEach(async () => {
    for (const runner of runners) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
    await source.destroy();
    await database.drop();
  });

  function reader(most = 500, mostMissing?: number): OutboxReader {
    return new OutboxReader((sql, parameters) => source.query(sql, parameters), 0, most, mostMissing);
  }

  /** A transaction that has written facts, and so has their ids, and is not to be seen yet. */
  async function write(subject: string, facts = 1): Promise<QueryRunner> {
    const runner = source.createQueryRunner();
    runners.push(runner);
    await runner.startTransaction();
    await runner.query(insert, [subject, facts]);
    return runner;
  }

  const commit = async (subject: string, facts = 1): Promise<void> =>
    (await write(subject, facts)).commitTransaction();
  const subjects = async (from: OutboxReader): Promise<string[]> =>
    (await from.next()).map(({ subject }) => subject);

  it('returns what a slow transaction brings under ids it has already passed', async () => {
    const facts = reader();
    const slow = await write('slow', 2);
    await commit('quick');
    expect(await subjects(facts)).toEqual(['quick']);
    expect(await subjects(facts)).toEqual([]);
    expect(facts.cursor).toBe(0);
    await commit('quick');
    expect(await subjects(facts)).toEqual(['quick']);
    await slow.commitTransaction();
    expect(await subjects(facts)).toEqual(['slow', 'slow']);
    expect(await subjects(facts)).toEqual([]);
    expect(facts.cursor).toBe(4);
  });

  it('returns what was committed while it looked who could still bring it', async () => {
    const slow = await write('slow');
    await commit('quick');
    const asked: string[] = [];
    const facts = new OutboxReader(
      async (sql, parameters) => {
        // Between its snapshot and its look at the locks.
        if (asked.push(sql) === 2) await slow.commitTransaction();
        return source.query(sql, parameters);
      },
      0,
      500,
    );
    expect(await subjects(facts)).toEqual(['quick']);
    expect(await subjects(facts)).toEqual(['slow']);
    expect(facts.cursor).toBe(2);
  });

  it('waits for nobody where ids were rolled back, nor where the sequence jumped', async () => {
    const facts = reader();
    await (await write('undone', 300)).rollbackTransaction();
    await commit('told');
    await (await write('undone', 5)).rollbackTransaction();
    await database.admin.query(`SELECT setval('outbox_id_seq', 340)`);
    await commit('told');
    expect(await subjects(facts)).toEqual(['told', 'told']);
    expect(facts.cursor).toBe(0);
    expect(await subjects(facts)).toEqual([]);
    expect(facts.cursor).toBe(341);
  });

  it('waits for the one that is left of several', async () => {
    const facts = reader();
    const first = await write('first');
    const undone = await write('undone', 3);
    const last = await write('last');
    await commit('quick');
    expect(await subjects(facts)).toEqual(['quick']);
    await undone.rollbackTransaction();
    await last.commitTransaction();
    expect(await subjects(facts)).toEqual(['last']);
    await first.commitTransaction();
    expect(await subjects(facts)).toEqual(['first']);
    expect(await subjects(facts)).toEqual([]);
    expect(facts.cursor).toBe(6);
  });

  it('goes on past a transaction that stays, and looks for its facts no more often than something ends', async () => {
    const asked: string[] = [];
    const facts = new OutboxReader(
      (sql, parameters) => {
        asked.push(sql);
        return source.query(sql, parameters);
      },
      0,
      500,
    );
    const slow = await write('slow');
    await commit('quick');
    await facts.next();
    await facts.next();
    asked.splice(0);
    for (let n = 0; n < 5; n += 1) {
      await commit('quick');
      expect(await subjects(facts)).toEqual(['quick']);
    }
    expect(asked.filter((sql) => sql.includes('unnest'))).toEqual([]);
    await slow.commitTransaction();
    expect(await subjects(facts)).toEqual(['slow']);
  });

  it('reads a bulk that came late in parts, and closes none of it before it was read', async () => {
    const facts = reader(10);
    const bulk = await write('bulk', 25);
    await commit('quick');
    expect(await subjects(facts)).toEqual(['quick']);
    await bulk.commitTransaction();
    const read: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) read.push(...(await subjects(facts)));
    expect(read).toHaveLength(25);
    await facts.next();
    expect(facts.cursor).toBe(26);
  });

  it('remembers a bounded number of gaps, and reads on once they are closed', async () => {
    const facts = reader(10, 3);
    const slow = await write('slow');
    for (let n = 0; n < 6; n += 1) {
      await (await write('undone')).rollbackTransaction();
      await commit('quick');
      await facts.next();
    }
    expect(facts.full).toBe(true);
    await slow.commitTransaction();
    const rest: string[] = [];
    await until('the rest is read', async () => {
      rest.push(...(await subjects(facts)));
      return facts.cursor === 13;
    });
    expect(rest.sort()).toEqual(['quick', 'quick', 'quick', 'slow']);
    expect(facts.full).toBe(false);
  });

  it.each(['a plain statement', 'a function whose plan is kept'])(
    'relies on the lock of a writer, which it has before its first id: %s',
    async (way) => {
      const wait = `SELECT pg_advisory_xact_lock_shared(77)`;
      const sql = `INSERT INTO outbox (event_id, subject, payload) SELECT uuidv7(), 'told', '{}' FROM (${wait}) AS waited`;
      await database.admin.query(
        `CREATE FUNCTION tell_later() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ${sql}; END $$`,
      );
      const writer = source.createQueryRunner();
      runners.push(writer);
      const statement = way === 'a plain statement' ? sql : `SELECT tell_later()`;
      // Often enough that nothing of it is analysed again.
      for (let n = 0; n < 8; n += 1) await writer.query(statement);
      const [{ last }] = (await source.query(`SELECT max(id) AS last FROM outbox`)) as [{ last: string }];
      const holder = source.createQueryRunner();
      runners.push(holder);
      await holder.query(`SELECT pg_advisory_lock(77)`);
      const told = writer.query(statement);
      await until('it waits before its first row', async () => {
        const rows = (await database.admin.query(
          `SELECT count(*)::int AS held FROM pg_locks l JOIN pg_locks w USING (pid)
            WHERE w.locktype = 'advisory' AND NOT w.granted AND l.relation = 'outbox'::regclass
              AND l.mode = 'RowExclusiveLock'`,
        )) as [{ held: number }];
        return rows[0].held === 1;
      });
      const [{ value }] = (await database.admin.query(`SELECT last_value AS value FROM outbox_id_seq`)) as [
        { value: string },
      ];
      expect(value).toBe(last);
      await holder.query(`SELECT pg_advisory_unlock(77)`);
      await told;
    },
  );

  it('returns everything once, whatever many writers do at the same time', async () => {
    const facts = reader(40);
    const told: string[] = [];
    let writing = true;
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let n = 0; n < 60; n += 1) {
        const subject = newId();
        const runner = source.createQueryRunner();
        await runner.startTransaction();
        await runner.query(insert, [subject, 1 + ((writer + n) % 3)]);
        if ((writer * 7 + n) % 5 === 0) await new Promise((resolve) => setTimeout(resolve, (n * 3) % 17));
        if ((writer + n) % 4 === 0) {
          await runner.rollbackTransaction();
        } else {
          await runner.commitTransaction();
          for (let copy = 0; copy < 1 + ((writer + n) % 3); copy += 1) told.push(subject);
        }
        await runner.release();
      }
    });
    const read: string[] = [];
    const reading = (async () => {
      while (writing) read.push(...(await subjects(facts)));
    })();
    await Promise.all(writers);
    writing = false;
    await reading;
    const [{ last }] = (await source.query(`SELECT max(id) AS last FROM outbox`)) as [{ last: string }];
    await until('all is read', async () => {
      read.push(...(await subjects(facts)));
      return facts.cursor >= Number(last);
    });
    expect(read.sort()).toEqual(told.sort());
  });
});
