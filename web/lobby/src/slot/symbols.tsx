import type { ReactNode } from 'react';
import { orchardSymbols } from './orchard-symbols.js';
import { tidewaySymbols } from './tideway-symbols.js';

/** Every drawing is on a field of 100 by 100; colours come from symbols.css. These are those of Lamplight Ledger. */
const drawings: Record<string, ReactNode> = {
  ...tidewaySymbols,
  ...orchardSymbols,
  'green-lamp': (
    <>
      <path className="s-glow" d="M50 44 92 92H8Z" />
      <path className="s-brass" d="M47 50h6v32h-6z" />
      <rect className="s-brass" x="28" y="82" width="44" height="7" rx="3.5" />
      <path className="s-green" d="M14 48c2-20 16-32 36-32s34 12 36 32z" />
      <path className="s-shine" d="M26 42c3-11 11-17 21-19-7 5-11 11-12 19z" />
      <rect className="s-brass" x="12" y="47" width="76" height="5" rx="2.5" />
      <circle className="s-brass" cx="50" cy="13" r="4" />
    </>
  ),
  'midnight-bell': (
    <>
      <path
        className="s-brass"
        d="M50 12c4 0 7 3 7 7v3c14 3 21 14 21 29v17l8 10H14l8-10V51c0-15 7-26 21-29v-3c0-4 3-7 7-7z"
      />
      <path className="s-shine" d="M34 66V50c0-10 4-18 11-21-4 7-5 14-5 22v15z" />
      <path className="s-navy" d="M14 78h72v4H14z" />
      <circle className="s-navy" cx="50" cy="87" r="6" />
      <path className="s-navy" d="M56 40a10 10 0 1 0 4 16 12 12 0 0 1-4-16z" />
    </>
  ),
  'silver-rake': (
    <>
      <path className="s-wood" d="M72 8l7 4-37 64-7-4z" />
      <path className="s-silver" d="M12 70l52 30 5-9-52-30z" transform="translate(0 -8)" />
      <path className="s-shine" d="M17 63l46 27 1.5-3L19 60z" transform="translate(0 -6)" />
      <circle className="s-brass" cx="76" cy="9" r="6" />
    </>
  ),
  'ivory-ball': (
    <>
      <ellipse className="s-shadow" cx="50" cy="84" rx="28" ry="6" />
      <circle className="s-ivory" cx="50" cy="49" r="34" />
      <path className="s-ivory-shade" d="M50 83a34 34 0 0 0 27-55c4 24-11 44-46 49a34 34 0 0 0 19 6z" />
      <ellipse className="s-white" cx="38" cy="34" rx="10" ry="7" transform="rotate(-30 38 34)" />
    </>
  ),
  'pocket-watch': (
    <>
      <path className="s-ring" d="M50 20a9 9 0 1 1 .1 0z" />
      <rect className="s-brass" x="45" y="18" width="10" height="9" rx="2" />
      <circle className="s-brass" cx="50" cy="58" r="34" />
      <circle className="s-paper" cx="50" cy="58" r="27" />
      <path className="s-ink" d="M49 36h2v5h-2zM49 75h2v5h-2zM28 57h5v2h-5zM67 57h5v2h-5z" />
      <path className="s-ink" d="M48.5 42h3v17h-3z" />
      <path className="s-ink" d="M50 57l14-8 1.4 2.4L51.5 60z" />
      <circle className="s-brass" cx="50" cy="58" r="3" />
    </>
  ),
  'fountain-pen': (
    <>
      <path className="s-navy" d="M66 8l22 22-38 38-22-22z" />
      <path className="s-shine" d="M66 14l5 5-36 36-4-4z" />
      <path className="s-brass" d="M31 43l26 26-6 6-26-26z" />
      <path className="s-silver" d="M25 49l26 26-30 16-9 3 3-9z" />
      <path className="s-ink" d="M12 94l24-26 2 2z" />
      <circle className="s-ink" cx="36" cy="69" r="3.4" />
    </>
  ),
  teacup: (
    <>
      <path className="s-steam" d="M40 30c-6-7 6-10 0-18M54 30c-6-7 6-10 0-18" />
      <path className="s-ring-teal" d="M72 46c18-4 18 24-3 22" />
      <path className="s-teal" d="M20 38h54c2 26-8 40-27 40S18 64 20 38z" />
      <path className="s-shine" d="M27 44h8c0 14 2 22 8 29-11-4-16-14-16-29z" />
      <ellipse className="s-tea" cx="47" cy="38" rx="27" ry="5" />
      <ellipse className="s-teal" cx="48" cy="84" rx="36" ry="6" />
    </>
  ),
  'crimson-chip': <Chip tone="crimson" />,
  'amber-chip': <Chip tone="amber" />,
  'slate-chip': <Chip tone="slate" />,
};

function Chip({ tone }: { tone: string }) {
  return (
    <>
      <ellipse className="s-shadow" cx="50" cy="90" rx="32" ry="5" />
      <circle className={`s-${tone}`} cx="50" cy="50" r="38" />
      <circle className="s-chip-edge" cx="50" cy="50" r="33" />
      <circle className="s-chip-line" cx="50" cy="50" r="23" />
      <path className="s-chip-mark" d="M50 36l12 14-12 14-12-14z" />
    </>
  );
}

/** One symbol of the reels. A name makes it a picture for the reader; without one it is decoration. */
export function SlotSymbol({ id, name }: { id: string; name?: string }) {
  return (
    <svg
      viewBox="0 0 100 100"
      className="symbol"
      {...(name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
    >
      {drawings[id] ?? (
        <text x="50" y="58" textAnchor="middle" className="s-name">
          {id}
        </text>
      )}
    </svg>
  );
}
