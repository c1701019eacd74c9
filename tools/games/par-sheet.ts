import {
  add,
  canonicalHash,
  type BetSheet,
  type Chances,
  type Engine,
  type Fraction,
  type JackpotDefinition,
  jackpotReturn,
  type Law,
  type PublishedDefinition,
  type Sample,
  toDecimal,
} from '@croupier/game-maths';

/** The 90 % point of the normal law on both sides, by which the trade states volatility. */
const ninetyPercent = 1.645;
/** The 95 % point, for confidence intervals and sizes of samples. */
const ninetyFivePercent = 1.96;
const places = 8;

/** A probability or a return, exactly (unless its bet is `rounded`) and as people read it. */
export interface FigureOnPaper {
  readonly fraction: string;
  readonly decimal: string;
}

/** What a test house reads of one bet. Multiples are of the stake with which the round begins. */
export interface BetOnPaper {
  readonly bet: string;
  readonly basis: string;
  readonly returnToPlayer: FigureOnPaper;
  readonly houseEdge: string;
  readonly hitRate: FigureOnPaper;
  readonly variance: string;
  readonly standardDeviation: string;
  /** 1.645 standard deviations. */
  readonly volatilityIndex: string;
  /** Of a bet that was sampled the most that the sample had, which is no bound. */
  readonly maximumWin: { readonly multiple: string; readonly oneIn: string };
  readonly parts: readonly { readonly name: string; readonly returnToPlayer: string }[];
  /** Rounds after which 95 of 100 samples lie so close to the return. */
  readonly sampleSizes: readonly { readonly within: string; readonly rounds: string }[];
  /** Results or classes of them, from the least to the most; missing where nothing but a sample is known. */
  readonly distribution?: readonly ResultClass[];
  /** How it was found, where it is not counted as the other figures are. */
  readonly distributionBasis?: string;
  /** True where the figures were reckoned in doubles: fractions are of those numbers, sound to ten digits. */
  readonly rounded?: true;
  /** Where the figures were sampled: of how many rounds, and the standard error of the return. */
  readonly sample?: Sample;
}

export interface ResultClass {
  /** `2`, or `5 to 10` for more than five times up to ten times the stake. */
  readonly multiple: string;
  readonly probability: string;
  readonly shareOfReturn: string;
}

/** The sheet of a game: probabilities and accounting of every bet. */
export interface ParSheet {
  readonly game: {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly kind: string;
  };
  /** SHA-256 of the definition's canonical JSON. */
  readonly definitionHash: string;
  readonly bets: readonly BetOnPaper[];
  /** Of a game that is played for a progressive jackpot. */
  readonly jackpot?: JackpotOnPaper;
}

/** What a jackpot returns per unit staked, beside the game itself; amounts in minor units. */
export interface JackpotOnPaper {
  readonly id: string;
  readonly trigger: string;
  readonly contribution: FigureOnPaper;
  readonly seed: FigureOnPaper;
  readonly returnToPlayer: FigureOnPaper;
  /** Of game and jackpot together. */
  readonly together: FigureOnPaper;
  readonly stakedPerFall: string;
  readonly averageFall: string;
}

export function parSheetOf(
  engine: Engine,
  definition: PublishedDefinition,
  sheets: readonly BetSheet[],
): ParSheet {
  const { id, name, version } = definition;
  return {
    game: { id, name, version, kind: engine.kind },
    definitionHash: canonicalHash(definition),
    bets: sheets.map((sheet) =>
      onPaper(sheet, sheet.law ? undefined : engine.chances?.(definition, sheet.bet)),
    ),
    ...jackpotOnPaper(definition, sheets),
  };
}

function jackpotOnPaper(
  definition: PublishedDefinition & { readonly jackpot?: JackpotDefinition },
  [sheet]: readonly BetSheet[],
): Pick<ParSheet, 'jackpot'> {
  const { jackpot } = definition;
  if (!jackpot || !sheet) return {};
  const { contribution, seed, total, stakedPerFall, averageFall } = jackpotReturn(jackpot);
  const { trigger } = jackpot;
  const jackpotSheet = {
    id: jackpot.id,
    trigger:
      trigger.kind === 'odds'
        ? `1 in ${trigger.oneIn} for every minor unit staked`
        : `a hidden amount from ${jackpot.seed + 1} to ${trigger.by}`,
    contribution: figure(contribution),
    seed: figure(seed),
    returnToPlayer: figure(total),
    together: figure(add(sheet.rtp, total)),
    stakedPerFall: short(stakedPerFall),
    averageFall: short(averageFall),
  };
  return { jackpot: jackpotSheet };
}

/** A fraction as a number: the places that a sheet shows and more, whatever the size of its terms. */
export function approximate({ numerator, denominator }: Fraction): number {
  return Number((numerator * 10n ** 15n) / denominator) / 1e15;
}

function onPaper(sheet: BetSheet, chances: Chances | undefined): BetOnPaper {
  const variance = approximate(sheet.variance);
  const deviation = Math.sqrt(variance);
  const { multiple, probability } = sheet.maximum;
  return {
    bet: sheet.bet,
    basis: sheet.basis,
    returnToPlayer: figure(sheet.rtp),
    houseEdge: (1 - approximate(sheet.rtp)).toFixed(places),
    hitRate: figure(sheet.hitRate),
    variance: variance.toFixed(5),
    standardDeviation: deviation.toFixed(5),
    volatilityIndex: (ninetyPercent * deviation).toFixed(3),
    maximumWin: { multiple: short(multiple), oneIn: oneIn(probability) },
    parts: sheet.parts.map(({ name, rtp }) => ({ name, returnToPlayer: toDecimal(rtp, places) })),
    sampleSizes: [0.01, 0.001, 0.0001].map((within) => ({
      within: `${within * 100} %`,
      rounds: Math.ceil(variance * (ninetyFivePercent / within) ** 2).toExponential(2),
    })),
    ...(sheet.law ? { distribution: classesOf(sheet.law) } : {}),
    ...(chances ? { distribution: classesOf(inWays(chances)), distributionBasis: chances.basis } : {}),
    ...(sheet.isRounded ? { rounded: true as const } : {}),
    ...(sheet.sample === undefined ? {} : { sample: sheet.sample }),
  };
}

function figure(value: Fraction): FigureOnPaper {
  return { fraction: `${value.numerator}/${value.denominator}`, decimal: toDecimal(value, places) };
}

/** As few digits as tell it exactly, four decimals at most. */
function short(value: Fraction): string {
  return toDecimal(value, 4).replace(/\.?0+$/, '');
}

function oneIn({ numerator, denominator }: Fraction): string {
  if (numerator === 0n) return 'never';
  const odds = Number((denominator * 100n) / numerator) / 100;
  if (odds < 1e15) return odds.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  // A round of sixty free spins has courses beyond the range of a double.
  return odds < Infinity ? odds.toExponential(3) : `1e+${String(denominator / numerator).length - 1}`;
}

/** Above so many results only classes are shown. */
const mostResults = 24;
const classEnds = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, Number.POSITIVE_INFINITY];

/** More places than a sheet shows. */
const waysOfOne = 10 ** 15;

function inWays({ unit, chances }: Chances): Law {
  const ways = [...chances].map(
    ([payout, chance]) => [payout, BigInt(Math.round(chance * waysOfOne))] as const,
  );
  return {
    unit,
    ways: new Map(ways.sort(([left], [right]) => left - right)),
    total: BigInt(waysOfOne),
  };
}

function classesOf({ unit, ways, total }: Law): ResultClass[] {
  let sum = 0n;
  for (const [payout, count] of ways) sum += BigInt(payout) * count;
  const shown = (multiple: string, results: readonly (readonly [number, bigint])[]): ResultClass => {
    const count = results.reduce((all, [, each]) => all + each, 0n);
    const paid = results.reduce((all, [payout, each]) => all + BigInt(payout) * each, 0n);
    const share = sum === 0n ? 0 : approximate({ numerator: paid, denominator: sum });
    const probability = toDecimal({ numerator: count, denominator: total }, 12);
    return { multiple, probability, shareOfReturn: share.toFixed(places) };
  };
  const results = [...ways];
  if (results.length <= mostResults)
    return results.map((result) => shown(String(result[0] / unit), [result]));
  return classEnds.flatMap((end, index) => {
    const begin = classEnds[index - 1] ?? Number.NEGATIVE_INFINITY;
    const within = results.filter(([payout]) => payout / unit > begin && payout / unit <= end);
    if (within.length === 0) return [];
    const least = within[0]?.[0] ?? 0;
    const name =
      index === 0
        ? least < 0
          ? 'up to 0'
          : '0'
        : end === Number.POSITIVE_INFINITY
          ? `over ${begin}`
          : `${begin} to ${end}`;
    return [shown(name, within)];
  });
}
