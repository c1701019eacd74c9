import type { ProgrammeDefinition, WeighedKind } from '@croupier/contracts';
import { shareOf } from '../programmes/shares.js';

/** What counts is summed in these parts of a minor unit, so that no fraction of a stake is ever lost. */
export const partsPerUnit = 10_000;

/** What of a programme decides how far a player is. */
export type WageringRules = Pick<
  ProgrammeDefinition,
  'wageringHundredths' | 'defaultWeightBasisPoints' | 'gameWeights' | 'kindWeights' | 'freeRounds'
>;

/** The part of the account's life in which an award is active; rounds outside of it do nothing for it. */
export interface AwardWindow {
  /** Bonus money given; zero for free rounds. */
  bonus: number;
  /** The account's version by which it was granted. */
  grantedVersion: number;
  endedVersion: number | null;
  expiresAt: Date;
}

/** What a fact of the ledger says, as far as an award is concerned. */
export interface Movement {
  version: number;
  bonusMoney: number;
  inPlay: number;
  counted: number;
  freeRound: boolean;
  winnings: number;
  /** Of a round, on the player's clock. */
  startedAt: Date | null;
  /** Of a round that is void: the version by which it was settled; its sums are below zero then. */
  correctsVersion?: number | null;
}

/** How far a player is with an award: nothing but the sums of its movements. */
export interface Standing {
  counted: number;
  winnings: number;
  freeRoundsPlayed: number;
  required: number;
  bonusMoney: number;
  inPlay: number;
  heardVersion: number;
}

/** A game's own weight goes before that of its kind, and that before the default. */
export function weightOf(
  { defaultWeightBasisPoints, gameWeights, kindWeights = [] }: WageringRules,
  gameId: string,
  kind?: WeighedKind,
): number {
  const own =
    gameWeights.find((each) => each.gameId === gameId) ?? kindWeights.find((each) => each.kind === kind);
  return own?.basisPoints ?? defaultWeightBasisPoints;
}

/** True if the weight of a game depends on what kind of game it is. */
export function isWeighedByKind({ gameWeights, kindWeights = [] }: WageringRules, gameId: string): boolean {
  return kindWeights.length > 0 && !gameWeights.some((each) => each.gameId === gameId);
}

/** What has to be wagered for bonus money or winnings, rounded down in the player's favour. */
export function requiredFor({ wageringHundredths }: WageringRules, amount: number): number {
  return shareOf(amount, wageringHundredths, 100);
}

/** Where an award stands at the moment of its grant. */
export function standingAtGrant(rules: WageringRules, { bonus, grantedVersion }: AwardWindow): Standing {
  return {
    counted: 0,
    winnings: 0,
    freeRoundsPlayed: 0,
    required: requiredFor(rules, bonus),
    // There is one award at a time, so there was no other bonus money before it.
    bonusMoney: bonus,
    inPlay: 0,
    heardVersion: grantedVersion,
  };
}

/** True if the account moved while the award was active. */
export function isWithin({ grantedVersion, endedVersion }: AwardWindow, version: number): boolean {
  return version > grantedVersion && (endedVersion === null || version < endedVersion);
}

/**
 * Where an award stands after one more movement. The order of movements does not matter, each must come once: sums
 * are sums, and balances are those of the highest version.
 */
export function afterMovement(
  rules: WageringRules,
  window: AwardWindow,
  before: Standing,
  movement: Movement,
): Standing {
  if (!isWithin(window, movement.version)) return before;
  const { startedAt, freeRound, version, correctsVersion } = movement;
  const isCorrection = typeof correctsVersion === 'number';
  // What a round did not do for this award is not undone in it.
  const applies = !isCorrection || isWithin(window, correctsVersion);
  const counts =
    applies && !freeRound && startedAt !== null && startedAt.getTime() < window.expiresAt.getTime();
  const winnings = before.winnings + (applies ? movement.winnings : 0);
  const played = freeRound && applies ? (isCorrection ? -1 : 1) : 0;
  const newest = version > before.heardVersion;
  return {
    counted: before.counted + (counts ? movement.counted : 0),
    winnings,
    freeRoundsPlayed: before.freeRoundsPlayed + played,
    required: requiredFor(rules, window.bonus + winnings),
    bonusMoney: newest ? movement.bonusMoney : before.bonusMoney,
    inPlay: newest ? movement.inPlay : before.inPlay,
    heardVersion: Math.max(version, before.heardVersion),
  };
}

/** Where an award stands by all its movements, in whatever order and however often they are given. */
export function standingOf(
  rules: WageringRules,
  window: AwardWindow,
  movements: readonly Movement[],
): Standing {
  const once = new Map(movements.map((movement) => [movement.version, movement]));
  return [...once.values()].reduce(
    (standing, movement) => afterMovement(rules, window, standing, movement),
    standingAtGrant(rules, window),
  );
}

/** What counts so far in whole minor units, never above what is required. */
export function wageredOf({ counted, required }: Pick<Standing, 'counted' | 'required'>): number {
  return Math.min(required, shareOf(counted, 1, partsPerUnit));
}

/** What an active award has come to. Used up: no bonus money is left, and none can come any more. */
export function outcomeOf({ freeRounds }: WageringRules, standing: Standing): 'active' | 'met' | 'used_up' {
  if (standing.freeRoundsPlayed < (freeRounds?.rounds ?? 0)) return 'active';
  if (standing.bonusMoney === 0 && standing.inPlay === 0) return 'used_up';
  return standing.counted >= standing.required * partsPerUnit ? 'met' : 'active';
}
