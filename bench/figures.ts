/** One measured figure. `baseline`, `ratio` and `goal` are null where there is none. */
export interface Figure {
  suite: string;
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  goal: string | null;
  met: boolean | null;
}

/** A figure that is to stay at or below a bound. */
export function atMost(
  suite: string,
  name: string,
  figure: { value: number; unit: string; most: number },
): Figure {
  const { unit, most } = figure;
  const value = Math.round(figure.value * 10) / 10;
  const goal = `<= ${most} ${unit}`;
  return { suite, name, value, unit, baseline: null, ratio: null, goal, met: value <= most };
}

/** A figure that is to reach a bound. */
export function atLeast(
  suite: string,
  name: string,
  figure: { value: number; unit: string; least: number },
): Figure {
  const { unit, least } = figure;
  const value = Math.round(figure.value * 10) / 10;
  const goal = `>= ${least} ${unit}`;
  return { suite, name, value, unit, baseline: null, ratio: null, goal, met: value >= least };
}

/** A figure beside one of a peer, measured in the same run; held to a least or a most ratio, or told. */
export function ratioTo(
  suite: string,
  name: string,
  figure: { value: number; baseline: number; unit: string; least?: number; most?: number },
): Figure {
  const { unit, least, most } = figure;
  const [value, baseline] = [Math.round(figure.value * 10) / 10, Math.round(figure.baseline * 10) / 10];
  const ratio = Math.round((figure.value / figure.baseline) * 100) / 100;
  const bound = least === undefined ? most : least;
  const goal = bound === undefined ? null : `${least === undefined ? '<=' : '>='} ${bound} x`;
  const met = bound === undefined ? null : least === undefined ? ratio <= bound : ratio >= bound;
  return { suite, name, value, unit, baseline, ratio, goal, met };
}

/** A figure that is told and held to nothing. */
export function told(suite: string, name: string, value: number, unit: string): Figure {
  const rounded = Math.round(value * 10) / 10;
  return { suite, name, value: rounded, unit, baseline: null, ratio: null, goal: null, met: null };
}

/** The value that a share of all values does not pass: 0.99 for the p99. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function inWords({ suite, name, value, unit, baseline, ratio, goal, met }: Figure): string {
  const mark = met === null ? ' ' : met ? '✓' : '✗';
  const wanted = goal === null ? '' : `   goal ${goal}`;
  const beside = ratio === null ? '' : `   ${ratio} x of ${baseline ?? '?'} ${unit}`;
  return `  ${mark} ${`${suite}/${name}`.padEnd(36)} ${String(value).padStart(10)} ${unit}${beside}${wanted}`;
}
