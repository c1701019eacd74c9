import { useState } from 'react';
import { amountsOf, type Bounds, type Chip, placed, placedAll, totalOf } from './bets.js';
import type { Spot } from './layout.js';

/** The chips a player puts down before a round. */
export function useChips(bounds: Bounds) {
  const [chips, setChips] = useState<readonly Chip[]>([]);
  const [last, setLast] = useState<readonly Chip[]>([]);
  const [full, setFull] = useState(false);
  const change = (next: readonly Chip[]): void => {
    setChips(next);
    setFull(false);
  };
  return {
    chips,
    full,
    amounts: amountsOf(chips),
    total: totalOf(chips),
    canRepeat: chips.length === 0 && last.length > 0,
    place: (spot: Spot, amount: number): void => {
      const next = placed(chips, { spot, amount }, bounds);
      if (next) change(next);
      else setFull(true);
    },
    undo: () => change(chips.slice(0, -1)),
    clear: () => change([]),
    repeat: (): void => {
      const next = placedAll(last, bounds);
      if (next) change(next);
      else setFull(true);
    },
    /** The layout is clear for others; `all` lay there, and can be put down again. */
    taken: (all: readonly Chip[] = chips): void => {
      setLast(all);
      change([]);
    },
  };
}

export type Chips = ReturnType<typeof useChips>;
