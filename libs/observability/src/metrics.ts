import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

/** The figures every service exposes at /metrics. Labels never name a player. */
export class Metrics {
  readonly registry = new Registry();
  readonly asks = new Counter({
    name: 'casino_messaging_asks_total',
    help: 'Asks answered, by subject and result code.',
    labelNames: ['subject', 'code'],
    registers: [this.registry],
  });
  readonly askSeconds = new Histogram({
    name: 'casino_messaging_ask_duration_seconds',
    help: 'Time from an ask to its answer, at the service that answers.',
    labelNames: ['subject'],
    buckets: seconds,
    registers: [this.registry],
  });
  readonly httpSeconds = new Histogram({
    name: 'casino_http_request_duration_seconds',
    help: 'Time from an HTTP request to its response.',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [this.registry],
  });

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
  }

  /** A figure that is read when it is scraped. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect(): Promise<void> {
        this.set(await read());
      },
    });
  }
}
