import { type LineWin, runCells, type SlotDefinition } from './model.js';

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
      {wins.map((win) => (
        <polyline
          key={`${win.line} ${win.fromRight ?? false}`}
          className={`line-${win.line % 5}`}
          points={points(lines[win.line] ?? [], win)}
        />
      ))}
    </svg>
  );
}

function points(line: readonly number[], win: LineWin): string {
  return runCells(line, win)
    .map(({ row, reel }) => `${reel * 100 + 50},${row * 100 + 50}`)
    .join(' ');
}
