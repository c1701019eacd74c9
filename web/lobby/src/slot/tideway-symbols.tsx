import type { ReactNode } from 'react';

/** The drawings of Tideway Lanterns. */
export const tidewaySymbols: Record<string, ReactNode> = {
  'storm-lantern': (
    <>
      <circle className="s-glow" cx="50" cy="54" r="44" />
      <path className="s-ring" d="M34 26c0-24 32-24 32 0" />
      <rect className="s-brass" x="28" y="24" width="44" height="10" rx="4" />
      <path className="s-paper" d="M32 34h36l5 40H27z" />
      <path className="s-amber" d="M50 42c9 10 10 24 0 28-10-4-9-18 0-28z" />
      <path className="s-ink" d="M41 34h3l-3 40h-3zM56 34h3l3 40h-3z" />
      <rect className="s-brass" x="23" y="74" width="54" height="12" rx="5" />
    </>
  ),
  'tide-bell': (
    <>
      <path className="s-teal" d="M50 12c16 0 24 14 25 34l3 24H22l3-24c1-20 9-34 25-34z" />
      <path className="s-shine" d="M36 64l2-18c1-12 5-20 11-23-5 8-6 24-6 41z" />
      <path className="s-brass" d="M16 70h68v8H16z" />
      <circle className="s-brass" cx="50" cy="84" r="8" />
      <path className="s-ring-teal" d="M14 92c6-5 12-5 18 0s12 5 18 0 12-5 18 0 12 5 18 0" />
    </>
  ),
  'compass-rose': (
    <>
      <circle className="s-brass" cx="50" cy="50" r="40" />
      <circle className="s-paper" cx="50" cy="50" r="33" />
      <path className="s-crimson" d="M50 14l9 36H41z" />
      <path className="s-navy" d="M50 86l-9-36h18z" />
      <path className="s-slate" d="M14 50l28-6v12zM86 50l-28 6V44z" />
      <circle className="s-brass" cx="50" cy="50" r="5" />
    </>
  ),
  'brass-anchor': (
    <>
      <path className="s-ring" d="M50 24a9 9 0 1 1 .1 0z" />
      <path className="s-brass" d="M45 24h10v58H45z" />
      <path className="s-brass" d="M28 34h44v9H28z" />
      <path
        className="s-brass"
        d="M10 56l16 2-6 5c4 14 14 19 30 19s26-5 30-19l-6-5 16-2-2 16-6-4c-5 17-17 25-32 25S23 85 18 68l-6 4z"
      />
    </>
  ),
  'tide-chart': (
    <>
      <path className="s-ivory" d="M12 24l24-8 28 8 24-8v60l-24 8-28-8-24 8z" />
      <path className="s-ivory-shade" d="M36 16l28 8v60l-28-8z" />
      <path className="s-teal" d="M20 52c8-12 14 10 24 0s18-14 36-4v12c-16-8-24-4-34 4s-18-8-26 2z" />
      <path className="s-crimson" d="M66 30l4 4 4-4 3 3-4 4 4 4-3 3-4-4-4 4-3-3 4-4-4-4z" />
    </>
  ),
  'rope-knot': (
    <>
      <path className="s-rope" d="M14 34c26-14 40 46 22 46S22 40 50 40s32 40 14 40-4-60 22-46" />
      <path className="s-rope-thread" d="M14 34c26-14 40 46 22 46S22 40 50 40s32 40 14 40-4-60 22-46" />
    </>
  ),
  'sea-shell': (
    <>
      <path className="s-ivory" d="M50 86L14 50c-3-24 14-34 36-34s39 10 36 34z" />
      <path className="s-ivory-shade" d="M48 82L28 24l5-3 17 57zM52 82l20-58-5-3-17 57z" />
      <path className="s-amber" d="M40 80h20l6 10H34z" />
    </>
  ),
  'coral-stone': <Stone tone="crimson" />,
  'amber-stone': <Stone tone="amber" />,
  'slate-stone': <Stone tone="slate" />,
};

function Stone({ tone }: { tone: string }) {
  return (
    <>
      <ellipse className="s-shadow" cx="50" cy="86" rx="34" ry="6" />
      <path className={`s-${tone}`} d="M22 34L44 16l28 6 16 26-10 28-32 10-28-14-6-22z" />
      <path className="s-shine" d="M26 38l20-16 22 5-30 12-8 24-6-12z" />
    </>
  );
}
