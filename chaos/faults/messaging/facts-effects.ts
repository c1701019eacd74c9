import { FactWriter } from '@croupier/messaging';
import { type TransactionRunner } from '@croupier/persistence';
import { type DataSource } from 'typeorm';
import { type Fact } from './facts-checks.js';

/** What a fact of these items says. `poison` is what it does to whoever hears it. */
export interface ToldPayload {
  playerId: string;
  number: number;
  poison?: string;
}

/** Of those who hear as services do; of the control. */
export type Effects = 'effects' | 'bare_effects';

/** The tables in which an effect of each fact is left, for everybody to write. */
export async function makeEffects(database: DataSource): Promise<void> {
  for (const table of ['effects', 'bare_effects'])
    await database.query(`
      CREATE TABLE ${table} (
        id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id  uuid NOT NULL,
        player_id uuid NOT NULL,
        number    integer NOT NULL,
        heard_at  timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      GRANT INSERT ON ${table} TO PUBLIC;`);
}

export function effectsWriter(transactions: TransactionRunner): FactWriter<[string, ToldPayload]> {
  return new FactWriter(transactions, (manager, rows) =>
    manager.query(
      `INSERT INTO effects (event_id, player_id, number)
       SELECT event_id, player_id, number FROM unnest($1::uuid[], $2::uuid[], $3::integer[])
         WITH ORDINALITY AS fact(event_id, player_id, number, place) ORDER BY place`,
      [rows.map(([id]) => id), rows.map(([, told]) => told.playerId), rows.map(([, told]) => told.number)],
    ),
  );
}

/** In the order in which they were made. */
export async function effectsIn(database: DataSource, table: Effects = 'effects'): Promise<Fact[]> {
  return (await database.query(
    `SELECT event_id AS "eventId", player_id AS "playerId", number FROM ${table} ORDER BY id`,
  )) as Fact[];
}

/** All facts that were told and are no poison, in the order of their ids. */
export async function toldBy(database: DataSource): Promise<Fact[]> {
  return (await database.query(
    `SELECT event_id AS "eventId", payload->>'playerId' AS "playerId", (payload->>'number')::integer AS number
       FROM outbox WHERE NOT payload ? 'poison' ORDER BY id`,
  )) as Fact[];
}
