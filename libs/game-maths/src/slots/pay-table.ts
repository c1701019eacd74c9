/** Count -> value, as a definition has it. */
type Counts = Readonly<Record<string, number>>;

/** Of a slot's definition what its pay table is made of. Without imports, so that a page can be made of this file alone. */
export interface PayingSlot {
  readonly rows: number;
  readonly reels: readonly (readonly string[])[];
  readonly clusters?: object;
  readonly cascades?: { readonly ladder: readonly number[]; readonly maximum: number };
  readonly symbols: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  readonly groups?: readonly {
    readonly id: string;
    readonly name: string;
    readonly symbols: readonly string[];
  }[];
  readonly pays: Readonly<Record<string, Counts>>;
  readonly scatterPays?: Counts;
  readonly freeSpins?: { readonly awards: Counts; readonly reels?: readonly (readonly string[])[] };
}

/** So many of a thing, both ends included. */
export interface CountRange {
  readonly from: number;
  readonly to: number;
}

export interface SlotPayRow {
  /** Of the symbol or group. */
  readonly id: string;
  readonly name: string;
  /** Of a group, the names of the symbols that pay together. */
  readonly members?: readonly string[];
  /** A value for each range of the table; 0 where nothing is paid. */
  readonly values: readonly number[];
}

/** What every number of symbols pays: a column for each range in which no row changes its value. */
export interface SlotPayTable {
  readonly ranges: readonly CountRange[];
  readonly rows: readonly SlotPayRow[];
}

/** Runs from the leftmost reel, or sizes of clusters; values in line bets or credits. */
export function payTableOf(slot: PayingSlot): SlotPayTable {
  const { pays, symbols, groups = [], reels, rows, clusters } = slot;
  const ranges = rangesOf(Object.values(pays), clusters ? rows * reels.length : reels.length);
  const names = new Map(symbols.map(({ id, name }) => [id, name]));
  const all = [
    ...symbols.map(({ id, name }) => ({ id, name })),
    ...groups.map(({ id, name, symbols: ids }) => ({
      ...{ id, name },
      members: ids.map((member) => names.get(member) ?? member),
    })),
  ];
  const paid = all.flatMap((each) => {
    const table = pays[each.id];
    return table ? [{ ...each, values: valuesIn(table, ranges) }] : [];
  });
  return { ranges, rows: paid };
}

/** The scatter, counted anywhere in view. */
export interface ScatterTable {
  readonly id: string;
  readonly name: string;
  readonly ranges: readonly CountRange[];
  /** Of each range, in total stakes. */
  readonly pays: readonly number[];
  /** Free spins of each range. */
  readonly awards: readonly number[];
}

/** Undefined for a game whose scatters neither pay nor award anything. */
export function scatterTableOf(slot: PayingSlot): ScatterTable | undefined {
  const { scatterPays = {}, freeSpins } = slot;
  const scatter = slot.symbols.find(({ kind }) => kind === 'scatter');
  const awards = freeSpins?.awards ?? {};
  const ranges = rangesOf([scatterPays, awards], scatter ? mostInView(slot, scatter.id) : 0);
  if (!scatter || ranges.length === 0) return undefined;
  const { id, name } = scatter;
  return { ranges, id, name, pays: valuesIn(scatterPays, ranges), awards: valuesIn(awards, ranges) };
}

/** The factors of a spin's windows, in the order in which they fall; windows that share one together. */
export function ladderOf({ ladder, maximum }: NonNullable<PayingSlot['cascades']>): (CountRange & {
  readonly factor: number;
})[] {
  const steps = ladder.slice(0, maximum).map((factor, step) => ({ factor, from: step + 1 }));
  const rises = steps.filter(({ factor }, step) => step === 0 || factor !== steps[step - 1]?.factor);
  return rises.map((rise, index) => ({ ...rise, to: (rises[index + 1]?.from ?? maximum + 1) - 1 }));
}

/** Ranges of counts up to `highest` within which no table changes; those below every table are left out. */
function rangesOf(tables: readonly Counts[], highest: number): CountRange[] {
  const starts = [...new Set(tables.flatMap((table) => Object.keys(table).map(Number)))].sort(
    (left, right) => left - right,
  );
  return starts.map((from, index) => ({
    from,
    to: Math.max(from, (starts[index + 1] ?? highest + 1) - 1),
  }));
}

/** A count that is not listed has the value of the next lower one. */
function valuesIn(table: Counts, ranges: readonly CountRange[]): number[] {
  const listed = Object.keys(table).map(Number);
  return ranges.map(
    ({ from }) => table[String(Math.max(0, ...listed.filter((count) => count <= from)))] ?? 0,
  );
}

/** The most of a symbol that a window can hold, also one of a free spin; after a cascade its cells come from anywhere on the strips. */
function mostInView({ reels, rows, cascades, freeSpins }: PayingSlot, id: string): number {
  if (cascades) return rows * reels.length;
  const inReel = (strip: readonly string[]): number =>
    Math.max(
      0,
      ...strip.map(
        (_, stop) =>
          Array.from({ length: rows }, (__, row) => strip[(stop + row) % strip.length]).filter(
            (symbol) => symbol === id,
          ).length,
      ),
    );
  return Math.max(
    ...[reels, freeSpins?.reels ?? []].map((strips) => strips.reduce((sum, strip) => sum + inReel(strip), 0)),
  );
}
