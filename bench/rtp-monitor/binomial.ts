import { type RandomSource } from '@croupier/game-maths';

const twoTo32 = 2 ** 32;

/** Uniform on (0, 1). */
export function uniform(random: RandomSource): number {
  return (random.below(twoTo32) + 0.5) / twoTo32;
}

/** How many of `trials` succeed, exactly distributed: W. Hörmann, "The generation of binomial random variates" (BTRS), 1993. */
export function binomial(random: RandomSource, trials: number, chance: number): number {
  if (trials === 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  if (chance > 0.5) return trials - binomial(random, trials, 1 - chance);
  return trials * chance < 10 ? waited(random, trials, chance) : transformed(random, trials, chance);
}

/** By the waits between successes, which are geometric. */
function waited(random: RandomSource, trials: number, chance: number): number {
  const scale = Math.log1p(-chance);
  let successes = 0;
  for (let at = 0; ; successes += 1) {
    at += Math.floor(Math.log(uniform(random)) / scale) + 1;
    if (at > trials) return successes;
  }
}

/** By transformed rejection with squeeze. */
function transformed(random: RandomSource, trials: number, chance: number): number {
  const [odds, spread] = [chance / (1 - chance), Math.sqrt(trials * chance * (1 - chance))];
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const centre = trials * chance + 0.5;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((trials + 1) * chance);
  for (;;) {
    const u = uniform(random) - 0.5;
    const v = uniform(random);
    const room = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / room + b) * u + centre);
    if (room >= 0.07 && v <= 0.92 - 4.2 / b) return k;
    if (k < 0 || k > trials) continue;
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
      (trials + 1) * Math.log((trials - mode + 1) / (trials - k + 1)) +
      (k + 0.5) * Math.log((odds * (trials - k + 1)) / (k + 1)) +
      stirling(mode) +
      stirling(trials - mode) -
      stirling(k) -
      stirling(trials - k);
    if (Math.log((v * alpha) / (a / (room * room) + b)) <= bound) return k;
  }
}

/** What Stirling's formula of log k! leaves out. */
function stirling(k: number): number {
  const known = [
    0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.020790672103765, 0.0166446911898211,
    0.0138761288230707, 0.0118967099458917, 0.010411265261972, 0.00925546218271273, 0.00833056343336287,
  ][k];
  if (known !== undefined) return known;
  const square = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1);
}
