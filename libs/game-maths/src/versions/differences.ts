/** More than this nobody reads; the last line then says how many are left out. */
const most = 200;
const longest = 120;

/** Every member that is another, with both values, by its path: `pays.lamp.4: 50 → 60`. */
export function differencesOf(before: unknown, after: unknown): string[] {
  const all = differs(before, after, '');
  if (all.length <= most) return all;
  return [...all.slice(0, most - 1), `and ${all.length - most + 1} more`];
}

function differs(before: unknown, after: unknown, path: string): string[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) =>
      differs(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  const [from, to] = [textOf(before), textOf(after)];
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [`${path}: ${from} → ${to}`];
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
