import { CountingRoom } from './counting-room.js';
import type { SlotDefinition } from './definition.js';
import { lineMachine, type Machine, machineOf, twoWayMachine } from './machine.js';
import { modelOf, reelWeights, type Run, symbolAt } from './model.js';
import { tally } from './tally.js';

/** One line, or one run of a game of ways, on its way over the reels. */
export interface Track {
  readonly machine: Machine;
  /** Per reel, what its machine looks at: tracks of one machine with the same text there see the same. */
  readonly looksAt: readonly string[];
  /** Per reel and stop: what is shown to the machine. */
  readonly inputs: readonly (readonly number[])[];
}

/** What a spin is for the sums and for the fast play: tracks, and what every stop shows. */
export interface Spinning {
  readonly tracks: readonly Track[];
  /** Per reel and stop: tally of the symbols that count anywhere in the window. */
  readonly shown: readonly (readonly number[])[];
  /** Per reel and stop. */
  readonly weights: readonly (readonly number[])[];
}

/** @throws SlotCountingError for one whose lines or ways can become more than there is room for */
export function spinningOf(definition: SlotDefinition, room = new CountingRoom()): Spinning {
  const { reels } = definition;
  return {
    tracks: definition.ways === undefined ? lineTracks(definition, room) : wayTracks(definition, room),
    shown: reels.map((strip) => strip.map((_, stop) => shownAt(definition, { strip, stop }))),
    weights: reels.map((_, reel) => reelWeights(definition, reel)),
  };
}

function lineTracks(definition: SlotDefinition, room: CountingRoom): Track[] {
  const { lines, reels, rows, bothWays } = definition;
  const model = modelOf(definition);
  const machine = bothWays ? twoWayMachine(model, room) : lineMachine(model, room);
  const byRow = reels.map((strip) =>
    Array.from({ length: rows }, (_, row) =>
      strip.map((__, stop) => model.codes.get(symbolAt(strip, stop, row)) ?? 0),
    ),
  );
  return lines.map((line) => ({
    machine,
    looksAt: line.map(String),
    inputs: line.map((row, reel) => byRow[reel]?.[row] ?? []),
  }));
}

/** Every run is a track of its own: the product of its ways so far, and on each reel how many more there are. */
function wayTracks(definition: SlotDefinition, room: CountingRoom): Track[] {
  const { reels } = definition;
  return modelOf(definition).runs.map((run, index) => {
    const ways = reels.map((strip) => strip.map((_, stop) => waysAt(definition, { run, strip, stop })));
    const counts = [...new Set(ways.flat())];
    const shape = { reels: reels.length, inputs: counts.length, start: 1, room };
    const machine = machineOf<number>(shape, (before, { reel, input }) => {
      const count = counts[input] ?? 0;
      if (count === 0) return { state: undefined, settled: (run.pays[reel] ?? 0) * before * tally.pay };
      const product = before * count;
      if (reel < reels.length - 1) return { state: product, settled: 0 };
      return { state: undefined, settled: (run.pays[reels.length] ?? 0) * product * tally.pay };
    });
    return {
      machine,
      looksAt: reels.map(() => String(index)),
      inputs: ways.map((list) => list.map((count) => counts.indexOf(count))),
    };
  });
}

interface Column {
  readonly run: Run;
  readonly strip: readonly string[];
  readonly stop: number;
}

/** Symbols of a column that count as this run, each as often as it multiplies. */
function waysAt(definition: SlotDefinition, { run, strip, stop }: Column): number {
  const model = modelOf(definition);
  let ways = 0;
  for (let row = 0; row < definition.rows; row += 1) {
    const symbol = symbolAt(strip, stop, row);
    if (run.members.has(symbol)) ways += model.factors[model.codes.get(symbol) ?? 0] ?? 1;
  }
  return ways;
}

/** What a column adds to the tally whatever the lines do. */
function shownAt(
  definition: SlotDefinition,
  { strip, stop }: { strip: readonly string[]; stop: number },
): number {
  const units = countedSymbols(definition);
  let shown = 0;
  for (let row = 0; row < definition.rows; row += 1) shown += units.get(symbolAt(strip, stop, row)) ?? 0;
  return shown;
}

/** Symbol -> what one of it anywhere in the window adds to the tally. */
export function countedSymbols(definition: SlotDefinition): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { id, kind } of definition.symbols) {
    if (kind === 'scatter') units.set(id, tally.scatter);
    if (kind === 'coin') units.set(id, tally.coin);
    if (kind === 'bonus' && definition.bonus?.trigger === 'anywhere') units.set(id, tally.bonus);
  }
  return units;
}
