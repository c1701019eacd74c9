import { services, streamOf } from '@croupier/contracts';
import { ownerOf } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { projections } from '../src/projections/measures.js';
import { service } from '../src/service.js';
import { type ToldFact } from './facts.js';

/** Analytics on a broker where facts are told by hand. */
export class Newsroom {
  private deliveries = 0;

  private constructor(
    readonly stack: TestStack,
    readonly analytics: ServiceUnderTest,
  ) {}

  static async open(): Promise<Newsroom> {
    const stack = await TestStack.open();
    await declareStreams(stack);
    return new Newsroom(stack, await stack.start(service));
  }

  close(): Promise<void> {
    return this.stack.close();
  }

  /** Publishes as the owners' relays would; each call is a delivery of its own, whatever the fact's id. */
  async tell(...facts: ToldFact[]): Promise<void> {
    const client = jetstream(this.stack.broker.connection);
    for (const { subject, id, payload } of facts) {
      const headers = newHeaders();
      headers.set('ce-id', id);
      this.deliveries += 1;
      await client.publish(subject, JSON.stringify(payload), { msgID: `${id}-${this.deliveries}`, headers });
    }
  }

  /** Tells and waits until each different fact is in the figures. */
  async report(...facts: ToldFact[]): Promise<void> {
    await this.tell(...facts);
    await this.heard(facts);
  }

  async heard(facts: ToldFact[]): Promise<void> {
    const ids = [...new Set(facts.map(({ id }) => id))];
    await until(
      `${ids.length} facts are heard`,
      async () => {
        const rows = await this.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM events WHERE event_id = ANY($1)',
          ids,
        );
        return rows[0]?.n === ids.length;
      },
      60_000,
    );
  }

  /** Every row of every projection as text, sorted: equal exactly if the figures are. */
  async everything(): Promise<string[]> {
    const tables = projections.map(async (table) => {
      const rows = await this.query<{ row: string }>(
        `SELECT '${table} ' || row_to_json(t)::text AS row FROM ${table} t ORDER BY 1`,
      );
      return rows.map(({ row }) => row);
    });
    return (await Promise.all(tables)).flat();
  }

  query<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return this.analytics.database.admin.query(sql, values);
  }
}

async function declareStreams(stack: TestStack): Promise<void> {
  const manager = await jetstreamManager(stack.broker.connection);
  const owners = new Set(services['analytics']?.consumes.map(({ subject }) => ownerOf(subject)));
  for (const owner of owners)
    await manager.streams.add({ name: streamOf(owner), subjects: [`evt.${owner}.>`] });
}
