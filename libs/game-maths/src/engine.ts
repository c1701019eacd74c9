import type { DefinitionFault } from './definition-error.js';
import { type Fraction, fraction } from './fraction.js';
import { hitRateOf, type Law, meanOf, varianceOf } from './law.js';
import type { RandomSource } from './random.js';

export interface RulesSection {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** What every definition tells, whatever is played. */
export interface PublishedDefinition {
  /** Kebab case; also the name of its file. */
  readonly id: string;
  /** `major.minor.patch`. */
  readonly version: string;
  readonly name: string;
  /** What players can read before they stake; the sections of `requiredRules` are always there. */
  readonly rules: readonly RulesSection[];
  /** Declared return of every bet as decimal text, both ends included: `0.94` is 94 %. */
  readonly rtp: { readonly minimum: string; readonly maximum: string };
  /** From one start of a round to the next at least, in ms; the law's 2500 of a slot or 5000 of any other game if left out. */
  readonly minimumCycleMs?: number;
}

/** How far figures can be relied on that were sampled. */
export interface Sample {
  readonly rounds: number;
  /** Of the return. */
  readonly standardError: number;
}

/** The figures of one bet, each exact unless it was sampled or rounded; all per unit of the stake with which the round begins. */
export interface BetSheet {
  /** Kebab case: `spin`, `banker`, `pair-plus`. */
  readonly bet: string;
  /** How the figures were found, and under which way of playing: a sentence. */
  readonly basis: string;
  /** Return to player: the expected payout, less what was staked in addition after the start. */
  readonly rtp: Fraction;
  /** Probability that anything comes back. */
  readonly hitRate: Fraction;
  /** Variance of what `rtp` is the mean of. */
  readonly variance: Fraction;
  /** The most that can come back, and how likely that is; of a sample the most that came back in it, which is no bound. */
  readonly maximum: { readonly multiple: Fraction; readonly probability: Fraction };
  /** True where the figures were reckoned in doubles: their fractions are of those numbers, and none is exact to the last digit. */
  readonly isRounded?: true;
  /** Where the figures were sampled because they cannot be counted. */
  readonly sample?: Sample;
  /** Every result with its probability, where they can be counted. */
  readonly law?: Law;
  /** Where the return comes from; the parts sum to `rtp`. */
  readonly parts: readonly { readonly name: string; readonly rtp: Fraction }[];
}

/** A figure of a game that its texts may tell in percent. */
export interface ToldFigure {
  readonly value: Fraction;
  /** Standard error, where it was sampled. */
  readonly error?: number;
}

/** How likely a bet is to pay what, in numbers: where its exact law has too many results to write down, or is not known. */
export interface Chances {
  /** Results are whole multiples of 1/unit of the stake. */
  readonly unit: number;
  /** What comes back, less what was staked in addition, in `unit`s -> its probability. */
  readonly chances: ReadonlyMap<number, number>;
  /** How they were found, and how exact they are: a sentence. */
  readonly basis: string;
}

/** The figures of a bet whose every result was counted. */
export function sheetFromLaw(
  sheet: Pick<BetSheet, 'bet' | 'basis'> & Partial<Pick<BetSheet, 'parts'>>,
  law: Law,
): BetSheet {
  // One by one: a law may have more results than a call takes arguments.
  let most = Number.NEGATIVE_INFINITY;
  for (const payout of law.ways.keys()) most = Math.max(most, payout);
  const rtp = meanOf(law);
  return {
    parts: [{ name: sheet.bet, rtp }],
    ...sheet,
    rtp,
    hitRate: hitRateOf(law),
    variance: varianceOf(law),
    maximum: {
      multiple: fraction(BigInt(most), BigInt(law.unit)),
      probability: fraction(law.ways.get(most) ?? 0n, law.total),
    },
    law,
  };
}

/** Plays one bet again and again, as fast as may be: the second proof of its sheet. */
export interface Sampler {
  /** What `next` returns is a whole multiple of 1/unit of the stake. */
  readonly unit: number;
  /**
   * Plays a round to its end by the way of playing that the sheet names. @returns what came back, stake included, less what
   * was staked in addition; may be below zero where more was lost than the round began with
   */
  next(random: RandomSource): number;
}

/** One family of games: how its definitions are read, what they exactly return and how they are played fast. */
export interface Engine<Definition extends PublishedDefinition = PublishedDefinition> {
  /** Value of the member `kind` of a definition. */
  readonly kind: string;
  /** Checks everything. @throws DefinitionError that lists every fault, each with its path and remedy */
  parse(json: unknown): Definition;
  /** Reads one that is played already, which bounds of later do not hold; as `parse` if left out. @throws DefinitionError */
  parsePlayed?(json: unknown): Definition;
  /** Every bet the definition offers, in the order of the layout. Seconds at most, a minute for strategies. */
  sheets(definition: Definition): BetSheet[];
  /** Of a bet whose sheet has no law; undefined where they are not known. May take seconds. */
  chances?(definition: Definition, bet: string): Chances | undefined;
  /** What may be played but not certified, such as a prize that no round can bring; none if left out. */
  certificationFaults?(definition: Definition): DefinitionFault[];
  /** What texts may tell in percent beside the figures of the sheets; nothing if left out. */
  figures?(definition: Definition): ToldFigure[];
  /** @throws InvariantError if the definition has no such bet */
  sampler(definition: Definition, bet: string): Sampler;
}
