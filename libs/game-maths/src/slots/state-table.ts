import { CountingRoom } from './counting-room.js';

// A module's own name is found faster than a global where tests run modules in a context of their own.
const { floor, imul } = Math;

/** Of a state: its tally, its number of draws, its slots, room to grow; and of each machine state in its row. */
const bytesOf = { state: 240, track: 8 };

const states = { what: 'states of its lines', remedy: 'give fewer lines, reels, groups or wild symbols' };

/**
 * States of a count over the reels, each once, with how many draws lead to it: a row of machine states and a tally. A
 * hash table in typed arrays, because there are millions of look-ups.
 */
export class StateTable {
  size = 0;
  private ids: Int32Array;
  private tallies = new Float64Array(1024);
  private readonly ways: bigint[] = [];
  private slots = new Int32Array(2048);
  private readonly bytes: number;

  /** `width` is how many machine states make a row; every state takes its place in the room. */
  constructor(
    readonly width: number,
    private readonly room: CountingRoom = new CountingRoom(),
  ) {
    this.ids = new Int32Array(1024 * width);
    this.bytes = bytesOf.state + bytesOf.track * width;
  }

  idAt(state: number, track: number): number {
    return this.ids[state * this.width + track] ?? 0;
  }

  tallyOf(state: number): number {
    return this.tallies[state] ?? 0;
  }

  waysOf(state: number): bigint {
    return this.ways[state] ?? 0n;
  }

  /** @throws SlotCountingError above the states that fit into memory */
  add(row: Int32Array, tally: number, ways: bigint): void {
    if (this.size === this.tallies.length) this.grow();
    const mask = this.slots.length - 1;
    let slot = hashOf(row, tally) & mask;
    for (let entry = this.slots[slot] ?? 0; entry !== 0; entry = this.slots[slot] ?? 0) {
      if (this.holds(entry - 1, row, tally)) {
        this.ways[entry - 1] = this.waysOf(entry - 1) + ways;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.room.take(this.bytes, states);
    this.slots[slot] = this.size + 1;
    this.ids.set(row, this.size * this.width);
    this.tallies[this.size] = tally;
    this.ways.push(ways);
    this.size += 1;
  }

  /** Gives the room back: the table is looked at no more. */
  release(): void {
    this.room.give(this.size * this.bytes);
  }

  private holds(state: number, row: Int32Array, tally: number): boolean {
    if (this.tallies[state] !== tally) return false;
    for (let at = 0, base = state * this.width; at < this.width; at += 1) {
      if (this.ids[base + at] !== row[at]) return false;
    }
    return true;
  }

  /** Twice the room, and half of the slots free again. */
  private grow(): void {
    const { ids, tallies, width } = this;
    this.ids = new Int32Array(ids.length * 2);
    this.ids.set(ids);
    this.tallies = new Float64Array(tallies.length * 2);
    this.tallies.set(tallies);
    this.slots = new Int32Array(this.tallies.length * 2);
    const mask = this.slots.length - 1;
    for (let state = 0; state < this.size; state += 1) {
      let slot = hashOf(ids.subarray(state * width, (state + 1) * width), tallies[state] ?? 0) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = state + 1;
    }
  }
}

function hashOf(row: Int32Array, tally: number): number {
  let hash = ((tally % 4294967296) | 0) ^ imul(floor(tally / 4294967296), 0x9e3779b1);
  for (const id of row) hash = imul(hash ^ id, 0x85ebca6b) ^ (hash >>> 15);
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
