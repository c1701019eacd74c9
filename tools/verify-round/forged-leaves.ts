/** Where a value lies in a tree of JSON: members and places from the root on. */
export type Path = readonly (string | number)[];

/** The paths of all values that hold no others. */
export function leavesOf(json: unknown): Path[] {
  if (typeof json !== 'object' || json === null) return [[]];
  return Object.entries(json).flatMap(([name, value]) =>
    leavesOf(value).map((rest): Path => [Array.isArray(json) ? Number(name) : name, ...rest]),
  );
}

/** A copy with another value at one leaf: another number, another text, the other mark. */
export function withLeaf(json: unknown, [first, ...rest]: Path): unknown {
  if (first === undefined) return otherThan(json);
  const copy = structuredClone(json) as Record<string | number, unknown>;
  copy[first] = withLeaf(copy[first], rest);
  return copy;
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${String(value)}?`;
}
