/** Places of a stream, the first and the last of them included, where it has nothing any more. */
export interface Hole {
  from: number;
  to: number;
}

/** What a stream says of itself. */
export interface StreamState {
  first_seq: number;
  /** Places between its first and its last message where there is none. */
  deleted?: readonly number[];
}

/** The holes of a stream between two places, which are not looked at themselves. */
export function holesBetween(
  { first_seq: first, deleted = [] }: StreamState,
  after: number,
  upTo: number,
): Hole[] {
  const holes: Hole[] = [];
  if (first > after + 1) holes.push({ from: after + 1, to: Math.min(first, upTo) - 1 });
  for (const seq of [...deleted].sort((one, other) => one - other)) {
    if (seq <= after || seq >= upTo || seq < first) continue;
    const last = holes.at(-1);
    if (last?.to === seq - 1) last.to = seq;
    else holes.push({ from: seq, to: seq });
  }
  return holes.filter(({ from, to }) => to >= from);
}
