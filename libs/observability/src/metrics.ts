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
  readonly asksSent = new Counter({
    name: 'casino_messaging_asks_sent_total',
    help: 'Asks that ended at the service that asked, by subject and result code.',
    labelNames: ['subject', 'code'],
    registers: [this.registry],
  });
  readonly askSentSeconds = new Histogram({
    name: 'casino_messaging_ask_sent_duration_seconds',
    help: 'Time from an ask to its end, at the service that asks.',
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

  /** A figure that is read when it is scraped; one that cannot be read then is left out. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    this.collected(name, help, [], async (gauge) => gauge.set(await read()));
  }

  /** Such figures by one label, whose values are few and known. */
  gaugeBy(
    name: string,
    help: string,
    label: string,
    read: () => ReadonlyMap<string, number> | Promise<ReadonlyMap<string, number>>,
  ): void {
    this.collected(name, help, [label], async (gauge) => {
      const values = await read();
      gauge.reset();
      for (const [value, count] of values) gauge.set({ [label]: value }, count);
    });
  }

  /** Something that is counted as it happens. */
  counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private collected(
    name: string,
    help: string,
    labelNames: string[],
    collect: (gauge: Gauge) => Promise<void>,
  ): void {
    new Gauge({
      ...{ name, help, labelNames, registers: [this.registry] },
      async collect(): Promise<void> {
        // A server that does not answer is seen in the other figures, which must not go with it.
        await collect(this).catch(() => (labelNames.length > 0 ? this.reset() : this.remove()));
      },
    });
  }
}
