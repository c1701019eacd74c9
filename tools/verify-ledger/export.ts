import { DataSource, type EntityManager } from 'typeorm';

const seals = `
  SELECT number, to_place AS "toPlace", json_build_object('seal', json_build_object(
           'number', number, 'fromPlace', from_place, 'toPlace', to_place, 'transactions', transactions, 'total', total,
           'firstRecordedAt', micros(first_recorded_at), 'lastRecordedAt', micros(last_recorded_at),
           'sealedAt', micros(sealed_at), 'previousHash', encode(previous_hash, 'hex'), 'hash', encode(hash, 'hex'),
           'leaves', encode(leaves, 'hex')))::text AS line
    FROM seals WHERE number > $1 ORDER BY number LIMIT 20`;

/** Places read at once. */
const step = 5000;

/**
 * The journal with its seals, line by line, as of one moment: each seal, then the transactions of its places, last those
 * that are not sealed yet. Reads only, in a transaction that could not write.
 */
export async function* exportLedger(databaseUrl: string): AsyncGenerator<string> {
  const database = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    applicationName: 'verify-ledger',
    poolSize: 1,
  });
  await database.initialize();
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query(
      `SET TRANSACTION READ ONLY; SET LOCAL timezone = 'UTC'; SET LOCAL statement_timeout = 0;`,
    );
    yield* ledgerLines(runner.manager);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
    await database.destroy();
  }
}

/** The lines of an export, in the caller's transaction. */
export async function* ledgerLines(manager: EntityManager): AsyncGenerator<string> {
  let [number, place] = [0, 0];
  for (;;) {
    const batch = (await manager.query(seals, [number])) as {
      number: string;
      toPlace: string;
      line: string;
    }[];
    for (const seal of batch) {
      yield fixed(seal.line);
      if (number === 0)
        yield* forms(await manager.query('SELECT form FROM unplaced() ORDER BY place_within'));
      yield* between(manager, place, Number(seal.toPlace));
      [number, place] = [Number(seal.number), Number(seal.toPlace)];
    }
    if (batch.length === 0) break;
  }
  const [{ last }] = (await manager.query('SELECT coalesce(max(id), 0) AS last FROM outbox')) as [
    { last: string },
  ];
  yield* between(manager, place, Number(last));
}

async function* between(manager: EntityManager, above: number, through: number): AsyncGenerator<string> {
  for (let from = above; from < through; from += step) {
    const to = Math.min(from + step, through);
    yield* forms(await manager.query('SELECT form FROM sealable($1, $2) ORDER BY place', [from, to]));
  }
}

function forms(rows: unknown): string[] {
  return (rows as { form: string }[]).map(({ form }) => form);
}

/** As JSON.stringify writes it, so that a seal's line is told by its first characters. */
function fixed(line: string): string {
  return JSON.stringify(JSON.parse(line));
}
