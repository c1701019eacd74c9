import { type Sample } from './exposition.js';
import { type Point, type Rate } from './figures.js';
import { type LogLine } from './log-tail.js';

/** One arrow of the service map, as the contracts declare it. */
export interface Arrow {
  from: string;
  to: string;
  kind: 'ask' | 'fact' | 'watch';
}

/** One process of a service. */
export interface ProcessState {
  name: string;
  pid: number;
  url: string;
  /** It answers with its figures, and has its broker. */
  well: boolean;
  /** As it says itself on the broker; undefined if it does not answer there. */
  version: string | undefined;
  startedAt: string;
  restarts: number;
  memoryMb: number;
  eventLoopMs: number;
}

export interface ServiceState {
  name: string;
  health: 'well' | 'ailing' | 'down';
  processes: ProcessState[];
  rate: Rate;
  parts: Rate[];
  history: readonly Point[];
  /** Facts that wait to be carried out, by stream. */
  lag: Record<string, number>;
  /** Facts that are not told yet; undefined for a service that tells none. */
  outbox: number | undefined;
  deadLetters: number | undefined;
  /** Connections of the database, by what they do. */
  connections: Record<string, number>;
  /** Breakers by whom they are for: `closed`, `open`, `half-open`. */
  breakers: Record<string, string>;
}

/** All that the page shows but traces. */
export interface State {
  at: number;
  broker: boolean;
  services: ServiceState[];
  arrows: readonly Arrow[];
  lines: readonly LogLine[];
}

const breakerStates = ['closed', 'open', 'half-open'];

/** What the gauges of a service's processes say together. */
export function gaugesOf(
  scrapes: readonly (readonly Sample[])[],
): Pick<ServiceState, 'outbox' | 'deadLetters' | 'connections' | 'breakers'> {
  const all = scrapes.flat();
  // One that is open must not hide behind that of a replica that is closed.
  const breakers = most(all, 'casino_messaging_breaker_state', 'target');
  return {
    outbox: highest(all, 'casino_facts_outbox_count'),
    deadLetters: highest(all, 'casino_facts_dead_letters_count'),
    connections: most(all, 'casino_database_connections_count', 'state'),
    breakers: Object.fromEntries(
      Object.entries(breakers).map(([target, value]) => [target, breakerStates[value] ?? String(value)]),
    ),
  };
}

export function gauge(samples: readonly Sample[], name: string): number | undefined {
  return samples.find((sample) => sample.name === name)?.value;
}

/** Replicas read the same queue: the highest is the latest any of them saw. */
function highest(samples: readonly Sample[], name: string): number | undefined {
  const values = samples.filter((sample) => sample.name === name).map(({ value }) => value);
  return values.length === 0 ? undefined : Math.max(...values);
}

function most(samples: readonly Sample[], name: string, label: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const sample of samples) {
    if (sample.name !== name) continue;
    const key = sample.labels[label] ?? '';
    found[key] = Math.max(found[key] ?? 0, sample.value);
  }
  return found;
}
