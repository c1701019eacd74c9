import type { Faults } from './faults.js';

/** Shortest time between two starts of a round by law, in ms: of a slot (RTS 14D), and of any other casino game (RTS 14G). */
export const legalCycleMs = { slot: 2500, other: 5000 } as const;

const longestCycleMs = 60_000;

/** Shortest time between two starts of a round, in ms: what the definition asks for, or the law's. */
export function cycleOf({ kind, minimumCycleMs = 0 }: { kind?: string; minimumCycleMs?: number }): number {
  return Math.max(
    minimumCycleMs,
    kind === undefined || kind === 'slot' ? legalCycleMs.slot : legalCycleMs.other,
  );
}

/** The member `minimumCycleMs`, which may be longer than what the law has and never shorter. */
export function checkCycle(faults: Faults, root: Readonly<Record<string, unknown>>, legalMs: number): void {
  const range = { from: legalMs, to: longestCycleMs };
  faults.integer('minimumCycleMs', root['minimumCycleMs'], range);
}
