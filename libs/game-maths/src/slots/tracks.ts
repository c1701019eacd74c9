import type { SlotDefinition } from './definition.js';
import { lineMachine, type Machine } from './machine.js';
import { modelOf, reelWeights, symbolAt } from './model.js';
import { tally } from './tally.js';

/** One line on its way over the reels. */
export interface Track {
  readonly machine: Machine;
  /** Per reel, what its machine looks at: tracks of one machine with the same text there see the same. */
  readonly looksAt: readonly string[];
  /** Per reel and stop: what is shown to the machine. */
  readonly inputs: readonly (readonly number[])[];
}

/** What a spin is for the sums and for the fast play: tracks, and what every stop shows. */
export interface Spinning {
  readonly tracks: readonly Track[];
  /** Per reel and stop: tally of the symbols that count anywhere in the window. */
  readonly shown: readonly (readonly number[])[];
  /** Per reel and stop. */
  readonly weights: readonly (readonly number[])[];
}

export function spinningOf(definition: SlotDefinition): Spinning {
  const { reels } = definition;
  return {
    tracks: lineTracks(definition),
    shown: reels.map((strip) => strip.map((_, stop) => shownAt(definition, { strip, stop }))),
    weights: reels.map((_, reel) => reelWeights(definition, reel)),
  };
}

function lineTracks(definition: SlotDefinition): Track[] {
  const { lines, reels, rows } = definition;
  const model = modelOf(definition);
  const machine = lineMachine(model);
  const byRow = reels.map((strip) =>
    Array.from({ length: rows }, (_, row) =>
      strip.map((__, stop) => model.codes.get(symbolAt(strip, stop, row)) ?? 0),
    ),
  );
  return lines.map((line) => ({
    machine,
    looksAt: line.map(String),
    inputs: line.map((row, reel) => byRow[reel]?.[row] ?? []),
  }));
}

/** What a column adds to the tally whatever the lines do. */
function shownAt(
  definition: SlotDefinition,
  { strip, stop }: { strip: readonly string[]; stop: number },
): number {
  const units = new Map<string, number>();
  for (const { id, kind } of definition.symbols) {
    if (kind === 'scatter') units.set(id, tally.scatter);
    if (kind === 'bonus' && definition.bonus?.trigger === 'anywhere') units.set(id, tally.bonus);
  }
  let shown = 0;
  for (let row = 0; row < definition.rows; row += 1) shown += units.get(symbolAt(strip, stop, row)) ?? 0;
  return shown;
}
