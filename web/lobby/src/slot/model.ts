/** What the page uses of a slot's definition, as GET /v1/games/{id} gives it. */
export interface SlotDefinition {
  rows: number;
  reels: string[][];
  /** Per line, the row of each reel. */
  lines: number[][];
  symbols: { id: string; name: string; kind: string }[];
  pays: Record<string, Record<string, number>>;
  scatterPays?: Record<string, number>;
  freeSpins?: { awards: Record<string, number>; multiplier: number };
}

export interface LineWin {
  line: number;
  symbol: string;
  count: number;
  payout: number;
}

/** One spin of a round: what stood in view and what it paid. */
export interface Spin {
  kind: 'base' | 'free';
  stops: number[];
  /** Rows from top to bottom, one symbol per reel. */
  window: string[][];
  lineWins: LineWin[];
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
