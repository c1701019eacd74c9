import type { RandomSource } from '../random.js';
import type { Machine } from './machine.js';
import { drawStop } from './stops.js';
import type { Spinning } from './tracks.js';

/** Most combinations of the first reels that are read from one table: it still fits the cache of a core. */
const largestTable = 2 ** 16;

/** The first reels as one table: by their stops, the tally, and the lines that go on with their states. */
interface Table {
  readonly reels: number;
  readonly tallies: Float64Array;
  /** Where the entries of a combination begin in `entries`; one more at the end. */
  readonly starts: Int32Array;
  /** Track and row of its state, in turn. */
  readonly entries: Int32Array;
}

/** Draws a spin, one stop per reel from left to right, and gives its tally without allocating anything. */
export function spinner(spinning: Spinning): (random: RandomSource) => number {
  const { shown, weights } = spinning;
  const { steps, sums, rowOf } = flatSteps(spinning);
  const { reels: tabled, tallies, starts, entries } = tableOf(spinning, rowOf);
  const { inputs, perReel, perTrack } = flatInputs(spinning);
  const reels = weights.length;
  const stops = Int32Array.from(weights, ({ length }) => length);
  const uniform = weights.every((list) => list.every((weight) => weight === 1));
  const draws = weights.map(drawStop);
  const adds = shown.map((list) => Float64Array.from(list));
  const drawn = new Int32Array(reels);
  return (random) => {
    let at = 0;
    let result = 0;
    for (let reel = 0; reel < reels; reel += 1) {
      const count = stops[reel] ?? 1;
      const stop = uniform ? random.below(count) : (draws[reel]?.(random) ?? 0);
      drawn[reel] = stop;
      if (reel < tabled) at = at * count + stop;
      else result += adds[reel]?.[stop] ?? 0;
    }
    result += tallies[at] ?? 0;
    const end = starts[at + 1] ?? 0;
    for (let entry = starts[at] ?? 0; entry < end; entry += 2) {
      const track = entries[entry] ?? 0;
      let row = entries[entry + 1] ?? 0;
      for (let reel = tabled; row !== 0; reel += 1) {
        const step = row + (inputs[track * perTrack + reel * perReel + (drawn[reel] ?? 0)] ?? 0);
        result += sums[step] ?? 0;
        row = steps[step] ?? 0;
      }
    }
    return result;
  };
}

/** All steps of all machines in one table, a row for each state before each reel; row 0 is a line that is settled. */
interface FlatSteps {
  readonly steps: Int32Array;
  readonly sums: Float64Array;
  readonly rowOf: (track: number, reel: number, state: number) => number;
}

function flatSteps({ tracks }: Spinning): FlatSteps {
  const machines = [...new Set(tracks.map(({ machine }) => machine))];
  const rows = new Map<Machine, number[]>();
  let size = 0;
  for (const machine of machines) {
    const offsets = machine.next.map(({ length }) => (size += length) - length);
    rows.set(machine, offsets);
  }
  const steps = new Int32Array(size);
  const sums = new Float64Array(size);
  for (const machine of machines) {
    const offsets = rows.get(machine) ?? [];
    for (const [reel, offset] of offsets.entries()) {
      sums.set(machine.settled[reel] ?? [], offset);
      const next = (state: number): number =>
        state === 0 ? 0 : (offsets[reel + 1] ?? 0) + state * machine.inputs;
      steps.set(Int32Array.from(machine.next[reel] ?? [], next), offset);
    }
  }
  const rowOf = (track: number, reel: number, state: number): number => {
    const machine = tracks[track]?.machine;
    return machine === undefined ? 0 : (rows.get(machine)?.[reel] ?? 0) + state * machine.inputs;
  };
  return { steps, sums, rowOf };
}

/** What every track sees at every stop, in one table. */
function flatInputs({ tracks, weights }: Spinning) {
  const perReel = Math.max(...weights.map(({ length }) => length));
  const perTrack = perReel * weights.length;
  const inputs = new Uint16Array(perTrack * tracks.length);
  for (const [index, track] of tracks.entries()) {
    for (const [reel, list] of track.inputs.entries()) inputs.set(list, index * perTrack + reel * perReel);
  }
  return { inputs, perReel, perTrack };
}

function tableOf({ tracks, shown, weights }: Spinning, rowOf: FlatSteps['rowOf']): Table {
  let lists = [{ tally: 0, alive: tracks.map(({ machine }, track) => ({ track, state: machine.start })) }];
  let reels = 0;
  for (const [reel, list] of weights.entries()) {
    if (lists.length * list.length > largestTable) break;
    lists = lists.flatMap(({ tally: before, alive }) =>
      list.map((_, stop) => {
        let result = before + (shown[reel]?.[stop] ?? 0);
        const after: typeof alive = [];
        for (const { track, state } of alive) {
          const { machine, inputs } = tracks[track] ?? { machine: undefined, inputs: [] };
          const step = state * (machine?.inputs ?? 0) + (inputs[reel]?.[stop] ?? 0);
          result += machine?.settled[reel]?.[step] ?? 0;
          const then = machine?.next[reel]?.[step] ?? 0;
          if (then !== 0) after.push({ track, state: then });
        }
        return { tally: result, alive: after };
      }),
    );
    reels = reel + 1;
  }
  const starts = new Int32Array(lists.length + 1);
  lists.forEach(({ alive }, index) => (starts[index + 1] = (starts[index] ?? 0) + alive.length * 2));
  const entries = Int32Array.from(
    lists.flatMap(({ alive }) => alive.flatMap(({ track, state }) => [track, rowOf(track, reels, state)])),
  );
  return { reels, tallies: Float64Array.from(lists, (each) => each.tally), starts, entries };
}
