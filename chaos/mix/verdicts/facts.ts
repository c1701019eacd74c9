import { foreignServices, services, tableSpinSettled } from '@croupier/contracts';
import { ownerOf } from '@croupier/kernel';
import { type DataSource } from 'typeorm';

/** What a service was to hear, what it noted that it heard, and what is left of it there, by ids of facts. */
export interface Hearing {
  service: string;
  told: readonly string[];
  /** What was told, too, but it may leave unheard. */
  optional: readonly string[];
  heard: readonly string[];
  /** Undefined where no table has a row a fact. */
  effects?: readonly string[];
}

type Databases = (app: string) => Promise<DataSource>;

/** Rows that are made of facts, one each: all their ids, as many times as they are there. */
const effectsOf: Readonly<Record<string, string>> = {
  profile: 'SELECT activity_id AS id FROM activities',
  analytics: 'SELECT event_id AS id FROM events',
};
/** They hear without an inbox, since a repeat changes nothing there. */
const withoutInbox = ['safer-gambling', 'studios'];

/** What every declared consumer was to hear, and heard. */
export async function readHearings(database: Databases): Promise<Hearing[]> {
  const hearings: Hearing[] = [];
  for (const [service, { consumes }] of Object.entries(services)) {
    if (consumes.length === 0 || withoutInbox.includes(service) || foreignServices.includes(service))
      continue;
    const all: string[] = [];
    for (const owner of new Set(consumes.map(({ subject }) => ownerOf(subject))))
      all.push(
        ...(await toldBy(
          await database(owner),
          consumes.map(({ subject }) => subject),
        )),
      );
    const own = await database(service);
    const told = service === 'bonus' ? await toldOfAwards(database) : all;
    const effects = await effectsIn(service, database);
    hearings.push({
      service,
      told,
      optional: all,
      heard: await ids(own, 'SELECT event_id AS id FROM inbox'),
      ...(effects && { effects }),
    });
  }
  return hearings;
}

async function effectsIn(service: string, database: Databases): Promise<string[] | undefined> {
  const sql = effectsOf[service];
  if (sql === undefined) return undefined;
  const rows = await ids(await database(service), sql);
  return service === 'analytics' ? [...rows, ...(await spinsIn(database))] : rows;
}

/** A spin is known there by its round. */
async function spinsIn(database: Databases): Promise<string[]> {
  const known = new Set(await ids(await database('analytics'), 'SELECT round_id AS id FROM table_spins'));
  const told = (await (
    await database('live')
  ).query(`SELECT event_id AS id, payload::jsonb ->> 'roundId' AS round FROM outbox WHERE subject = $1`, [
    tableSpinSettled.subject,
  ])) as { id: string; round: string }[];
  return told.filter(({ round }) => known.has(round)).map(({ id }) => id);
}

function toldBy(owner: DataSource, subjects: readonly string[]): Promise<string[]> {
  return ids(owner, 'SELECT event_id AS id FROM outbox WHERE subject = ANY ($1)', [subjects]);
}

/** Bonus notes a player's facts of the ledger from the claim to the end of an award; others it leaves alone. */
async function toldOfAwards(database: Databases): Promise<string[]> {
  const awards = (await (
    await database('bonus')
  ).query(`
    SELECT player_id AS player, claimed_version AS after,
           CASE WHEN status IN ('completed', 'ended')
                THEN (SELECT coalesce(max(m.version), 0) FROM movements m WHERE m.award_id = a.award_id) END AS through
      FROM awards a`)) as { player: string; after: string; through: string | null }[];
  return ids(
    await database('wallet'),
    `SELECT event_id AS id FROM outbox o JOIN unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS a(player, after, through)
         ON o.player_id = a.player AND o.version > a.after AND (a.through IS NULL OR o.version <= a.through)`,
    [
      awards.map(({ player }) => player),
      awards.map(({ after }) => after),
      awards.map(({ through }) => through),
    ],
  );
}

async function ids(database: DataSource, sql: string, values: unknown[] = []): Promise<string[]> {
  return ((await database.query(sql, values)) as { id: string }[]).map(({ id }) => id);
}

/** C8: every fact that was told is heard by everybody who declared it, once, and nothing else is; so are the effects. */
export function hearingFaults({ service, told, optional, heard, effects = heard }: Hearing): string[] {
  const [known, noted] = [new Set([...told, ...optional]), new Set(heard)];
  const made = new Map<string, number>();
  for (const id of effects) made.set(id, (made.get(id) ?? 0) + 1);
  return [
    ...told.filter((id) => !noted.has(id)).map((id) => `${service} never heard of ${id}`),
    ...heard.filter((id) => !known.has(id)).map((id) => `${service} heard ${id}, which nobody told`),
    ...heard.filter((id) => !made.has(id)).map((id) => `${service} made nothing of ${id}`),
    ...[...made]
      .filter(([id, count]) => count > 1 || !noted.has(id))
      .map(
        ([id, count]) => `${service} has ${count} rows of ${id}, heard ${noted.has(id) ? 'once' : 'never'}`,
      ),
  ];
}
