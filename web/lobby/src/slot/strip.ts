/** The window before anything was played: each strip from its first stop. */
export function openingWindow(reels: readonly (readonly string[])[], rows: number): string[][] {
  return Array.from({ length: rows }, (_, row) => reels.map((strip) => strip[row % strip.length] ?? ''));
}

export interface Travel {
  strip: readonly string[];
  rows: number;
  stop: number;
  /** Symbols that pass before the reel stands. */
  distance: number;
}

/**
 * What passes by while a reel turns to its stop, from top to bottom: the strip moves down, so the symbols that come to
 * stand are at the top, and below them is what lies before them on the very strip that is played.
 */
export function passing({ strip, rows, stop, distance }: Travel): string[] {
  return Array.from({ length: rows + distance }, (_, index) => strip[(stop + index) % strip.length] ?? '');
}

/** The symbols of one column, from top to bottom. */
export function column(window: readonly (readonly string[])[], reel: number): string[] {
  return window.map((row) => row[reel] ?? '');
}
