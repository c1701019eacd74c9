/** Values that V8 makes at once, and hands out from the last to the first. */
const cached = 64;
const wordBits = 64;

/** One bit of a state as the sum of those bits of the state at the beginning whose place in this number is set. */
type Sum = bigint;
/** The highest bit first. */
type Word = readonly Sum[];

/** So many bits of one output of the generator are known. */
interface Equation {
  readonly sum: Sum;
  readonly bit: bigint;
}

/**
 * What comes next of a generator like Math.random of V8 (xorshift128+, S. Vigna, 2016) that has shown `seen`, values below
 * `bound` in a row: its steps add bits up, so that a few hundred shown bits are equations for the 128 of its state.
 * @returns undefined if no state of such a generator shows these values
 */
export function predict(seen: readonly number[], bound: number, ahead: number): number[] | undefined {
  const blocks = Math.ceil((seen.length + cached) / cached);
  const outputs = symbolicOutputs(blocks * cached);
  for (let used = 0; used < cached; used += 1) {
    const state = solve(equations(seen, bound, used, outputs));
    if (state === undefined) continue;
    const shown = shownFrom(state, bound, used, seen.length + ahead);
    if (seen.every((value, index) => value === shown[index])) return shown.slice(seen.length);
  }
  return undefined;
}

/** The state before the first block, both words in one: the bits of the first are the higher ones. */
function shownFrom(state: bigint, bound: number, used: number, count: number): number[] {
  const generator = new Xorshift(state >> 64n, state & ones);
  const values: number[] = [];
  while (values.length < used + count) values.push(...generator.block(bound));
  return values.slice(used, used + count);
}

const ones = (1n << 64n) - 1n;

/** The generator itself, as V8 has it: for the attack, and as what is attacked. */
export class Xorshift {
  constructor(
    private first: bigint,
    private second: bigint,
  ) {}

  /** The next values in the order in which they are handed out. */
  block(bound: number): number[] {
    return Array.from({ length: cached }, () => {
      let mixed = this.first ^ ((this.first << 23n) & ones);
      mixed ^= mixed >> 17n;
      [this.first, this.second] = [this.second, mixed ^ this.second ^ (this.second >> 26n)];
      return Math.floor((Number(this.first >> 11n) / 2 ** 53) * bound);
    }).reverse();
  }
}

/** The highest bits of each output, as sums of bits of the state before the first. */
function symbolicOutputs(count: number): Word[] {
  const word = (from: number): Word => Array.from({ length: wordBits }, (_, bit) => 1n << BigInt(from - bit));
  let [first, second] = [word(127), word(63)];
  return Array.from({ length: count }, () => {
    let mixed = added(first, shifted(first, 23));
    mixed = added(mixed, shifted(mixed, -17));
    [first, second] = [second, added(added(mixed, second), shifted(second, -26))];
    return first;
  });
}

const added = (left: Word, right: Word): Word => left.map((sum, bit) => sum ^ (right[bit] ?? 0n));
/** To the left, as << does; to the right where `places` is negative. */
const shifted = (word: Word, places: number): Word => word.map((_, bit) => word[bit + places] ?? 0n);

function* equations(
  seen: readonly number[],
  bound: number,
  used: number,
  outputs: readonly Word[],
): Generator<Equation> {
  for (const [index, value] of seen.entries()) {
    const at = index + used;
    const output = outputs[at - (at % cached) + cached - 1 - (at % cached)] ?? [];
    for (const [place, bit] of knownBits(value, bound).entries()) yield { sum: output[place] ?? 0n, bit };
  }
}

/** The bits at the beginning that all fractions have which give this value. */
function knownBits(value: number, bound: number): bigint[] {
  const bits = (fraction: bigint): string => fraction.toString(2).padStart(wordBits, '0');
  const low = bits((BigInt(value) << 64n) / BigInt(bound) + 1n);
  const high = bits((BigInt(value + 1) << 64n) / BigInt(bound) - 1n);
  let shared = 0;
  while (shared < wordBits && low[shared] === high[shared]) shared += 1;
  return [...low.slice(0, shared)].map(BigInt);
}

/** By elimination, modulo 2. @returns undefined if the equations contradict each other, or leave a bit open */
function solve(all: Iterable<Equation>): bigint | undefined {
  // By its highest bit: no other row has that.
  const rows = new Map<number, Equation>();
  for (const equation of all) {
    let { sum, bit } = equation;
    while (sum !== 0n) {
      const row = rows.get(highest(sum));
      if (!row) break;
      sum ^= row.sum;
      bit ^= row.bit;
    }
    if (sum !== 0n) rows.set(highest(sum), { sum, bit });
    else if (bit !== 0n) return undefined;
  }
  if (rows.size < 2 * wordBits) return undefined;
  let state = 0n;
  for (let place = 0; place < 2 * wordBits; place += 1) {
    const { sum, bit } = rows.get(place) ?? { sum: 0n, bit: 0n };
    if ((parity(sum & state) ^ bit) === 1n) state |= 1n << BigInt(place);
  }
  return state;
}

const highest = (sum: bigint): number => sum.toString(2).length - 1;

function parity(sum: bigint): bigint {
  return BigInt(sum.toString(2).replaceAll('0', '').length % 2);
}
