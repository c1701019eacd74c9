import {
  exactReturn,
  fraction,
  multiply,
  parseSlotDefinition,
  requiredRules,
  toDecimal,
} from '@croupier/game-maths';

/** What a test may have otherwise. */
interface Changes {
  readonly version?: string;
  readonly pays?: Record<string, Record<number, number>>;
}

/** One line, so that every stake is a multiple of it: stakes on, just under and just over both legal caps. It tells what it returns. */
export function capGameJson(changes: Changes = {}): Record<string, unknown> {
  const json = {
    id: 'cap-game',
    version: '1.0.0',
    name: 'Cap Game',
    rows: 1,
    reels: Array.from({ length: 3 }, () => ['ace', 'king', 'bell', 'ace']),
    lines: [[0, 0, 0]],
    symbols: [
      { id: 'ace', name: 'Ace', kind: 'regular' },
      { id: 'king', name: 'King', kind: 'regular' },
      { id: 'bell', name: 'Bell', kind: 'scatter' },
    ],
    pays: { ace: { 2: 1, 3: 3 }, king: { 3: 6 } },
    freeSpins: { awards: { 2: 2 }, multiplier: 1, retrigger: true, maximumTotal: 4 },
    stakes: { GBP: [1, 100, 200, 201, 500, 501], EUR: [100] },
    rtp: { minimum: '0.01', maximum: '1' },
    ...changes,
  };
  const rules = requiredRules.map((id) => ({ id, title: `About ${id}`, paragraphs: ['As tested.'] }));
  const { fraction: exact } = exactReturn(parseSlotDefinition({ ...json, rules }));
  const told = `It returns ${toDecimal(multiply(exact, fraction(100n)), 6)} %.`;
  return {
    ...json,
    rules: rules.map((section) => (section.id === 'return' ? { ...section, paragraphs: [told] } : section)),
  };
}
