import type { CountingRoom } from './counting-room.js';
import type { Machine } from './machine.js';
import { StateTable } from './state-table.js';
import type { Spinning, Track } from './tracks.js';

/** What one or several stops of a reel show. */
interface Column {
  readonly weight: bigint;
  readonly shown: number;
  /** Per track. */
  readonly inputs: Int32Array;
}

/**
 * Tally of a spin -> draws that come to it, over every combination of stops. Goes reel by reel and keeps left parts of
 * a window that cannot differ any more as one state: lines that look at the same rows from here on may even change
 * places. Nearly all lines are settled after few reels, so that states are thousands where combinations are millions.
 * @throws SlotCountingError where they do not fit into the room
 */
export function countWindows(spinning: Spinning, room: CountingRoom): Map<number, bigint> {
  const tracks = byLastReels(spinning.tracks);
  const reels = spinning.weights.length;
  let table = new StateTable(tracks.length, room);
  table.add(
    Int32Array.from(tracks, ({ machine }) => machine.start),
    0,
    1n,
  );
  for (let reel = 0; reel < reels; reel += 1) {
    const last = reel === reels - 1;
    // On the last reel all lines are settled: the states that are left are tallies.
    const next = new StateTable(last ? 0 : tracks.length, room);
    advance({ from: table, to: next, reel, tracks, columns: columnsOf(spinning, tracks, reel) });
    table.release();
    table = next;
  }
  const tallies = new Map<number, bigint>();
  for (let state = 0; state < table.size; state += 1) tallies.set(table.tallyOf(state), table.waysOf(state));
  return tallies;
}

interface Advance {
  readonly from: StateTable;
  readonly to: StateTable;
  readonly reel: number;
  readonly tracks: readonly Track[];
  readonly columns: readonly Column[];
}

function advance({ from, to, reel, tracks, columns }: Advance): void {
  const groups = to.width === 0 ? [] : groupsAfter(tracks, reel);
  const machines = tracks.map(({ machine }) => machine);
  const row = new Int32Array(to.width);
  const alive = new Int32Array(tracks.length);
  for (let state = 0; state < from.size; state += 1) {
    let count = 0;
    for (let track = 0; track < tracks.length; track += 1) {
      if (from.idAt(state, track) !== 0) alive[count++] = track;
    }
    const ways = from.waysOf(state);
    const before = from.tallyOf(state);
    for (const column of columns) {
      let sum = before + column.shown;
      row.fill(0);
      for (let index = 0; index < count; index += 1) {
        const track = alive[index] ?? 0;
        const { inputs, next, settled } = machines[track] as Machine;
        const at = from.idAt(state, track) * inputs + (column.inputs[track] ?? 0);
        row[track] = next[reel]?.[at] ?? 0;
        sum += settled[reel]?.[at] ?? 0;
      }
      for (const group of groups) sortPart(row, group);
      to.add(row, sum, column.weight === 1n ? ways : ways * column.weight);
    }
  }
}

/** Tracks that look at the same rows of the last reels stand side by side, whatever the reel. */
function byLastReels(tracks: readonly Track[]): Track[] {
  const machines = [...new Set(tracks.map(({ machine }) => machine))];
  const keyed = tracks.map((track) => ({
    track,
    key: [machines.indexOf(track.machine), ...track.looksAt.toReversed()].join(),
  }));
  return keyed.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ track }) => track);
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** Runs of two tracks or more that cannot be told apart after this reel. */
function groupsAfter(tracks: readonly Track[], reel: number): Part[] {
  const same = (left: Track | undefined, right: Track): boolean =>
    left?.machine === right.machine &&
    left.looksAt.slice(reel + 1).join() === right.looksAt.slice(reel + 1).join();
  const parts: Part[] = [];
  let from = 0;
  for (let to = 1; to <= tracks.length; to += 1) {
    const track = tracks[to];
    if (track !== undefined && same(tracks[from], track)) continue;
    if (to - from > 1) parts.push({ from, to });
    from = to;
  }
  return parts;
}

/** Ascending, by insertion: most entries are zero. */
function sortPart(row: Int32Array, { from, to }: Part): void {
  for (let index = from + 1; index < to; index += 1) {
    const value = row[index] ?? 0;
    let at = index;
    while (at > from && (row[at - 1] ?? 0) > value) {
      row[at] = row[at - 1] ?? 0;
      at -= 1;
    }
    row[at] = value;
  }
}

function columnsOf({ shown, weights }: Spinning, tracks: readonly Track[], reel: number): Column[] {
  const columns = new Map<string, Column>();
  for (const [stop, weight] of (weights[reel] ?? []).entries()) {
    const inputs = Int32Array.from(tracks, (track) => track.inputs[reel]?.[stop] ?? 0);
    const adds = shown[reel]?.[stop] ?? 0;
    const key = `${adds}:${inputs.join()}`;
    const known = columns.get(key)?.weight ?? 0n;
    columns.set(key, { weight: known + BigInt(weight), shown: adds, inputs });
  }
  return [...columns.values()];
}
