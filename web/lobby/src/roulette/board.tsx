import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { texts } from '../texts/en-gb.js';
import { roughMoney, shortMoney } from '../texts/formats.js';
import { colourOf, keyOf, neighbour, type Spot, spots } from './layout.js';

const t = texts.roulette;
const arrows: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

interface BoardProps {
  amounts: ReadonlyMap<string, number>;
  /** What of the player's own is in the round already, where chips are put down first and bet then. */
  inRound?: ReadonlyMap<string, number>;
  /** What others have on each spot, where there are others. */
  others?: ReadonlyMap<string, number>;
  currency: string;
  /** The pocket to light up. */
  pocket: number | undefined;
  disabled: boolean;
  place: (spot: Spot) => void;
}

/** The layout: every spot is a button. One of them is in the tab order; arrow keys move to all the others. */
export function Board({ amounts, inRound, others, currency, pocket, disabled, place }: BoardProps) {
  const [current, setCurrent] = useState(keyOf(spots[0] as Spot));
  const board = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, from: Spot): void => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    // On a narrow screen the layout stands upright: the numbers run down.
    const upright = board.current
      ? getComputedStyle(board.current).getPropertyValue('--upright').trim() === '1'
      : false;
    const [dx, dy] = upright ? [arrow[1], -arrow[0]] : arrow;
    const next = keyOf(neighbour(from, dx, dy));
    setCurrent(next);
    board.current?.querySelector<HTMLElement>(`[data-spot="${next}"]`)?.focus();
  };
  return (
    <div className="board" ref={board} role="group" aria-label={t.layout} aria-describedby="board-help">
      {spots.map((spot) => {
        const key = keyOf(spot);
        const amount = amounts.get(key) ?? 0;
        const theirs = others?.get(key) ?? 0;
        const placed = inRound?.get(key) ?? 0;
        const lost = pocket !== undefined && !spot.numbers.includes(pocket);
        return (
          <button
            key={key}
            type="button"
            data-spot={key}
            className={classOf(spot, pocket)}
            style={placeOf(spot)}
            tabIndex={key === current ? 0 : -1}
            aria-label={labelOf(spot, { amount, placed }, currency)}
            aria-disabled={disabled || undefined}
            onFocus={() => setCurrent(key)}
            onKeyDown={(event) => move(event, spot)}
            onClick={() => {
              if (!disabled) place(spot);
            }}
          >
            <span aria-hidden="true">{faceOf(spot)}</span>
            {theirs > 0 && <Chips amount={theirs} currency={currency} kind="others" />}
            {placed > 0 && (
              <Chips amount={placed} currency={currency} kind={lost ? 'placed lost' : 'placed'} />
            )}
            {amount > 0 && (
              <Chips amount={amount} currency={currency} kind={placed > 0 ? 'mine above' : 'mine'} />
            )}
          </button>
        );
      })}
      <p id="board-help" className="hint board-help">
        {t.layoutHelp}
      </p>
    </div>
  );
}

function Chips({ amount, currency, kind }: { amount: number; currency: string; kind: string }) {
  const write = kind === 'others' ? roughMoney : shortMoney;
  return <span className={`chip ${kind}`} data-amount={write({ amount, currency })} />;
}

function placeOf({ x, y, w, h }: Spot): CSSProperties {
  return { '--x': x, '--y': y, '--w': w, '--h': h } as CSSProperties;
}

function classOf({ kind, numbers, w }: Spot, pocket: number | undefined): string {
  const [first = 0] = numbers;
  const tone = kind === 'straight' ? colourOf(first) : kind === 'red' || kind === 'black' ? kind : 'plain';
  const won = pocket !== undefined && numbers.includes(pocket) && w > 1 ? 'won' : '';
  return w === 1 ? 'between' : `field ${tone} ${won}`;
}

function faceOf({ kind, numbers: [first = 0], w }: Spot): string {
  if (w === 1) return '';
  if (kind === 'straight') return String(first);
  if (kind === 'dozen') return t.dozens[Math.floor(first / 12)] ?? '';
  return t.names[kind] ?? kind;
}

/** The name of a spot begins with what is written on it, so that it can be called by that. */
function labelOf(
  spot: Spot,
  { amount, placed }: { amount: number; placed: number },
  currency: string,
): string {
  const { kind, numbers } = spot;
  const said = (minor: number, say: (text: string) => string): string =>
    minor > 0 ? say(shortMoney({ amount: minor, currency })) : '';
  const face = kind === 'straight' ? '' : faceOf(spot);
  const name = t.kinds[kind] ?? kind;
  const parts = [
    face,
    face.startsWith(name) ? '' : name,
    numbers.length <= 6 ? numbers.join(' ') : kind === 'column' ? String(numbers.at(-1)) : '',
    said(placed, t.inRound),
    said(amount, (text) => text),
  ];
  return parts.filter((part) => part !== '').join(', ');
}
