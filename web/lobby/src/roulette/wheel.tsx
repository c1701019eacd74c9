import { type RefObject, useLayoutEffect, useRef } from 'react';
import { texts } from '../texts/en-gb.js';
import { colourOf } from './layout.js';
import { isStill } from '../play/motion.js';

const turnMs = 4_200;

/** How long the wheel takes to come to rest. */
export const wheelMs = (lastsMs = turnMs): number => (isStill() ? 200 : lastsMs);

const roundMs = { disc: 5_000, ball: 1_400 };
const onTheTrack = 'translateY(-34px)';

interface WheelProps {
  pockets: readonly number[];
  /** Where the ball lies, or comes to lie. */
  pocket: number | undefined;
  /** Grows with every spin: the wheel turns when it changes. */
  turn: number;
  resting: boolean;
  /** It turns, and nobody knows yet where to. */
  running?: boolean;
  lastsMs?: number;
}

/** The wheel turns to the pocket that was drawn; the ball waits at the top. */
export function Wheel({ pockets, pocket, turn, resting, running = false, lastsMs = turnMs }: WheelProps) {
  const disc = useRef<SVGGElement>(null);
  const ball = useRef<SVGGElement>(null);
  const step = 360 / pockets.length;
  const index = pocket === undefined ? 0 : pockets.indexOf(pocket);
  const rest = -index * step;
  useTurning({ disc, ball, rest, turn, running, lastsMs });
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
      {(turn > 0 || running || resting) && (
        <g ref={ball}>
          <circle className="ball" cy="-64" r="5.5" />
        </g>
      )}
      <path className="wheel-mark" d="M-5-119h10l-5 9z" />
    </svg>
  );
}

interface Turning {
  disc: RefObject<SVGGElement | null>;
  ball: RefObject<SVGGElement | null>;
  /** The angle at which the pocket is on top, in degrees. */
  rest: number;
  turn: number;
  running: boolean;
  lastsMs: number;
}

/** Moves disc and ball: freely while nobody knows where to, then to rest from wherever they are. */
function useTurning({ disc, ball, rest, turn, running, lastsMs }: Turning): void {
  /** Where disc and ball were, in degrees, when a wheel that was running began to come to rest. */
  const ran = useRef<{ disc: number; ball: number } | undefined>(undefined);
  const from = useRef(rest);
  useLayoutEffect(() => {
    if (!running || isStill()) return;
    const begun = from.current;
    const spins = [
      disc.current?.animate(turnOf(begun, begun + 360), { duration: roundMs.disc, iterations: Infinity }),
      ball.current?.animate(turnOf(0, -360, onTheTrack), { duration: roundMs.ball, iterations: Infinity }),
    ];
    return () => {
      const [ofDisc = 0, ofBall = 0] = spins.map(shareOf);
      ran.current = { disc: begun + 360 * ofDisc, ball: -360 * ofBall };
      spins.forEach((spin) => spin?.cancel());
    };
  }, [ball, disc, running]);
  useLayoutEffect(() => {
    from.current = rest;
    const { disc: ofDisc = rest, ball: ofBall = 0 } = ran.current ?? {};
    ran.current = undefined;
    if (turn === 0 || isStill()) return;
    // One and a half turns at least, from wherever it is.
    const begun = ofDisc - 360 * Math.ceil((ofDisc - rest + 540) / 360);
    const spins = [
      disc.current?.animate(turnOf(begun, rest), { duration: lastsMs, easing: 'cubic-bezier(.15,.6,.25,1)' }),
      ball.current?.animate(
        [
          { transform: `rotate(${1440 + ofBall}deg) ${onTheTrack}` },
          { transform: `rotate(180deg) ${onTheTrack}`, offset: 0.72 },
          { transform: 'rotate(0deg)' },
        ],
        { duration: lastsMs, easing: 'cubic-bezier(.2,.5,.4,1)' },
      ),
    ];
    return () => spins.forEach((spin) => spin?.cancel());
  }, [ball, disc, turn, rest, lastsMs]);
}

function turnOf(from: number, to: number, also = ''): Keyframe[] {
  return [{ transform: `rotate(${from}deg) ${also}` }, { transform: `rotate(${to}deg) ${also}` }];
}

/** How much of its present round an animation has done, from 0 to 1. */
function shareOf(spin: Animation | undefined): number {
  return spin?.effect?.getComputedTiming().progress ?? 0;
}

/** A pocket's piece of the ring, its middle at the top. */
function wedge(step: number): string {
  const half = ((step / 2) * Math.PI) / 180;
  const at = (radius: number, angle: number): string =>
    `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  return `M${at(96, -half)}A96 96 0 0 1 ${at(96, half)}L${at(54, half)}A54 54 0 0 0 ${at(54, -half)}Z`;
}
