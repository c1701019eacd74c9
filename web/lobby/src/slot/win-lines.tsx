import type { LineWin, SlotDefinition } from './model.js';

/** Lines drawn over the symbols that won, as far as each win goes. */
export function WinLines({ definition, wins }: { definition: SlotDefinition; wins: readonly LineWin[] }) {
  const { reels, rows, lines } = definition;
  return (
    <svg
      className="win-lines"
      viewBox={`0 0 ${reels.length * 100} ${rows * 100}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {wins.map(({ line, count }) => (
        <polyline key={line} className={`line-${line % 5}`} points={points(lines[line] ?? [], count)} />
      ))}
    </svg>
  );
}

function points(rows: readonly number[], count: number): string {
  return rows
    .slice(0, count)
    .map((row, reel) => `${reel * 100 + 50},${row * 100 + 50}`)
    .join(' ');
}
