import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type DataSource } from 'typeorm';

const run = promisify(execFile);

/** Two batches of half of what is in flight each, as the wallet's two lanes have them. */
const clients = 2;

/** Puts a batch of rounds of random players together and hands it to `post`, all inside the database. */
const batch = `
  CREATE TABLE bench_players (place integer PRIMARY KEY, player_id uuid NOT NULL);
  CREATE FUNCTION bench_batch(many integer) RETURNS bigint LANGUAGE sql SET enable_seqscan = off AS $$
    WITH bets AS (
      SELECT p.player_id, uuidv7() AS id, CASE WHEN random() < 1 / 3.0 THEN 250 ELSE 0 END AS payout
        FROM (SELECT DISTINCT floor(random() * 10000)::integer AS place FROM generate_series(1, many)) AS drawn
        JOIN bench_players p USING (place) ORDER BY p.player_id
    ), columns AS (
      SELECT array_agg(player_id) AS players, array_agg(id) AS ids, array_agg(payout::bigint) AS payouts,
             count(*)::integer AS n
        FROM bets
    )
    SELECT count(*) FROM columns, LATERAL post(
      players, array_fill('GBP'::text, ARRAY[n]), array_fill('round'::text, ARRAY[n]), array_fill('round'::text, ARRAY[n]),
      ids, ids, ids, array_fill(clock_timestamp(), ARRAY[n]), array_fill(100::bigint, ARRAY[n]), payouts,
      array_fill('bench-game'::text, ARRAY[n]), players, array_fill(0, ARRAY[n]),
      array_fill('{"stops":[3,14,15,9,2],"draws":[3,14,15,9,2]}'::json, ARRAY[n]),
      array_fill('evt.wallet.round.settled.v1'::text, ARRAY[n]),
      array_fill('{"roundId":"01a21eaa-b785-7e40-855f-334447c61c72","payout":{"amount":0,"currency":"GBP"}}'::json, ARRAY[n]),
      array_fill(NULL::text, ARRAY[n]), array_fill(NULL::jsonb, ARRAY[n]))
  $$;
`;

/**
 * Bets a second of the same batch SQL from pgbench, whose client costs next to nothing.
 * @returns undefined where this machine has no pgbench
 */
export async function fromPgbench(
  admin: DataSource,
  load: { inFlight: number; forMs: number; players: readonly string[] },
): Promise<number | undefined> {
  const many = load.inFlight / clients;
  await admin.query(batch);
  await admin.query(
    `INSERT INTO bench_players SELECT place - 1, player_id
       FROM unnest($1::uuid[]) WITH ORDINALITY AS p(player_id, place)`,
    [load.players],
  );
  const directory = await mkdtemp(path.join(tmpdir(), 'croupier-pgbench-'));
  try {
    const script = path.join(directory, 'batch.sql');
    await writeFile(script, `SELECT bench_batch(${many});\n`);
    const seconds = String(Math.ceil(load.forMs / 1000));
    const options = ['-n', '-c', String(clients), '-j', '1', '-T', seconds, '-f', script];
    const before = await rounds(admin);
    await run('pgbench', [...options, (admin.options as { url: string }).url]);
    return ((await rounds(admin)) - before) / Number(seconds);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** A batch may hold fewer than it was asked for, where a player was drawn twice: what counts is what was recorded. */
async function rounds(admin: DataSource): Promise<number> {
  const [{ last }] = (await admin.query(`SELECT last_value AS last FROM outbox_id_seq`)) as [
    { last: string },
  ];
  return Number(last);
}
