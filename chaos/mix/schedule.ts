import { Seeded } from '../faults/random.js';
import { type Weather } from './tcp-proxy.js';

/** A fault: what happens, to whom, when from the start of the run, and for how long, in ms. */
export type Fault = { atMs: number } & (
  | { sort: 'kill' | 'replace'; target: string }
  | { sort: 'freeze'; target: string; forMs: number }
  | { sort: 'cut'; line: Line }
  | { sort: 'weather'; line: Line; weather: Weather; forMs: number }
);

/** A line that a fault proxy stands in. */
export type Line = 'wallet to its database' | 'games to the broker';

/** Servers and processes that can be killed and frozen. */
export const servers = ['postgres', 'nats'] as const;
const lines: readonly Line[] = ['wallet to its database', 'games to the broker'];
const pauseMs = { least: 3000, most: 7000 } as const;

/**
 * The faults of a run: the same for the same seed, length and targets. One follows the other after some seconds, and may
 * fall upon what is not over the one before.
 */
export function schedule(seed: number, lengthMs: number, targets: readonly string[]): Fault[] {
  const random = new Seeded(seed);
  const faults: Fault[] = [];
  for (let atMs = 2000; ; atMs += random.between(pauseMs.least, pauseMs.most)) {
    if (atMs > lengthMs) return faults;
    faults.push({ atMs, ...draw(random, targets) });
  }
}

type Drawn = Fault extends infer One ? (One extends Fault ? Omit<One, 'atMs'> : never) : never;

function draw(random: Seeded, targets: readonly string[]): Drawn {
  const chance = random.below(100);
  if (chance < 35) return { sort: 'kill', target: random.pick(targets) };
  if (chance < 45) return { sort: 'kill', target: random.pick(servers) };
  if (chance < 60) return { sort: 'freeze', target: random.pick(targets), forMs: random.between(500, 6000) };
  if (chance < 67) return { sort: 'freeze', target: random.pick(servers), forMs: random.between(500, 4000) };
  if (chance < 77) return { sort: 'replace', target: random.pick(targets) };
  const line = random.pick(lines);
  if (chance < 85) return { sort: 'cut', line };
  return { sort: 'weather', line, weather: someWeather(random), forMs: random.between(500, 5000) };
}

function someWeather(random: Seeded): Weather {
  const chance = random.below(3);
  if (chance === 0) return { lost: random.pick(['there', 'back', 'both'] as const) };
  return chance === 1 ? { delayMs: random.between(5, 300) } : { slice: random.between(1, 64) };
}

/** In words, as counted in the report. */
export function sortOf(fault: Fault): string {
  if (fault.sort === 'cut') return `lines cut, ${fault.line}`;
  if (fault.sort === 'weather') return `${weatherIn(fault.weather)}, ${fault.line}`;
  return `${fault.sort} ${fault.target}`;
}

function weatherIn({ lost, delayMs }: Weather): string {
  if (lost !== undefined) return 'bytes that lie';
  return delayMs === undefined ? 'bytes in slices' : 'bytes that come late';
}
