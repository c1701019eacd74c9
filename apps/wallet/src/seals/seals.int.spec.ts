import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ledgerSealed, settleRound } from '@croupier/contracts';
import { TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { verifyCheckpoints } from '../../../../tools/verify-ledger/checkpoints.js';
import { exportLedger, ledgerLines } from '../../../../tools/verify-ledger/export.js';
import { sealedColumns } from '../../../../tools/verify-ledger/sealed-log.js';
import { type Fault, LedgerVerifier } from '../../../../tools/verify-ledger/verifier.js';
import { House, round } from '../../test/house.js';
import { service } from '../service.js';

/** More on request: `LEDGER_ATTACKS=1000 npm test -- --runTestsByPath …`. */
const attacks = Number(process.env['LEDGER_ATTACKS'] ?? 25);
const pkcs8 = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

describe('the seals of the ledger', () => {
  let house: House;
  let folder: string;
  let file: string;
  /** Ids of transactions that are sealed, in their order. */
  let sealed: string[];

  const idAt = (index: number): string => sealed[index] ?? '';
  const admin = (): DataSource => house.wallet.database.admin;
  const rowsOf = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await admin().query(sql, values)) as Row[];
  const one = async (sql: string): Promise<string> =>
    String(Object.values((await rowsOf<object>(sql))[0] ?? {})[0]);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'croupier-seals-'));
    file = path.join(folder, 'ledger', 'checkpoints.jsonl');
    const stack = await TestStack.open();
    const settings = {
      LEDGER_SEAL_KEY: pkcs8(),
      LEDGER_CHECKPOINTS_FILE: file,
      LEDGER_SEAL_EVERY_MS: '50',
      LEDGER_CHECKPOINT_EVERY_MS: '0',
    };
    house = House.of(stack, await stack.start(service, settings));
    const players = await Promise.all(Array.from({ length: 6 }, () => house.player(5000)));
    for (let n = 0; n < 12; n += 1)
      await Promise.all(players.map((playerId) => house.insist(settleRound, round(playerId, 10 + n, n * 3))));
    await sealedAll();
    sealed = (
      await rowsOf<{ id: string }>(
        `SELECT o.event_id AS id FROM outbox o WHERE o.player_id IS NOT NULL ORDER BY o.id`,
      )
    ).map(({ id }) => id);
    expect(sealed).toHaveLength(78);
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
    await rm(folder, { recursive: true });
  });

  /** Until all is sealed, and the last seal signed and written down. */
  const sealedAll = () =>
    until('all is sealed and signed', async () => {
      const open = `SELECT count(*) FROM outbox WHERE player_id IS NOT NULL AND id > (SELECT max(to_place) FROM seals)`;
      if ((await one(open)) !== '0') return false;
      const last = await one('SELECT max(number) FROM seals');
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.includes(`{"number":${last},`);
    });

  const verifyLines = async (lines: AsyncIterable<string>, checkpoints?: string, detached: string[] = []) => {
    const verifier = new LedgerVerifier({ detached });
    for await (const line of lines) verifier.line(line);
    verifier.finish();
    const key = await readFile(path.join(folder, 'ledger', 'ledger-public-key.pem'), 'utf8');
    const signed = verifyCheckpoints(checkpoints ?? (await readFile(file, 'utf8')), key, verifier.hashes);
    return { verifier, faults: [...verifier.faults, ...signed.faults] };
  };
  const verify = async (checkpoints?: string) =>
    verifyLines(exportLedger(house.wallet.database.url), checkpoints);

  /** What is found after an edit of somebody whom nothing stops; afterwards it never happened. */
  async function tampered(...edits: string[]): Promise<Fault[]> {
    const runner = admin().createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(
        `SET LOCAL session_replication_role = replica; SELECT pg_advisory_xact_lock(5230018)`,
      );
      for (const edit of edits) await runner.query(edit);
      return (await verifyLines(ledgerLines(runner.manager))).faults;
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it('cover every transaction once, in order, each with the one before in it', async () => {
    const { verifier, faults } = await verify();
    expect(faults).toEqual([]);
    expect(verifier.transactions).toBe(sealed.length);
    expect(verifier.unsealed).toBe(0);
    expect(await one('SELECT total FROM seals ORDER BY number DESC LIMIT 1')).toBe(String(sealed.length));
  });

  it('cover every column of the journal', async () => {
    const columns = await rowsOf<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'journal'`,
    );
    expect(sealedColumns).toEqual(expect.arrayContaining(columns.map(({ name }) => name)));
  });

  it('are told as facts', async () => {
    const told = await one(`SELECT count(*) FROM outbox WHERE subject = '${ledgerSealed.subject}'`);
    expect(told).toBe(await one('SELECT count(*) FROM checkpoints'));
  });

  it('show any edit of any column of any transaction, by its id', async () => {
    const edits = fc.record({
      id: fc.constantFrom(...sealed),
      edit: fc.constantFrom(
        ...['cash_in = coalesce(cash_in, 0) + 1', 'cash_after = cash_after + 1', `game_id = 'other'`],
        ...['revenue_in = coalesce(revenue_in, 0) + 1', `kind = 'adjustment'`, `outcome = '{"a": null}'`],
        ...[
          'stake_from_bonus = 7',
          'external_id = uuidv7()',
          `transaction_id = uuidv7()`,
          `provider = 'other'`,
        ],
        ...[`started_at = coalesce(started_at, recorded_at) + interval '1 microsecond'`],
      ),
    });
    await fc.assert(
      fc.asyncProperty(edits, async ({ id, edit }) => {
        // A constraint is no obstacle to whom the database belongs.
        const free = 'ALTER TABLE journal DROP CONSTRAINT journal_balances, DROP CONSTRAINT journal_approval';
        const [fault] = await tampered(free, `UPDATE journal SET ${edit} WHERE transaction_id = '${id}'`);
        expect(fault?.code).toBe('edited');
        const place = await one(`SELECT id FROM outbox WHERE event_id = '${id}'`);
        expect(fault?.detail).toContain(edit.startsWith('transaction_id') ? `(place ${place})` : id);
      }),
      { numRuns: attacks },
    );
  }, 600_000);

  it('show an edited fingerprint of a key', async () => {
    const key = `(SELECT external_id FROM journal WHERE transaction_id = '${idAt(9)}')`;
    const [fault] = await tampered(
      `UPDATE known_commands SET fingerprint = uuidv7() WHERE external_id = ${key}`,
    );
    expect(fault?.detail).toContain(idAt(9));
  });

  it.each([0, 5, 40, 77])('show that transaction %d of them was deleted', async (index) => {
    const [fault, ...others] = await tampered(`DELETE FROM journal WHERE transaction_id = '${idAt(index)}'`);
    expect(fault).toMatchObject({ code: 'missing' });
    const within = fault?.detail.includes('its beginning') === false;
    if (within) expect(fault?.detail).toContain(idAt(index - 1));
    // What follows of its account does not add up any more.
    for (const { code } of others) expect(code).toBe('money');
  });

  it('show a transaction that was put in, with and without a place', async () => {
    const id = '01a20a46-f71b-7904-908a-daa2e0b5fc68';
    const copy = `INSERT INTO journal SELECT (made).* FROM (
      SELECT jsonb_populate_record(j, '{"transaction_id": "${id}", "version": 99}') AS made
        FROM journal j WHERE transaction_id = '${idAt(8)}') AS forged`;
    const [bare] = await tampered(copy);
    expect(bare).toMatchObject({ code: 'inserted' });
    expect(bare?.detail).toContain(id);
    // In the place of a fact that is none of the ledger's.
    const placed = `UPDATE outbox o SET (player_id, recorded_at, version, currency) =
        (SELECT player_id, recorded_at, version, currency FROM journal WHERE version = 99)
      WHERE id = (SELECT min(id) FROM outbox WHERE player_id IS NULL)`;
    const [inside] = await tampered(copy, placed);
    expect(inside).toMatchObject({ code: 'inserted' });
    expect(inside?.detail).toContain(id);
  });

  it('show that two transactions were swapped', async () => {
    const [a, b] = [idAt(20), idAt(30)];
    const faults = await tampered(`
      UPDATE outbox o SET (player_id, recorded_at, version, currency) =
        (SELECT x.player_id, x.recorded_at, x.version, x.currency FROM outbox x
          WHERE x.event_id = CASE o.event_id WHEN '${a}' THEN '${b}'::uuid ELSE '${a}'::uuid END)
       WHERE o.event_id IN ('${a}', '${b}')`);
    const [first, second, ...more] = faults.filter(({ code }) => code === 'edited');
    expect(more).toEqual([]);
    expect(first?.detail).toContain(b);
    expect(second?.detail).toContain(a);
  });

  it('show a tail that was cut off after a checkpoint, seals and all', async () => {
    const faults = await tampered(
      `DELETE FROM journal WHERE transaction_id IN (
         SELECT event_id FROM outbox WHERE id > (SELECT from_place FROM seals ORDER BY number DESC LIMIT 1))`,
      'DELETE FROM seals WHERE number = (SELECT max(number) FROM seals)',
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code: 'checkpoint' });
    expect(faults[0]?.detail).toContain('cut off');
  });

  it.each(['total = total + 1', `leaves = leaves || '\\x00'`, `sealed_at = sealed_at + interval '1 second'`])(
    'show a seal with %s',
    async (edit) => {
      const faults = await tampered(`UPDATE seals SET ${edit} WHERE number = 2`);
      expect(faults.map(({ detail }) => detail).join()).toContain('seal 2 was edited');
    },
  );

  it('show a history that was rewritten and sealed anew, by the checkpoints', async () => {
    const faults = await tampered(
      `UPDATE journal SET game_id = 'other' WHERE transaction_id = '${idAt(3)}'`,
      'DELETE FROM seals WHERE number > 1',
      'SELECT seal_journal(1000)',
    );
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every(({ code }) => code === 'checkpoint')).toBe(true);
    expect((await verify()).faults).toEqual([]);
  });

  it('show a checkpoint that another key signed, or whose text is another', async () => {
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const forged = lines.map((line) => line.replace(/"total":\d+/, '"total":7'));
    for (const text of [forged.join('\n'), `${lines.join('\n')}\nnonsense`, '']) {
      const { faults } = await verify(text);
      expect(faults[0]).toMatchObject({ code: 'checkpoint' });
    }
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(verifyCheckpoints(lines.join('\n'), other, new Map()).faults).toHaveLength(lines.length);
  });

  it('cannot be edited by the service, and not by the owner without taking the guard away', async () => {
    const own = await new DataSource({
      type: 'postgres',
      url: house.wallet.database.url,
      poolSize: 1,
    }).initialize();
    for (const sql of [
      'DELETE FROM seals',
      'INSERT INTO seals SELECT * FROM seals',
      'UPDATE checkpoints SET total = 1',
    ])
      await expect(own.query(sql)).rejects.toMatchObject({ code: '42501' });
    await own.destroy();
    for (const sql of ['DELETE FROM seals', 'UPDATE checkpoints SET total = 1', 'TRUNCATE seals CASCADE'])
      await expect(admin().query(sql)).rejects.toMatchObject({ code: '23001' });
  });

  it('wait for a transaction that has its place and is not to be seen yet', async () => {
    const slow = admin().createQueryRunner();
    await slow.startTransaction();
    const tell = `INSERT INTO outbox (event_id, subject, payload) VALUES (uuidv7(), 'slow', '{}') RETURNING id`;
    const [{ id }] = (await slow.query(tell)) as [{ id: string }];
    const playerId = await house.player(100);
    expect(await one('SELECT seal_journal(1000)')).toBe('0');
    expect(Number(await one('SELECT max(to_place) FROM seals'))).toBeLessThan(Number(id));
    await slow.rollbackTransaction();
    await slow.release();
    await sealedAll();
    const lines = await collect(exportLedger(house.wallet.database.url));
    expect(lines.at(-1)).toContain(playerId);
    expect((await verify()).faults).toEqual([]);
  });

  it('let the rest be verified when a month is detached, if that is said', async () => {
    const lines = await collect(exportLedger(house.wallet.database.url));
    const first = idAt(0);
    const without = lines.filter((line) => !line.includes(`"${first}"`));
    expect(without).toHaveLength(lines.length - 1);
    expect((await verifyLines(each(without))).faults[0]).toMatchObject({ code: 'missing' });
    const month = new Date().toISOString().slice(0, 7);
    expect((await verifyLines(each(without), undefined, [month])).faults).toEqual([]);
    expect((await verifyLines(each(without), undefined, ['2026-01'])).faults).not.toEqual([]);
  });
});

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
