/** Upper end of the one-sided 95 % interval of a share (Clopper and Pearson), by bisection. */
export function shareAtMost(hits: number, all: number): number {
  let [low, high] = [hits / all, 1];
  for (let step = 0; step < 60; step += 1) {
    const share = (low + high) / 2;
    let [term, sum] = [(1 - share) ** all, 0];
    for (let k = 0; k <= hits; k += 1) {
      sum += term;
      term *= ((all - k) / (k + 1)) * (share / (1 - share));
    }
    if (sum > 0.05) low = share;
    else high = share;
  }
  return high;
}

/** Lower end of the one-sided 95 % interval of a share. */
export function shareAtLeast(hits: number, all: number): number {
  return 1 - shareAtMost(all - hits, all);
}
