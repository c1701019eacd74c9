import { useLayoutEffect, useRef } from 'react';
import { texts } from '../texts/en-gb.js';
import { colourOf } from './layout.js';

const turnMs = 4_200;

export const wheelMs = (): number => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 200 : turnMs);

interface WheelProps {
  pockets: readonly number[];
  /** Where the ball lies, or comes to lie. */
  pocket: number | undefined;
  /** Grows with every spin: the wheel turns when it changes. */
  turn: number;
  resting: boolean;
}

/** The wheel turns to the pocket that was drawn; the ball waits at the top. */
export function Wheel({ pockets, pocket, turn, resting }: WheelProps) {
  const disc = useRef<SVGGElement>(null);
  const ball = useRef<SVGGElement>(null);
  const step = 360 / pockets.length;
  const index = pocket === undefined ? 0 : pockets.indexOf(pocket);
  const rest = -index * step;
  useLayoutEffect(() => {
    if (turn === 0 || wheelMs() < turnMs) return;
    const easing = 'cubic-bezier(.15,.6,.25,1)';
    const spins = [
      disc.current?.animate(
        [{ transform: `rotate(${rest - 720}deg)` }, { transform: `rotate(${rest}deg)` }],
        { duration: turnMs, easing },
      ),
      ball.current?.animate(
        [
          { transform: 'rotate(1440deg) translateY(-10px)' },
          { transform: 'rotate(180deg) translateY(-10px)', offset: 0.72 },
          { transform: 'rotate(0deg)' },
        ],
        { duration: turnMs, easing: 'cubic-bezier(.2,.5,.4,1)' },
      ),
    ];
    return () => spins.forEach((spin) => spin?.cancel());
  }, [turn, rest]);
  return (
    <svg
      className="wheel"
      viewBox="-120 -120 240 240"
      role="img"
      aria-label={
        pocket === undefined || !resting ? texts.roulette.wheel : `${texts.roulette.wheel}: ${pocket}`
      }
    >
      <circle className="wheel-rim" r="118" />
      <circle className="wheel-track" r="108" />
      <g ref={disc} style={{ transform: `rotate(${rest}deg)` }}>
        {pockets.map((number, place) => (
          <g key={number} transform={`rotate(${place * step})`}>
            <path className={`pocket ${colourOf(number)}`} d={wedge(step)} />
            <text y="-84" className="pocket-number">
              {number}
            </text>
          </g>
        ))}
        <circle className="wheel-hub" r="46" />
        <path className="wheel-cross" d="M-34 0H34M0-34V34" />
        <circle className="wheel-knob" r="9" />
      </g>
      {turn > 0 && (
        <g ref={ball}>
          <circle className="ball" cy="-64" r="5.5" />
        </g>
      )}
      <path className="wheel-mark" d="M-5-119h10l-5 9z" />
    </svg>
  );
}

/** A pocket's piece of the ring, its middle at the top. */
function wedge(step: number): string {
  const half = ((step / 2) * Math.PI) / 180;
  const at = (radius: number, angle: number): string =>
    `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  return `M${at(96, -half)}A96 96 0 0 1 ${at(96, half)}L${at(54, half)}A54 54 0 0 0 ${at(54, -half)}Z`;
}
