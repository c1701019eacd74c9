import type { SlotDefinition } from '../src/slots/definition.js';
import { parseSlotDefinition } from '../src/slots/parse.js';
import { requiredRules } from '../src/published-checks.js';

/** Parts of a valid game that a test does not care about. */
export const frame = {
  id: 'small-game',
  version: '1.0.0',
  name: 'Small Game',
  rules: requiredRules.map((id) => ({ id, title: `About ${id}`, paragraphs: ['As tested.'] })),
  rtp: { minimum: '0.01', maximum: '1' },
};

export const smallSymbols = [
  { id: 'ace', name: 'Ace', kind: 'regular' },
  { id: 'jack', name: 'Jack', kind: 'regular' },
  { id: 'ten', name: 'Ten', kind: 'regular' },
  { id: 'wild', name: 'Wild', kind: 'wild' },
  { id: 'bell', name: 'Bell', kind: 'scatter' },
];

/** Three reels of five stops, two rows and two lines, with all that a definition can hold but groups. */
export function smallGameJson() {
  return {
    ...structuredClone(frame),
    rows: 2,
    reels: [
      ['ace', 'jack', 'wild', 'ten', 'bell'],
      ['jack', 'bell', 'ace', 'ten', 'wild'],
      ['ten', 'ace', 'bell', 'bell', 'jack'],
    ],
    lines: [
      [0, 0, 0],
      [1, 0, 1],
    ],
    symbols: structuredClone(smallSymbols),
    pays: { ace: { 2: 1, 3: 5 }, jack: { 3: 4 }, ten: { 3: 2 }, wild: { 2: 3 } },
    scatterPays: { 2: 1, 3: 3 },
    freeSpins: { awards: { 2: 1, 3: 2 }, multiplier: 2, retrigger: true, maximumTotal: 3 },
    stakes: { GBP: [2, 10, 20] },
  };
}

/** The small game with some members replaced. */
export function smallGame(changes: Record<string, unknown> = {}): SlotDefinition {
  return parseSlotDefinition({ ...smallGameJson(), ...changes });
}

/** A game of one row whose reels stop, at stop 0, at exactly these symbols. */
export function oneLine(
  symbols: readonly string[],
  pays: Record<string, Record<number, number>>,
): SlotDefinition {
  const declared = smallSymbols.map(({ id }) => id);
  return parseSlotDefinition({
    ...frame,
    rows: 1,
    reels: symbols.map((symbol) => [symbol, ...declared]),
    lines: [symbols.map(() => 0)],
    symbols: smallSymbols,
    pays,
    stakes: { GBP: [1] },
  });
}
