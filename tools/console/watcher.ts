import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { readExposition, type Sample } from './exposition.js';
import { Figures, isWanted } from './figures.js';
import { lagsOf } from './lags.js';
import { LogTail } from './log-tail.js';
import { type Arrow, gauge, gaugesOf, type ProcessState, type ServiceState, type State } from './state.js';

/** A process as the launcher wrote it down. */
export interface Listed {
  name: string;
  app: string;
  pid: number;
  url: string;
  startedAt: string;
  restarts: number;
}

export interface WatcherOptions {
  broker: { servers: string; user: string; pass: string; inboxPrefix: string };
  /** The processes there are, from run.json. */
  processes: () => readonly Listed[];
  arrows: readonly Arrow[];
  logs: string;
  /** Between two readings while somebody looks. */
  everyMs?: number;
}

/** What a process says of itself by the services API of NATS. */
interface Statistics {
  name: string;
  version: string;
  metadata?: { pid?: string };
}

/** A scrape costs each app some ms: often while somebody looks, seldom otherwise. */
const watchedEveryMs = 1500;
const idleEveryMs = 15_000;
/** Nobody asked for so long: nobody looks. */
const watchedForMs = 10_000;
const answerMs = 1000;
const discoveryMs = 400;

/** Asks all processes how they are, again and again, and remembers some minutes of it. */
export class Watcher {
  private readonly figures = new Map<string, Figures>();
  private readonly tail: LogTail;
  private connection: NatsConnection | undefined;
  private state: State;
  private lookedAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private wake: (() => void) | undefined;
  private stopped = false;

  constructor(private readonly options: WatcherOptions) {
    this.tail = new LogTail(options.logs);
    this.state = { at: Date.now(), broker: false, services: [], arrows: options.arrows, lines: [] };
  }

  start(): void {
    void this.reachBroker();
    void this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.connection?.close();
  }

  /** The latest. Who looks makes it be read more often. */
  look(): State {
    const slept = Date.now() - this.lookedAt > watchedForMs;
    this.lookedAt = Date.now();
    if (slept) this.wake?.();
    return this.state;
  }

  private async reachBroker(): Promise<void> {
    const { broker } = this.options;
    this.connection = await connect({
      ...broker,
      name: broker.user,
      maxReconnectAttempts: -1,
      waitOnFirstConnect: true,
      reconnectTimeWait: 500,
    });
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.read();
      } catch (error) {
        process.stderr.write(`the figures could not be read: ${String(error)}\n`);
      }
      const everyMs =
        Date.now() - this.lookedAt > watchedForMs ? idleEveryMs : (this.options.everyMs ?? watchedEveryMs);
      if (!this.stopped) await this.pause(everyMs);
    }
  }

  private async pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.timer = setTimeout(resolve, ms);
    });
    clearTimeout(this.timer);
  }

  private async read(): Promise<void> {
    const at = Date.now();
    const listed = this.options.processes();
    const [broker, said, lags, scrapes] = await Promise.all([
      this.reaches(),
      this.discover(),
      this.lags(),
      Promise.all(listed.map(({ url }) => scrape(url))),
    ]);
    const known = new Set([...this.figures.keys(), ...listed.map(({ app }) => app)]);
    const services = [...known].sort().map((name) =>
      this.serviceOf(name, at, {
        processes: listed.flatMap((one, place) =>
          one.app === name ? [{ one, samples: scrapes[place] }] : [],
        ),
        said: said.filter((each) => each.name === name),
        lag: lags.get(name) ?? {},
      }),
    );
    const { arrows } = this.options;
    this.state = { at, broker, services, arrows, lines: this.tail.read() };
  }

  /** Whether the broker answers within a moment. */
  private async reaches(): Promise<boolean> {
    if (!this.connection || this.connection.isClosed()) return false;
    const answered = this.connection.flush().then(
      () => true,
      () => false,
    );
    return Promise.race([answered, sleep(answerMs, false, { ref: false })]);
  }

  private serviceOf(
    name: string,
    at: number,
    found: {
      processes: { one: Listed; samples: Sample[] | undefined }[];
      said: Statistics[];
      lag: Record<string, number>;
    },
  ): ServiceState {
    const figures = this.figures.get(name) ?? new Figures();
    this.figures.set(name, figures);
    figures.begin(at);
    for (const { one, samples } of found.processes)
      if (samples) figures.take(`${one.name} ${one.pid} ${one.startedAt}`, samples);
    figures.end();
    const processes = found.processes.map(({ one, samples }) => processOf(one, samples, found.said));
    const well = processes.filter((process) => process.well).length;
    return {
      name,
      health: well === 0 ? 'down' : well < processes.length ? 'ailing' : 'well',
      processes,
      rate: figures.whole,
      parts: figures.parts,
      history: figures.history,
      lag: found.lag,
      ...gaugesOf(found.processes.flatMap(({ samples }) => (samples ? [samples] : []))),
    };
  }

  private async lags(): Promise<ReadonlyMap<string, Record<string, number>>> {
    if (!this.connection || this.connection.isClosed()) return new Map();
    return lagsOf(this.connection, this.options.arrows);
  }

  /** Who answers on the broker within a moment. */
  private async discover(): Promise<Statistics[]> {
    if (!this.connection || this.connection.isClosed()) return [];
    const answers: Statistics[] = [];
    try {
      const many = { strategy: 'timer', maxWait: discoveryMs } as const;
      for await (const message of await this.connection.requestMany('$SRV.STATS', '', many))
        answers.push(message.json<Statistics>());
    } catch {
      // A broker that is away answers for nobody.
    }
    return answers;
  }
}

function processOf(
  { name, pid, url, startedAt, restarts }: Listed,
  samples: Sample[] | undefined,
  said: readonly Statistics[],
): ProcessState {
  const own = said.find(({ metadata }) => metadata?.pid === String(pid));
  return {
    ...{ name, pid, url, startedAt, restarts },
    well: samples !== undefined && own !== undefined && gauge(samples, 'casino_messaging_connected') === 1,
    version: own?.version,
    memoryMb: Math.round((gauge(samples ?? [], 'process_resident_memory_bytes') ?? 0) / 1_048_576),
    eventLoopMs: Math.round((gauge(samples ?? [], 'nodejs_eventloop_lag_p99_seconds') ?? 0) * 1000),
  };
}

/** The figures of a process; undefined if it does not answer in time. */
async function scrape(url: string): Promise<Sample[] | undefined> {
  try {
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(answerMs) });
    if (!answer.ok) return undefined;
    return readExposition(await answer.text(), isWanted);
  } catch {
    return undefined;
  }
}
