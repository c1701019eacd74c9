import { jetstreamManager } from '@nats-io/jetstream';
import { type DataSource } from 'typeorm';
import { type Broker } from './broker.js';

const timeoutMs = 1000;

/** Places of the outbox beyond what is told. Those of transactions that were rolled back are among them. */
export async function outboxDepth(database: DataSource): Promise<number> {
  const [row] = (await database.query(
    `SELECT greatest(0, coalesce((SELECT max(id) FROM outbox), 0) - (SELECT published_through FROM outbox_cursor)) AS waiting`,
  )) as { waiting: string }[];
  return Number(row?.waiting ?? 0);
}

/** Facts that were given up, less those that were carried out since. */
export async function deadLetterCount(database: DataSource): Promise<number> {
  const sql = `SELECT count(*) AS letters FROM dead_letters WHERE redriven_at IS NULL`;
  const [row] = (await database.query(sql)) as {
    letters: string;
  }[];
  return Number(row?.letters ?? 0);
}

/** Facts of each stream that a service has not carried out yet, those under way included. */
export async function factLag(
  broker: Broker,
  streams: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { consumers } = await jetstreamManager(broker.connection, { checkAPI: false, timeout: timeoutMs });
  const lags = streams.map(async (stream) => {
    const { num_pending, num_ack_pending } = await consumers.info(stream, broker.options.service);
    return [stream, num_pending + num_ack_pending] as const;
  });
  return new Map(await Promise.all(lags));
}
