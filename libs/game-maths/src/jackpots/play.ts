import { type Draw, type RandomSource } from '../random.js';
import { type Hmac, randomOfKey } from '../fairness/seeded-round.js';
import type { JackpotDefinition, MustDropTrigger } from './definition.js';

/** What a round does to its pot, as it is sealed into the round's outcome: plain JSON. */
export interface JackpotRound {
  readonly jackpotId: string;
  /** Of a pot that falls by odds: drawn after everything else of the round. */
  readonly draw?: Draw;
  /** True if that draw wins what is in the pot. */
  readonly wins?: boolean;
}

/** What of a stake (minor units) goes into the pot, in millionths of a minor unit: never rounded. */
export function contributionOf({ contributionPpm }: JackpotDefinition, stakeMinor: number): number {
  return contributionPpm * stakeMinor;
}

/**
 * A round's own draw for its pot: one number below `oneIn`, which wins if it is below the stake in minor units, so that every
 * minor unit staked has the same chance. A pot that falls at a hidden amount draws nothing here.
 */
export function playJackpot(
  { id, trigger }: JackpotDefinition,
  stakeMinor: number,
  random: RandomSource,
): JackpotRound {
  if (trigger.kind === 'must-drop') return { jackpotId: id };
  const value = random.below(trigger.oneIn);
  return { jackpotId: id, draw: { bound: trigger.oneIn, value }, wins: value < stakeMinor };
}

/**
 * The hidden amount that a secret of 32 bytes stands for, in minor units: uniform from one above the seed to `by`. The secret
 * is committed to by its SHA-256 when the pot is begun and shown when it has fallen.
 */
export function dropOf(
  { seed }: JackpotDefinition,
  { by }: MustDropTrigger,
  secret: Uint8Array,
  hmac: Hmac,
): number {
  return seed + 1 + randomOfKey(secret, 'drop', hmac).below(by - seed);
}
