import { type NatsConnection } from '@nats-io/transport-node';
import { type Arrow } from './state.js';

const answerMs = 1000;

/** What the broker says of a consumer, as far as it is read. */
interface ConsumerInfo {
  num_pending?: number;
  num_ack_pending?: number;
}

/**
 * Facts that wait for each service, by stream, as the broker counts them: so also those of a service that is down, which
 * is when it matters. A consumer that does not exist yet is left out.
 * @param arrows who hears whose facts
 */
export async function lagsOf(
  connection: NatsConnection,
  arrows: readonly Arrow[],
): Promise<ReadonlyMap<string, Record<string, number>>> {
  const lags = new Map<string, Record<string, number>>();
  const heard = arrows.filter(({ kind }) => kind === 'fact');
  await Promise.all(
    heard.map(async ({ from, to }) => {
      const stream = `EVT_${from.toUpperCase().replaceAll('-', '_')}`;
      const waiting = await lagOf(connection, `${stream}.${to}`);
      if (waiting !== undefined) lags.set(to, { ...lags.get(to), [stream]: waiting });
    }),
  );
  return lags;
}

async function lagOf(connection: NatsConnection, consumer: string): Promise<number | undefined> {
  try {
    const subject = `$JS.API.CONSUMER.INFO.${consumer}`;
    const answer = await connection.request(subject, '', { timeout: answerMs });
    const { num_pending: pending, num_ack_pending: taken = 0 } = answer.json<ConsumerInfo>();
    return pending === undefined ? undefined : pending + taken;
  } catch {
    // The broker is away, or has no answer in time.
    return undefined;
  }
}
