import { type ReactNode } from 'react';
import { type Service } from './model.js';

const width = 110;
const height = 22;

/** The rate of the last minutes as a small line; its words are the figures beside it. */
export function Spark({ history }: { history: Service['history'] }): ReactNode {
  const last = history.at(-1)?.at ?? 0;
  const highest = Math.max(0.001, ...history.map(({ perSecond }) => perSecond));
  const points = history.map(({ at, perSecond }) => {
    const x = width - ((last - at) / 300_000) * width;
    return `${x.toFixed(1)},${(height - 1 - (perSecond / highest) * (height - 3)).toFixed(1)}`;
  });
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <polyline points={points.join(' ')} />
    </svg>
  );
}
