import { type Sample } from './exposition.js';
import { increase, quantileMs } from './quantile.js';

/** What was asked of a service under one name, a subject or a route, within a time. */
export interface Rate {
  name: string;
  perSecond: number;
  /** Of those, that ended by a fault of ours and not by an answer. */
  faultsPerSecond: number;
  p50Ms: number | undefined;
  p99Ms: number | undefined;
}

/** How it was at one moment. */
export interface Point {
  at: number;
  perSecond: number;
  p99Ms: number | undefined;
}

interface Tally {
  count: number;
  faults: number;
  buckets: Map<number, number>;
}

/** What happened between two readings. */
interface Tick {
  at: number;
  ms: number;
  tallies: Map<string, Tally>;
}

/** Over so long a time rates are told, in ms. */
const windowMs = 60_000;
/** And so long they are remembered. */
const historyMs = 300_000;
const faultCodes = new Set([
  'internal',
  'service_unavailable',
  'overloaded',
  'outcome_unknown',
  'deadline_spent',
]);
const probes = /^\/(health\/|metrics$)/;

/** Whether a line of a scrape is read at all. */
export function isWanted(name: string): boolean {
  return (
    /^casino_(messaging_asks_total|messaging_ask_duration_seconds_bucket|http_request_duration_seconds_bucket)$/.test(
      name,
    ) ||
    /^casino_(facts_\w+|messaging_connected|messaging_breaker_state|database_connections_count)$/.test(
      name,
    ) ||
    /^(process_resident_memory_bytes|nodejs_eventloop_lag_p99_seconds)$/.test(name)
  );
}

/** Makes rates of the counters of all processes of one service. */
export class Figures {
  private readonly last = new Map<string, ReadonlyMap<string, number>>();
  private ticks: Tick[] = [];
  private points: Point[] = [];
  private tick: Tick | undefined;

  /** Begins a reading. */
  begin(at: number): void {
    const before = this.ticks.at(-1)?.at;
    this.tick = { at, ms: before === undefined ? 0 : at - before, tallies: new Map() };
  }

  /** Takes the counters of one process; the first time they only say from where to count. */
  take(process: string, samples: readonly Sample[]): void {
    const before = this.last.get(process);
    const now = new Map<string, number>();
    for (const sample of samples) {
      const name = nameOf(sample);
      if (name === undefined) continue;
      const key = `${sample.name} ${name} ${sample.labels['code'] ?? sample.labels['status'] ?? ''} ${sample.labels['le'] ?? ''}`;
      now.set(key, sample.value);
      const more = before ? increase(before.get(key), sample.value) : 0;
      if (more > 0) this.count(name, sample, more);
    }
    this.last.set(process, now);
  }

  /** Ends a reading. */
  end(): void {
    const { tick } = this;
    if (!tick) return;
    this.ticks = [...this.ticks.filter(({ at }) => tick.at - at < windowMs), tick];
    const { perSecond, p99Ms } = rateOf('', [tick]);
    const kept = this.points.filter(({ at }) => tick.at - at < historyMs);
    this.points = [...kept, { at: tick.at, perSecond, p99Ms }];
  }

  get history(): readonly Point[] {
    return this.points;
  }

  /** All together. */
  get whole(): Rate {
    return rateOf('', this.ticks);
  }

  /** Each name that was asked within the window, most asked first. */
  get parts(): Rate[] {
    const names = new Set(this.ticks.flatMap(({ tallies }) => [...tallies.keys()]));
    return [...names]
      .map((name) => rateOf(name, this.ticks))
      .sort((a, b) => b.perSecond - a.perSecond || (a.name < b.name ? -1 : 1));
  }

  private count(name: string, { name: figure, labels }: Sample, more: number): void {
    const tally = this.tick?.tallies.get(name) ?? { count: 0, faults: 0, buckets: new Map<number, number>() };
    this.tick?.tallies.set(name, tally);
    const isFault = faultCodes.has(labels['code'] ?? '') || /^5/.test(labels['status'] ?? '');
    if (labels['le'] !== undefined) {
      const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
      tally.buckets.set(bound, (tally.buckets.get(bound) ?? 0) + more);
      if (bound === Infinity && figure.startsWith('casino_http')) {
        tally.count += more;
        if (isFault) tally.faults += more;
      }
    } else {
      tally.count += more;
      if (isFault) tally.faults += more;
    }
  }
}

/** Of what the figure is: a subject, or a method and a route. */
function nameOf({ name, labels }: Sample): string | undefined {
  if (/^casino_messaging_ask/.test(name)) return labels['subject'];
  const { method = '', route = '' } = labels;
  return /^casino_http/.test(name) && !probes.test(route) ? `${method} ${route}` : undefined;
}

/** The rate of one name, or of all if it is empty, over some ticks. */
function rateOf(name: string, ticks: readonly Tick[]): Rate {
  const tallies = ticks.flatMap((tick) =>
    name === '' ? [...tick.tallies.values()] : (tick.tallies.get(name) ?? []),
  );
  const seconds = ticks.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const buckets = new Map<number, number>();
  for (const tally of tallies)
    for (const [bound, count] of tally.buckets) buckets.set(bound, (buckets.get(bound) ?? 0) + count);
  const perSecond = (of: 'count' | 'faults'): number =>
    seconds === 0 ? 0 : tallies.reduce((sum, tally) => sum + tally[of], 0) / seconds;
  return {
    name,
    perSecond: perSecond('count'),
    faultsPerSecond: perSecond('faults'),
    p50Ms: quantileMs(buckets, 0.5),
    p99Ms: quantileMs(buckets, 0.99),
  };
}
