/** Slots that are measured and not offered: definitions as certify takes them. */

const rules = ['stages', 'special-states', 'limits', 'return', 'malfunction', 'interruption'].map((id) => ({
  id,
  title: id,
  paragraphs: ['Measured.'],
}));

/** Rows of three reels by five, by which lines go: straight, then bent more and more. */
const lines = [
  [1, 1, 1, 1, 1],
  [0, 0, 0, 0, 0],
  [2, 2, 2, 2, 2],
  [0, 1, 2, 1, 0],
  [2, 1, 0, 1, 2],
  [2, 2, 1, 0, 0],
  [0, 0, 1, 2, 2],
  [1, 2, 1, 0, 1],
  [1, 0, 1, 2, 1],
  [2, 1, 1, 1, 0],
  [0, 1, 1, 1, 2],
  [1, 2, 2, 1, 0],
  [1, 0, 0, 1, 2],
  [1, 1, 2, 1, 0],
  [1, 1, 0, 1, 2],
  [0, 1, 0, 1, 0],
  [2, 1, 2, 1, 2],
  [0, 0, 2, 0, 0],
  [2, 2, 0, 2, 2],
  [1, 0, 2, 0, 1],
];

/** Symbols by how many of them each reel has, dealt one kind after another. */
function stripOf(counts: Readonly<Record<string, readonly number[]>>, reel: number): string[] {
  const left = new Map(Object.entries(counts).map(([id, list]) => [id, list[reel] ?? 0]));
  const strip: string[] = [];
  while ([...left.values()].some((count) => count > 0)) {
    for (const [id, count] of left) {
      if (count > 0) strip.push(id);
      left.set(id, count - 1);
    }
  }
  return strip;
}

const regulars = {
  crown: [4, 4, 3, 4, 4],
  anchor: [4, 4, 5, 4, 5],
  sail: [6, 4, 4, 4, 4],
  lamp: [5, 4, 6, 6, 7],
  rope: [6, 4, 5, 6, 7],
  shell: [6, 6, 5, 6, 6],
  gull: [5, 6, 5, 6, 6],
  star: [5, 5, 6, 8, 7],
};

const pays = {
  crown: { 2: 2, 3: 40, 4: 200, 5: 1000 },
  anchor: { 3: 25, 4: 100, 5: 500 },
  sail: { 3: 25, 4: 100, 5: 500 },
  lamp: { 3: 10, 4: 50, 5: 500 },
  rope: { 3: 10, 4: 50, 5: 250 },
  shell: { 3: 5, 4: 30, 5: 200 },
  gull: { 3: 5, 4: 30, 5: 200 },
  star: { 3: 5, 4: 30, 5: 150 },
};

const frame = { version: '1.0.0', rows: 3, rules, rtp: { minimum: '0.01', maximum: '1' } };
const symbol = (kind: string) => (id: string) => ({ id, name: id, kind });

function slotOf(
  id: string,
  {
    counts,
    lineCount,
    ...others
  }: { counts: typeof regulars; lineCount: number } & Readonly<Record<string, unknown>>,
) {
  return {
    ...{ ...frame, id, name: id },
    reels: [0, 1, 2, 3, 4].map((reel) => stripOf(counts, reel)),
    lines: lines.slice(0, lineCount),
    symbols: Object.keys(regulars).map(symbol('regular')),
    stakes: { GBP: [lineCount] },
    pays,
    ...others,
  };
}

const allCounts = {
  ...regulars,
  wild: [2, 2, 1, 4, 2],
  bonus: [2, 5, 6, 0, 0],
  scatter: [2, 2, 2, 2, 2],
};

/** 47 x 46 x 48 x 50 x 50 = 259,440,000 combinations, fifteen lines, a wild that pays, a bonus of lines and a scatter. */
export const largeSlot = slotOf('large-slot', {
  counts: allCounts,
  lineCount: 15,
  pays: { wild: { 2: 5, 3: 100, 4: 500, 5: 10_000 }, ...pays },
  symbols: [
    ...Object.keys(regulars).map(symbol('regular')),
    ...['wild', 'bonus', 'scatter'].map((kind) => symbol(kind)(kind)),
  ],
  scatterPays: { 3: 5, 4: 25, 5: 200 },
  bonus: { trigger: 'line', count: 3, picks: 1, untilBlank: false, prizes: [{ multiple: 331, weight: 1 }] },
});

/** Five reels by three rows, twenty lines, no features. */
export const plainSlot = slotOf('plain-slot', { counts: regulars, lineCount: 20 });
