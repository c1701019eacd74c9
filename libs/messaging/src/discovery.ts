import { type Broker } from './broker.js';
import { type AskServer } from './ask-server.js';

const nanosecondsPerMs = 1_000_000;

/**
 * Answers the NATS services API (ADR-32): `$SRV.PING`, `INFO` and `STATS`, for all, by name and by instance, so
 * that stock tools list the service with its figures. Each process tells its pid, for who knows it by that.
 * @param version of the release, as semver
 */
export function answerDiscovery(broker: Broker, asks: AskServer, instance: string, version: string): void {
  const name = broker.options.service;
  const started = new Date().toISOString();
  const identity = { name, id: instance, version, metadata: { pid: String(process.pid) } };
  const endpoints = (): object[] =>
    [...asks.statistics.keys()].map((subject) => ({
      name: subject.split('.')[2],
      subject,
      queue_group: name,
      metadata: {},
    }));
  const statistics = (): object[] =>
    [...asks.statistics].map(([subject, { requests, errors, totalMs }]) => ({
      name: subject.split('.')[2],
      subject,
      queue_group: name,
      num_requests: requests,
      num_errors: errors,
      processing_time: Math.round(totalMs * nanosecondsPerMs),
      average_processing_time: requests === 0 ? 0 : Math.round((totalMs / requests) * nanosecondsPerMs),
    }));
  const answers: Record<string, () => object> = {
    PING: () => ({ ...identity, type: 'io.nats.micro.v1.ping_response' }),
    INFO: () => ({
      ...identity,
      type: 'io.nats.micro.v1.info_response',
      description: '',
      endpoints: endpoints(),
    }),
    STATS: () => ({ ...identity, type: 'io.nats.micro.v1.stats_response', started, endpoints: statistics() }),
  };
  for (const [verb, answer] of Object.entries(answers)) {
    for (const subject of [`$SRV.${verb}`, `$SRV.${verb}.${name}`, `$SRV.${verb}.${name}.${instance}`]) {
      broker.connection.subscribe(subject, {
        callback: (error, message) => {
          if (!error) message.respond(JSON.stringify(answer()));
        },
      });
    }
  }
}
