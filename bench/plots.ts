import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Figure } from './figures.js';

interface Curve {
  name: string;
  colour: string;
  /** Logarithmic across, linear upwards from zero. */
  points: { x: number; y: number }[];
}

interface Plot {
  title: string;
  across: string;
  upwards: string;
  curves: Curve[];
}

const width = 640;
const height = 360;
const margin = { left: 70, right: 150, top: 40, bottom: 50 };
const names = { ours: 'this wallet', call: 'a call a bet', common: 'as people write it' } as const;
const colours = { ours: '#0b6e4f', call: '#b3541e', common: '#5b5f97' } as const;

/** Draws what was measured at several points: bets a second against what is in flight, and against the ledger's size. */
export async function writePlots(folder: string, figures: readonly Figure[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const concurrency = (Object.keys(names) as (keyof typeof names)[]).map((key) => ({
    name: names[key],
    colour: colours[key],
    points: pointsOf(figures, 'wallet', `curve-${key}-`),
  }));
  const growth = [
    { name: names.ours, colour: colours.ours, points: pointsOf(figures, 'wallet-growth', 'entries-') },
  ];
  const plots: Record<string, Plot> = {
    'wallet-concurrency.svg': {
      ...{ title: 'Bets a second, durable', across: 'in flight', upwards: 'bets/s' },
      curves: concurrency,
    },
    'wallet-growth.svg': {
      ...{ title: 'Bets a second, 256 in flight', across: 'entries in the ledger', upwards: 'bets/s' },
      curves: growth,
    },
  };
  for (const [file, plot] of Object.entries(plots))
    if (plot.curves.some(({ points }) => points.length > 0))
      await writeFile(path.join(folder, file), `${drawn(plot)}\n`);
}

function pointsOf(figures: readonly Figure[], suite: string, prefix: string): { x: number; y: number }[] {
  return figures
    .filter((figure) => figure.suite === suite && figure.name.startsWith(prefix))
    .map(({ name, value }) => ({ x: Number(name.slice(prefix.length)), y: value }))
    .sort((a, b) => a.x - b.x);
}

function drawn({ title, across, upwards, curves }: Plot): string {
  const all = curves.flatMap(({ points }) => points);
  const [least, most] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const top = roundUp(Math.max(...all.map(({ y }) => y)));
  const right = width - margin.right;
  const bottom = height - margin.bottom;
  const span = Math.log(most / least) || 1;
  const at = ({ x, y }: { x: number; y: number }): [number, number] => [
    margin.left + (Math.log(x / least) / span) * (right - margin.left),
    bottom - (y / top) * (bottom - margin.top),
  ];
  const xs = [...new Set(all.map(({ x }) => x))].sort((a, b) => a - b);
  const ys = [0, 0.25, 0.5, 0.75, 1].map((share) => share * top);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(margin.left, 22, title, 'font-size="15" font-weight="bold"'),
    ...ys.flatMap((y) => {
      const [, level] = at({ x: least, y });
      return [
        `<line x1="${margin.left}" x2="${right}" y1="${level}" y2="${level}" stroke="#dddddd"/>`,
        text(margin.left - 8, level + 4, y.toLocaleString('en-GB'), 'text-anchor="end"'),
      ];
    }),
    ...xs.map((x) =>
      text(at({ x, y: 0 })[0], bottom + 18, x.toLocaleString('en-GB'), 'text-anchor="middle"'),
    ),
    text((margin.left + right) / 2, height - 12, across, 'text-anchor="middle"'),
    text(margin.left, margin.top - 6, upwards, 'text-anchor="end"'),
    ...curves.flatMap((curve) => curveLines(curve, at)),
    '</svg>',
  ];
  return lines.join('\n');
}

function curveLines(
  { name, colour, points }: Curve,
  at: (point: { x: number; y: number }) => [number, number],
): string[] {
  const last = points.at(-1);
  if (!last) return [];
  const places = points.map((point) => at(point).map(Math.round).join(','));
  const [x, y] = at(last);
  return [
    `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map((point) => `<circle cx="${at(point)[0]}" cy="${at(point)[1]}" r="3" fill="${colour}"/>`),
    text(x + 8, y + 4, name, `fill="${colour}"`),
  ];
}

function text(x: number, y: number, words: string, style: string): string {
  return `<text x="${Math.round(x)}" y="${Math.round(y)}" ${style}>${words}</text>`;
}

/** The next number upwards that begins with 1, 2, 4, 6 or 8 and goes on with zeros. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((candidate) => candidate * unit >= value) ?? 10;
  return step * unit;
}
