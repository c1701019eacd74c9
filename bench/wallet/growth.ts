import { newId } from '@croupier/kernel';
import { type DataSource } from 'typeorm';
import { type Figure, ratioTo, told } from '../figures.js';
import { BenchStack } from '../stack.js';
import { inFlight, type Measured } from './load.js';
import { OurWallet } from './our-wallet.js';
import { bet, type Say } from './suite.js';

const suite = 'wallet-growth';
const crowd = 10_000;
const measureMs = 10_000;
/** Entries of the ledger; a round that wins has four of them, another two. */
const sizes = [10_000, 1_000_000, 10_000_000] as const;
const perRound = 2;

/** Bets a second of a ledger that gets larger and larger. */
export async function benchGrowth(say: Say): Promise<Figure[]> {
  const stack = await BenchStack.open();
  try {
    await stack.prepare('wallet');
    const admin = await stack.database('wallet');
    const ours = await OurWallet.open(stack.databaseUrl('wallet', 'wallet'), 20);
    try {
      const players = Array.from({ length: crowd }, () => newId());
      await ours.enrol(players, 1_000_000_000);
      const points: [number, Measured][] = [];
      for (const entries of sizes) {
        await fill(admin, entries / perRound, say);
        const measured = await inFlight(256, measureMs, () => ours.settle(bet(players)));
        say(`${entries} entries: ${measured.perSecond.toFixed(0)}/s, p99 ${measured.p99.toFixed(1)} ms`);
        points.push([entries, measured]);
      }
      return [...figuresOf(points), ...(await tableBytes(admin))];
    } finally {
      await ours.close();
      await admin.destroy();
    }
  } finally {
    await stack.close();
  }
}

function figuresOf(points: readonly [number, Measured][]): Figure[] {
  const [smallest, largest] = [points[0]?.[1].perSecond ?? NaN, points.at(-1)?.[1].perSecond ?? NaN];
  return [
    ...points.map(([entries, { perSecond }]) => told(suite, `entries-${entries}`, perSecond, '/s')),
    ratioTo(suite, 'largest-vs-smallest', { value: largest, baseline: smallest, unit: '/s', least: 0.9 }),
  ];
}

/**
 * Copies rounds of the present accounts, each with its key, until the journal holds so many; as they would lie there had
 * they been played over the last weeks. Versions are below those that are given next, and unique.
 */
async function fill(admin: DataSource, rounds: number, say: Say): Promise<void> {
  const [{ present }] = (await admin.query(`SELECT count(*)::int AS present FROM journal`)) as [
    { present: number },
  ];
  const each = Math.ceil((rounds - present) / crowd);
  if (each <= 0) return;
  say(`${each} rounds more for each of ${crowd} players`);
  await admin.query(
    `WITH old AS (
       SELECT a.player_id, a.currency, uuidv7() AS id, -(a.version * 1000000 + n) AS version,
              date_trunc('month', clock_timestamp()) + (clock_timestamp() - date_trunc('month', clock_timestamp()))
                * (n / ($1::float8 + 1)) AS recorded_at
         FROM accounts a CROSS JOIN generate_series(1, $1) AS n
     ), rows AS (
       INSERT INTO journal (player_id, transaction_id, currency, version, recorded_at, cash_out, revenue_in, kind, source,
         external_id, cash_after, bonus_after, in_play_after, withdrawing_after, stake_from_bonus, game_id, outcome)
       SELECT player_id, id, currency, version, recorded_at, -100, 100, 'round', 'round', id, 0, 0, 0, 0, 0, 'bench-game',
              '{"stops":[3,14,15,9,2],"draws":[3,14,15,9,2]}' FROM old
     )
     INSERT INTO known_commands (player_id, source, external_id, fingerprint, currency, version, recorded_at)
     SELECT player_id, 'round', id, id, currency, version, recorded_at FROM old`,
    [each],
  );
  await admin.query('VACUUM ANALYZE');
  await admin.query('CHECKPOINT');
}

/** Bytes on disk for each row of the ledger's largest tables, indexes included. */
async function tableBytes(admin: DataSource): Promise<Figure[]> {
  const rows = (await admin.query(
    `SELECT name, bytes / greatest(rows, 1) AS bytes FROM (
       SELECT 'journal' AS name, (SELECT count(*) FROM journal) AS rows,
              (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'journal'::regclass) AS bytes
       UNION ALL SELECT 'known_commands', (SELECT count(*) FROM known_commands), pg_total_relation_size('known_commands')
       UNION ALL SELECT 'outbox', (SELECT count(*) FROM outbox), pg_total_relation_size('outbox')) AS sizes`,
  )) as { name: string; bytes: string }[];
  return rows.map(({ name, bytes }) => told(suite, `bytes-per-row-${name}`, Number(bytes), 'bytes'));
}
