/** Coefficients of C. Lanczos' approximation with g = 7 and nine terms. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(value: number): number {
  const at = value - 1;
  const sum = lanczos.reduce((total, term, index) => total + (index === 0 ? term : term / (at + index)), 0);
  const shifted = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(shifted) - shifted + Math.log(sum);
}

/** Of the series and of the continued fraction: enough for a million degrees of freedom. */
const mostTerms = 100_000;
const exactEnough = 1e-15;
const tiny = 1e-300;

/** The upper tail Q(a, x) of the gamma law (NIST Digital Library of Mathematical Functions, 8.2.4, 8.7.1 and 8.9.2). */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let n = 1; n < mostTerms && term > sum * exactEnough; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return Math.max(0, 1 - scale * sum);
  }
  // Lentz' way of reading a continued fraction from its front.
  let b = x + 1 - a;
  let [c, d] = [1 / tiny, 1 / b];
  let fraction = d;
  for (let n = 1; n < mostTerms; n += 1) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / nonZero(factor * d + b);
    c = nonZero(b + factor / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < exactEnough) break;
  }
  return Math.min(1, scale * fraction);
}

const nonZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);

/** The chance of a standard normal value at least so far from 0. */
export function ofNormal(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

/** The chance of a chi-square value as far out on its side, times two: what is too even is as wrong as what is uneven. */
export function ofChiSquare(statistic: number, freedom: number): number {
  const above = upperGamma(freedom / 2, statistic / 2);
  return 2 * Math.min(above, 1 - above);
}

/** Pearson's statistic of counts against their shares, which sum to 1. @returns the chance of one as far out */
export function ofCounts(counts: ArrayLike<number>, shares?: ArrayLike<number>): number {
  let total = 0;
  for (let cell = 0; cell < counts.length; cell += 1) total += counts[cell] ?? 0;
  let statistic = 0;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const expected = total * (shares ? (shares[cell] ?? 0) : 1 / counts.length);
    statistic += ((counts[cell] ?? 0) - expected) ** 2 / expected;
  }
  return ofChiSquare(statistic, counts.length - 1);
}
