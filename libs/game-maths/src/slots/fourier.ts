const { cos, sin, PI } = Math;

/** A row of complex numbers. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function complex(length: number): Complex {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/**
 * Transforms in place; the length is a power of two. The inverse of a transform is its transform with the imaginary parts
 * negated before and after, over the length.
 */
export function transform({ re, im }: Complex): void {
  const length = re.length;
  for (let index = 1, mirror = 0; index < length; index += 1) {
    let bit = length >> 1;
    for (; (mirror & bit) !== 0; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index >= mirror) continue;
    [re[index], re[mirror]] = [re[mirror] ?? 0, re[index] ?? 0];
    [im[index], im[mirror]] = [im[mirror] ?? 0, im[index] ?? 0];
  }
  for (let half = 1; half < length; half *= 2) {
    for (let step = 0; step < half; step += 1) {
      const [turnRe, turnIm] = [cos((PI * step) / half), -sin((PI * step) / half)];
      for (let low = step; low < length; low += 2 * half) {
        const high = low + half;
        const partRe = (re[high] ?? 0) * turnRe - (im[high] ?? 0) * turnIm;
        const partIm = (re[high] ?? 0) * turnIm + (im[high] ?? 0) * turnRe;
        re[high] = (re[low] ?? 0) - partRe;
        im[high] = (im[low] ?? 0) - partIm;
        re[low] = (re[low] ?? 0) + partRe;
        im[low] = (im[low] ?? 0) + partIm;
      }
    }
  }
}
