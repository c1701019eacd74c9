import { services, streamOf, tellsFacts } from '@croupier/contracts';
import { ownerOf } from '@croupier/kernel';
import { deadLetterCount, factLag, type NatsTransport, outboxDepth, type Target } from '@croupier/messaging';
import { type DataSource } from 'typeorm';
import { type RuntimeParts } from './runtime.module.js';

/** What of the driver's pool is read. */
interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** The figures that every service has, read when they are scraped. */
export function addFigures({ metrics, broker, bus, database }: RuntimeParts, transport: NatsTransport): void {
  const service = broker.options.service;
  metrics.gauge('casino_messaging_connected', '1 while the broker answers.', () =>
    broker.connected ? 1 : 0,
  );
  metrics.gauge(
    'casino_messaging_serving_count',
    'Asks that are being answered.',
    () => transport.asks.inFlight,
  );
  const byTarget = (read: (target: Target) => number) => (): ReadonlyMap<string, number> =>
    new Map(bus.targets.map((target) => [target.name, read(target)]));
  metrics.gaugeBy(
    'casino_messaging_asking_count',
    'Asks that wait for an answer, by the service that was asked.',
    'target',
    byTarget(({ inFlight }) => inFlight),
  );
  metrics.gaugeBy(
    'casino_messaging_breaker_state',
    'Circuit breaker of a service that is asked: 0 closed, 1 open, 2 one ask tries again.',
    'target',
    byTarget(({ state }) => state),
  );
  const streams = [
    ...new Set((services[service]?.consumes ?? []).map((fact) => streamOf(ownerOf(fact.subject)))),
  ];
  if (streams.length > 0)
    metrics.gaugeBy('casino_facts_lag_count', 'Facts that wait to be carried out, by stream.', 'stream', () =>
      factLag(broker, streams),
    );
  if (!database) return;
  metrics.gaugeBy(
    'casino_database_connections_count',
    'Connections of the pool, by what they do.',
    'state',
    () => connectionsOf(database),
  );
  metrics.gauge('casino_facts_dead_letters_count', 'Facts that were given up.', () =>
    deadLetterCount(database),
  );
  if (tellsFacts(service))
    metrics.gauge('casino_facts_outbox_count', 'Places of the outbox that are not told yet.', () =>
      outboxDepth(database),
    );
}

function connectionsOf(database: DataSource): ReadonlyMap<string, number> {
  const { totalCount, idleCount, waitingCount } = (database.driver as unknown as { master: Pool }).master;
  return new Map([
    ['busy', totalCount - idleCount],
    ['idle', idleCount],
    ['waited_for', waitingCount],
  ]);
}
