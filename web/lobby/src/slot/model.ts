/** What the page uses of a slot's definition, as GET /v1/games/{id} gives it. */
export interface SlotDefinition {
  id: string;
  rows: number;
  reels: string[][];
  /** Per line, the row of each reel; none in a game of ways or clusters. */
  lines: number[][];
  /** Lines pay from the right, too. */
  bothWays?: true;
  ways?: { credits: number };
  clusters?: { credits: number };
  symbols: { id: string; name: string; kind: string; multiplier?: number }[];
  /** Symbols that also pay together, named in `pays` like one. */
  groups?: { id: string; name: string; symbols: string[] }[];
  pays: Record<string, Record<string, number>>;
  scatterPays?: Record<string, number>;
  /** With strips of their own, or those of the base spin. */
  freeSpins?: { awards: Record<string, number>; multiplier: number; reels?: string[][] };
  bonus?: {
    trigger: 'line' | 'anywhere';
    count: number;
    picks: number;
    untilBlank: boolean;
    prizes: Prize[];
  };
  cascades?: { ladder: number[]; maximum: number };
  holdAndRespin?: { count: number; respins: number; blankWeight: number; values: Prize[]; full: number };
}

/** Drawn with a probability of its weight over the weights of all. */
export interface Prize {
  multiple: number;
  weight: number;
}

export interface LineWin {
  line: number;
  symbol: string;
  count: number;
  /** Counted from the rightmost reel. */
  fromRight?: true;
  payout: number;
  wildMultiplier?: number;
}

/** A symbol that pays in every way that it can be read, from the leftmost reel. */
export interface WayWin {
  symbol: string;
  count: number;
  ways: number;
  payout: number;
}

/** Symbols that touch; cells are row and reel. */
export interface ClusterWin {
  symbol: string;
  count: number;
  cells: [number, number][];
  payout: number;
}

export interface HoldWin {
  /** In the order in which they locked; values in parts of the stake. */
  coins: { row: number; reel: number; value: number; respin: number }[];
  respins: number;
  full: boolean;
  payout: number;
}

interface WindowWins {
  lineWins: LineWin[];
  wayWins?: WayWin[];
  clusterWins?: ClusterWin[];
}

/** What stood after symbols had won and others had fallen. */
export interface Cascade extends WindowWins {
  window: string[][];
  multiplier: number;
  payout: number;
}

/** One spin of a round: what stood in view and what it paid. */
export interface Spin extends WindowWins {
  kind: 'base' | 'free';
  stops: number[];
  /** Rows from top to bottom, one symbol per reel. */
  window: string[][];
  cascades?: Cascade[];
  bonusWins?: { line?: number; prizes: number[]; payout: number }[];
  hold?: HoldWin;
  scatterCount: number;
  scatterPayout: number;
  freeSpinsAwarded: number;
  payout: number;
}

export interface SlotOutcome {
  definitionHash: string;
  spins: Spin[];
  freeSpinsTotal: number;
  draws: { value: number; bound: number }[];
}

/** The outcome of a slot's round; undefined if it is one of another kind of game. */
export function slotOutcomeIn(outcome: Record<string, unknown>): SlotOutcome | undefined {
  const { spins } = outcome as Partial<SlotOutcome>;
  return Array.isArray(spins) && spins.length > 0 ? (outcome as unknown as SlotOutcome) : undefined;
}

export function symbolName(definition: SlotDefinition, id: string): string {
  return definition.symbols.find((symbol) => symbol.id === id)?.name ?? id;
}

/** Into how many equal parts a stake is shared: lines, or the credits of a game without lines. */
export function creditsOf({ lines, ways, clusters }: SlotDefinition): number {
  return ways?.credits ?? clusters?.credits ?? lines.length;
}

/** The strips that a spin was played on: free spins may have their own. */
export function stripsOf({ reels, freeSpins }: SlotDefinition, spin: Spin | undefined): string[][] {
  return spin?.kind === 'free' ? (freeSpins?.reels ?? reels) : reels;
}

/** The window as it stands at the end: where coins have locked, they are seen. */
export function shownWindow(spin: Spin, definition: SlotDefinition): string[][] {
  const coin = definition.symbols.find(({ kind }) => kind === 'coin')?.id ?? '';
  const locked = new Set((spin.hold?.coins ?? []).map(({ row, reel }) => `${row}:${reel}`));
  return spin.window.map((symbols, row) =>
    symbols.map((symbol, reel) => (locked.has(`${row}:${reel}`) ? coin : symbol)),
  );
}

/** The cells of a line that a win goes over, from the end at which it begins. */
export function runCells(
  line: readonly number[],
  { count, fromRight }: Pick<LineWin, 'count' | 'fromRight'>,
): { row: number; reel: number }[] {
  const cells = line.map((row, reel) => ({ row, reel }));
  return (fromRight ? cells.toReversed() : cells).slice(0, count);
}

/** Cells that have won something, as `reel:row`. */
export function wonCells(spin: Spin, definition: SlotDefinition): Set<string> {
  const { lines, symbols } = definition;
  const wilds = new Set(symbols.filter(({ kind }) => kind === 'wild').map(({ id }) => id));
  const onLines = spin.lineWins.flatMap((win) =>
    runCells(lines[win.line] ?? [], win).map(({ row, reel }) => `${reel}:${row}`),
  );
  const inWays = (spin.wayWins ?? []).flatMap(({ symbol, count }) =>
    spin.window.flatMap((ids, row) =>
      ids.flatMap((id, reel) => (reel < count && (id === symbol || wilds.has(id)) ? [`${reel}:${row}`] : [])),
    ),
  );
  const inClusters = (spin.clusterWins ?? []).flatMap(({ cells }) =>
    cells.map(([row, reel]) => `${reel}:${row}`),
  );
  const locked = (spin.hold?.coins ?? []).map(({ row, reel }) => `${reel}:${row}`);
  return new Set([...onLines, ...inWays, ...inClusters, ...locked]);
}
