import type { ReactNode } from 'react';

/** The drawings of Russet Orchard. */
export const orchardSymbols: Record<string, ReactNode> = {
  'copper-apple': (
    <>
      <ellipse className="s-shadow" cx="50" cy="90" rx="30" ry="5" />
      <path className="s-copper" d="M50 30c12-12 40-8 38 20S66 90 50 84C34 90 14 78 12 50s26-32 38-20z" />
      <path className="s-shine" d="M24 50c-1-12 6-18 14-18-6 6-8 14-8 26z" />
      <path className="s-wood" d="M48 32c0-10 3-16 9-20l4 4c-5 4-8 9-8 16z" />
      <path className="s-green" d="M56 22c8-10 18-10 24-6-4 10-16 12-24 6z" />
    </>
  ),
  'bee-skep': (
    <>
      <path className="s-amber" d="M50 10c20 0 32 22 34 66H16c2-44 14-66 34-66z" />
      <path className="s-skep" d="M30 26h40M23 42h54M19 58h62" />
      <path className="s-ink" d="M40 76c0-16 20-16 20 0z" />
      <rect className="s-wood" x="8" y="76" width="84" height="10" rx="4" />
    </>
  ),
  'honey-pear': (
    <>
      <path
        className="s-amber"
        d="M50 22c12 0 12 14 16 24 6 12 14 16 12 28-2 14-16 18-28 18s-26-4-28-18c-2-12 6-16 12-28 4-10 4-24 16-24z"
      />
      <path className="s-shine" d="M34 70c-2-10 8-14 10-28 4 12-2 30 0 40-6-2-9-6-10-12z" />
      <path className="s-wood" d="M48 22c0-8 4-12 10-14l2 4c-4 2-6 6-6 10z" />
    </>
  ),
  damson: (
    <>
      <ellipse className="s-navy" cx="50" cy="56" rx="30" ry="34" />
      <path className="s-shine" d="M32 50c2-14 10-20 18-22-6 10-8 28-6 46-8-4-13-12-12-24z" />
      <path className="s-wood" d="M48 24c0-8 4-12 8-14l3 4c-4 2-6 6-6 10z" />
      <path className="s-green" d="M54 20c10-10 22-8 28-2-8 8-18 10-28 2z" />
    </>
  ),
  quince: (
    <>
      <path className="s-brass" d="M50 26c22-8 38 8 36 30S68 88 50 88 16 78 14 56s14-38 36-30z" />
      <path className="s-shine" d="M26 56c0-14 8-20 18-22-8 10-10 24-8 40-6-4-10-10-10-18z" />
      <path className="s-ink" d="M42 84l8-6 8 6-8 5z" />
      <path className="s-green" d="M50 26C44 14 34 12 26 16c4 10 14 14 24 10z" />
    </>
  ),
  walnut: (
    <>
      <ellipse className="s-wood" cx="50" cy="54" rx="34" ry="36" />
      <path
        className="s-walnut"
        d="M50 18c-6 20 6 50 0 72M32 32c8 10-6 20 4 32s-2 14 2 20M68 32c-8 10 6 20-4 32s2 14-2 20"
      />
    </>
  ),
  'oak-leaf': <Leaf tone="crimson" />,
  'ash-leaf': <Leaf tone="green" />,
  'elm-leaf': <Leaf tone="slate" />,
};

function Leaf({ tone }: { tone: string }) {
  return (
    <>
      <path className={`s-${tone}`} d="M16 84C10 44 34 12 86 14c4 50-26 76-64 70z" />
      <path className="s-leaf-vein" d="M12 90L70 30M34 68V44M48 54V32M34 68h24M48 54h22" />
    </>
  );
}
