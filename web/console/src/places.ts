/** Where a service stands on the map. */
export interface Place {
  x: number;
  y: number;
}

/** Size of the map in its own units. */
export const map = { width: 1000, height: 560 };

/** The service that asks most of the others stands in the middle, and they around it, by name from the top. */
export function placesOf(names: readonly string[], centre: string): ReadonlyMap<string, Place> {
  const around = names.filter((name) => name !== centre).toSorted();
  const { width, height } = map;
  const middle = { x: width / 2, y: height / 2 };
  const places = around.map((name, index): [string, Place] => {
    const angle = (index / around.length) * 2 * Math.PI - Math.PI / 2;
    const x = middle.x + Math.cos(angle) * (width / 2 - 95);
    return [name, { x, y: middle.y + Math.sin(angle) * (height / 2 - 42) }];
  });
  return new Map(names.includes(centre) ? [[centre, middle], ...places] : places);
}

/** A line from one to the other that bends a little to its left, so that two in opposite directions part. */
export function curve(from: Place, to: Place): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = Math.min(40, length * 0.12);
  const x = (from.x + to.x) / 2 + (dy / length) * bend;
  const y = (from.y + to.y) / 2 - (dx / length) * bend;
  const end = edge(to, { x, y });
  const start = edge(from, { x, y });
  return `M${start.x.toFixed(1)} ${start.y.toFixed(1)} Q${x.toFixed(1)} ${y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
}

/** Half of the box of a service. */
export const box = { width: 78, height: 27 };

/** Where a line from outside meets the box. */
function edge(of: Place, from: Place): Place {
  const [dx, dy] = [from.x - of.x, from.y - of.y];
  const scale = Math.min(
    (box.width + 5) / Math.max(Math.abs(dx), 1e-6),
    (box.height + 5) / Math.max(Math.abs(dy), 1e-6),
  );
  return { x: of.x + dx * Math.min(1, scale), y: of.y + dy * Math.min(1, scale) };
}
