import { useEffect, useLayoutEffect, useRef } from 'react';
import { texts } from '../texts/en-gb.js';
import {
  creditsOf,
  shownWindow,
  type SlotDefinition,
  type Spin,
  stripsOf,
  symbolName,
  wonCells,
} from './model.js';
import { column, openingWindow, passing } from './strip.js';
import { SlotSymbol } from './symbols.js';
import { WinLines } from './win-lines.js';

const t = texts.games.slot;
const firstReelMs = 900;
const nextReelMs = 260;

/** How long a spin is on show before its result: all reels have come to stand. */
export const spinMs = (reels: number): number => firstReelMs + nextReelMs * (reels - 1);

export const prefersStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

interface ReelsProps {
  definition: SlotDefinition;
  /** The spin to show; none before the first. */
  spin: Spin | undefined;
  /** Changes with each spin that is to be turned to. */
  turn: number;
  settled: boolean;
  /** Wins are shown once the reels stand, until the next spin is asked for. */
  showWins: boolean;
  /** Whether what won may move: of a round that returned no more than its stake it is only lit (RTS 14F). */
  celebrated: boolean;
  onSettled: () => void;
}

/** The reels turn to what the platform drew. Nothing here decides anything. */
export function Reels({ definition, spin, turn, settled, showWins, celebrated, onSettled }: ReelsProps) {
  const { reels, rows } = definition;
  const strips = stripsOf(definition, spin);
  const won = showWins && settled ? spin : undefined;
  const window = won ? shownWindow(won, definition) : (spin?.window ?? openingWindow(reels, rows));
  const lit = won ? wonCells(won, definition) : new Set<string>();
  const worth = new Map(
    (won?.hold?.coins ?? []).map(({ row, reel, value }) => [`${reel}:${row}`, value / creditsOf(definition)]),
  );
  // A new turn alone starts the reels; when they stand, the handler of that moment is called.
  const settle = useRef(onSettled);
  useEffect(() => {
    settle.current = onSettled;
  });
  useEffect(() => {
    if (turn === 0) return;
    const timer = setTimeout(() => settle.current(), prefersStillness() ? 150 : spinMs(reels.length));
    return () => clearTimeout(timer);
  }, [turn, reels.length]);
  return (
    <div className={classOf(lit.size > 0, celebrated)} role="group" aria-label={t.reels}>
      {strips.map((strip, reel) => (
        <Reel
          key={reel}
          index={reel}
          strip={strip}
          shown={column(window, reel)}
          stop={spin?.stops[reel] ?? 0}
          turn={turn}
          names={column(window, reel).map((id) => symbolName(definition, id))}
          lit={lit}
          worth={worth}
          settled={settled}
        />
      ))}
      <WinLines definition={definition} wins={won?.lineWins ?? []} />
    </div>
  );
}

interface ReelProps {
  index: number;
  strip: readonly string[];
  shown: readonly string[];
  names: readonly string[];
  stop: number;
  turn: number;
  lit: ReadonlySet<string>;
  /** Of locked coins, by cell: how many times the stake. */
  worth: ReadonlyMap<string, number>;
  settled: boolean;
}

function Reel({ index, strip, shown, names, stop, turn, lit, worth, settled }: ReelProps) {
  const belt = useRef<HTMLDivElement>(null);
  const rows = shown.length;
  const distance = 12 + index * 5;
  const moving = turn > 0 && !settled;
  const symbols = moving ? passing({ strip, rows, stop, distance }) : shown;
  useLayoutEffect(() => {
    if (turn === 0 || prefersStillness()) return;
    const from = `translateY(-${(distance / (rows + distance)) * 100}%)`;
    const animation = belt.current?.animate(
      [{ transform: from }, { transform: 'translateY(1.2%)', offset: 0.93 }, { transform: 'none' }],
      { duration: firstReelMs + nextReelMs * index, easing: 'cubic-bezier(.2,.55,.35,1)', fill: 'backwards' },
    );
    return () => animation?.cancel();
  }, [turn, index, distance, rows]);
  return (
    <div className="reel" role="img" aria-label={t.column(index + 1, names.join(', '))}>
      <div className="belt" ref={belt}>
        {symbols.map((id, row) => (
          <div key={row} className={`cell ${lit.has(`${index}:${row}`) ? 'lit' : ''}`}>
            <SlotSymbol id={id} />
            {worth.has(`${index}:${row}`) && (
              <span className="worth">{t.times(worth.get(`${index}:${row}`) ?? 0)}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function classOf(won: boolean, celebrated: boolean): string {
  if (!won) return 'reels';
  return celebrated ? 'reels won celebrated' : 'reels won';
}
