import { SlotDefinitionError } from '../definition-error.js';

/** What a count has to keep, and how a definition gets by with less of it. */
export interface Counted {
  /** In the plural, as in "states of its lines". */
  readonly what: string;
  readonly remedy: string;
}

/** What counting may take where it runs. */
interface CountingPlace {
  /** Bytes that it may take from now on. */
  bytesLeft(): number;
  /** Where there is more, as the end of a sentence. */
  readonly elsewhere: string;
}

/** A slot that can be played, and takes more to be counted exactly than there is. */
export class SlotCountingError extends SlotDefinitionError {}

/** Less than a process has unless it is told otherwise. */
const usualBytes = 1.5e9;
/** Of two laws whose sums are taken: some minutes. */
const mostPairs = 1e9;
/** A map has no more entries. */
const mostEntries = 2 ** 24 - 1;
/** Of an entry of a map, room to grow and the head of a big integer among them; beside the digits of its number. */
const bytesOfEntry = 96;

/** Bytes of the digits of a number. */
export const digitsOf = (number: bigint): number => number.toString(16).length / 2;

let place: CountingPlace | undefined;

/** Has every count that begins from now on take no more than there is here. */
export function countWithin(here: CountingPlace | undefined): void {
  place = here;
}

/**
 * What one count may take, all that it keeps at once taken together: whoever counts takes what is needed before it is there. So a
 * definition is refused by name, and never ends the process that looks at it.
 */
export class CountingRoom {
  private readonly elsewhere = place?.elsewhere;
  private pairs = mostPairs;

  /** `bytes` that are left. */
  constructor(private bytes: number = place?.bytesLeft() ?? usualBytes) {}

  /** @throws SlotCountingError if there are not so many bytes */
  take(bytes: number, counted: Counted): void {
    if (bytes > this.bytes) this.refuse(counted);
    this.bytes -= bytes;
  }

  /** Gives back what is kept no more. */
  give(bytes: number): void {
    this.bytes += bytes;
  }

  /** Before every one of a law is put together with every one of another. @throws SlotCountingError if that takes too long */
  combine(pairs: number, counted: Counted): void {
    if (pairs > this.pairs) this.refuse(counted);
    this.pairs -= pairs;
  }

  private refuse({ what, remedy }: Counted): never {
    const elsewhere = this.elsewhere === undefined ? '' : `, or ${this.elsewhere}`;
    throw new SlotCountingError([
      { path: '$', message: `has more ${what} than are counted exactly; ${remedy}${elsewhere}` },
    ]);
  }
}

/** How often each of something comes, in a room: a number that is new takes its place in it. */
export class Tallies {
  readonly ways = new Map<number, bigint>();
  private readonly bytes: number;

  /** `most`: no number of ways is above it. `copies`: in so many maps their numbers are at once. */
  constructor(
    private readonly room: CountingRoom,
    most: bigint,
    private readonly counted: Counted,
    copies = 1,
  ) {
    this.bytes = bytesOfEntry * copies + digitsOf(most);
  }

  increase(key: number, by: bigint): void {
    const before = this.ways.get(key);
    if (before === undefined)
      this.room.take(this.ways.size < mostEntries ? this.bytes : Infinity, this.counted);
    this.ways.set(key, before === undefined ? by : before + by);
  }

  /** Gives the room back of what is kept no more. */
  release(): void {
    this.room.give(this.ways.size * this.bytes);
  }
}
