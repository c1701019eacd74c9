const { floor } = Math;

/**
 * What a spin has come to so far, as one number that is added up reel by reel: multiples of the line bet, and how many
 * scatters, bonuses and coins there are. Counters have 7 bits, as a window has at most 100 cells and 100 lines; pays
 * have the 32 bits above them, which the checks of a definition hold them to.
 */
export const tally = { scatter: 1, bonus: 2 ** 7, coin: 2 ** 14, pay: 2 ** 21 } as const;

/** Most that the lines of one spin may pay, in line bets. */
export const highestTally = 2 ** 31;

const counter = 2 ** 7 - 1;

export const scattersIn = (sum: number): number => sum & counter;
export const bonusesIn = (sum: number): number => (sum >>> 7) & counter;
export const coinsIn = (sum: number): number => (sum >>> 14) & counter;
export const payIn = (sum: number): number => floor(sum / tally.pay);
