import type { CrashDefinition, GrowthPoint } from './definition.js';

/** The multiple so many whole milliseconds after the start, in 1/grid: rounded down, never above the maximum. */
export function multipleAt({ growth, maximum }: CrashDefinition, elapsedMs: number): number {
  const { from, to } = pieceOf(growth, (point) => point.elapsedMs > elapsedMs);
  if (!to) return maximum;
  const passed = (elapsedMs - from.elapsedMs) * (to.multiple - from.multiple);
  return from.multiple + Math.floor(passed / (to.elapsedMs - from.elapsedMs));
}

/** The first whole millisecond at which the multiple is reached; that of the maximum for one above it. */
export function elapsedAt({ growth }: CrashDefinition, multiple: number): number {
  const { from, to } = pieceOf(growth, (point) => point.multiple > multiple);
  if (!to) return from.elapsedMs;
  const missing = (multiple - from.multiple) * (to.elapsedMs - from.elapsedMs);
  return from.elapsedMs + Math.max(0, Math.ceil(missing / (to.multiple - from.multiple)));
}

/** The straight piece that ends at the first point beyond; without an end after the last point. */
function pieceOf(
  growth: readonly GrowthPoint[],
  isBeyond: (point: GrowthPoint) => boolean,
): { from: GrowthPoint; to?: GrowthPoint } {
  const index = growth.findIndex(isBeyond);
  const from = growth.at(index === -1 ? -1 : Math.max(0, index - 1)) ?? { elapsedMs: 0, multiple: 0 };
  const to = growth[Math.max(1, index)];
  return index === -1 || !to ? { from } : { from, to };
}
