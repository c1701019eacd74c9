import type { SlotDefinition } from './definition.js';
import { symbolAt } from './model.js';
import { type Win, type Window, winsIn } from './wins.js';

/** One window of a spin: what stands, what it pays, and the factor of the ladder. */
export interface Fall {
  readonly window: Window;
  readonly wins: readonly Win[];
  readonly factor: number;
}

/** The windows of a spin in their order: one, or as many as its cascades make. */
export function fallsOf(definition: SlotDefinition, stops: readonly number[], first: Window): Fall[] {
  const { cascades } = definition;
  const ladder = cascades?.ladder ?? [1];
  const most = cascades?.maximum ?? 1;
  const falls: Fall[] = [];
  const fed = stops.map(() => 0);
  for (
    let window = first;
    ;
    window = afterFall(definition, { window, stops, fed, wins: falls.at(-1)?.wins ?? [] })
  ) {
    const wins = winsIn(definition, window);
    const factor = ladder[Math.min(falls.length, ladder.length - 1)] ?? 1;
    falls.push({ window, wins, factor });
    if (wins.length === 0 || falls.length >= most) return falls;
  }
}

interface Before {
  readonly window: Window;
  readonly stops: readonly number[];
  /** Per reel, how many symbols its strip has fed from above so far; grows here. */
  readonly fed: number[];
  readonly wins: readonly Win[];
}

/** Winning symbols vanish, those above fall, and each strip goes on upwards from its stop. */
function afterFall(definition: SlotDefinition, { window, stops, fed, wins }: Before): string[][] {
  const gone = new Set(wins.flatMap(({ cells }) => cells.map(String)));
  const columns = definition.reels.map((strip, reel) => {
    const left = window.flatMap((symbols, row) => (gone.has(`${row},${reel}`) ? [] : [symbols[reel] ?? '']));
    while (left.length < definition.rows) {
      fed[reel] = (fed[reel] ?? 0) + 1;
      const above = (stops[reel] ?? 0) - (fed[reel] ?? 0);
      left.unshift(symbolAt(strip, above + strip.length * Math.ceil(-above / strip.length), 0));
    }
    return left;
  });
  return window.map((_, row) => columns.map((column) => column[row] ?? ''));
}
