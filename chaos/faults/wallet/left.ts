import { type DataSource } from 'typeorm';

/** Ids and instants, also where they are a part of a payload. */
const own = String.raw`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+]00:00)`;

/**
 * All that is kept of these players, one line for each of them and each table that says whose a row is, but for ids,
 * instants and where a row stands among others.
 */
export async function leftOf(admin: DataSource, players: readonly string[]): Promise<string[]> {
  const tables = (await admin.query(
    `SELECT c.relname AS name, coalesce(array_agg(a.attname::text) FILTER (WHERE a.attname IN ('id', 'trace')
              OR format_type(a.atttypid, NULL) IN ('uuid', 'bytea', 'timestamp with time zone')), '{}') AS own
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      GROUP BY c.oid HAVING bool_or(a.attname = 'player_id') ORDER BY 1`,
  )) as { name: string; own: string[] }[];
  const lines: string[] = [];
  for (const [place, playerId] of players.entries())
    for (const { name, own: columns } of tables) {
      const [{ kept }] = (await admin.query(
        `SELECT coalesce(string_agg(row, ' ' ORDER BY row), 'nothing') AS kept
           FROM (SELECT regexp_replace((to_jsonb(t) - $2::text[])::text, $3, '…', 'g') AS row
                   FROM ${name} t WHERE player_id = $1) AS kept`,
        [playerId, columns, own],
      )) as [{ kept: string }];
      lines.push(`${name} of player ${place + 1}: ${kept}`);
    }
  return lines;
}

/** What is there in another way than it should, in words. */
export function differences(expected: readonly string[], found: readonly string[]): string[] {
  return found.flatMap((line, place) => {
    const should = expected[place] ?? '';
    return line === should ? [] : [`left ${short(line)}, without a fault ${short(should)}`];
  });
}

const short = (line: string): string => (line.length <= 600 ? line : `${line.slice(0, 600)}…`);
