import type { AwardEndReason, AwardStatus } from '@croupier/contracts';

/** What a void round brings back to an award that was used up: the house has it until the wallet has given it back. */
export interface Restore {
  roundId: string;
  /** Bonus money in minor units; zero for a free round. */
  amount: number;
  freeRounds: number;
  /** Of the account, by which the round was undone. */
  version: number;
  /** The version by which the award had ended, where it was not active again already. */
  from?: number;
  /** The version by which the wallet gave it back; absent while it has not. */
  to?: number;
}

/** A part of the account's life in which an award was over: from its end to what brought it back. */
export interface Pause {
  from: number;
  to: number;
}

interface Restorable {
  status: AwardStatus;
  endReason: AwardEndReason | null;
  grantedVersion: number | null;
  endedVersion: number | null;
  restores: Restore[];
}

export function pausesOf(restores: readonly Restore[]): Pause[] {
  return restores.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [{ from, to }]));
}

export function isPaused(pauses: readonly Pause[], version: number): boolean {
  return pauses.some(({ from, to }) => version >= from && version < to);
}

/** The first that the wallet has not given back. */
export function pendingOf(restores: readonly Restore[]): Restore | undefined {
  return restores.find(({ to }) => to === undefined);
}

/** The last that the wallet has given back: facts of the ledger from there on tell how much there is of the award. */
export function lastOf(restores: readonly Restore[]): Restore | undefined {
  return restores.findLast(({ to }) => to !== undefined);
}

/** By which round an award that is active again is named where it ends. */
export function restoredBy({ restores }: Pick<Restorable, 'restores'>): { restoredBy?: string } {
  const last = lastOf(restores);
  return last ? { restoredBy: last.roundId } : {};
}

/** Of an award that may have been used up and come back between two looks at it: true if it has not. */
export function isSameLife(one: Pick<Restorable, 'restores'>, other: Pick<Restorable, 'restores'>): boolean {
  return lastOf(one.restores)?.roundId === lastOf(other.restores)?.roundId;
}

/** True if a void round may bring something back: the award is or was used up, or has come back by another one. */
export function isRestorable({ status, endReason, grantedVersion, restores }: Restorable): boolean {
  if (status === 'ended' || status === 'ending') return endReason === 'used_up';
  return (status === 'granting' && grantedVersion !== null) || (status === 'active' && restores.length > 0);
}

/**
 * Whether what a round brings back is with the house: the round was undone after the award had ended, and before it was active
 * again. Undefined while the wallet may not have ended it yet.
 */
export function isWithHouse(award: Restorable, { version }: Restore): boolean | undefined {
  const { status, endedVersion, restores } = award;
  if (isPaused(pausesOf(restores), version)) return true;
  if (endedVersion !== null) return version > endedVersion;
  return status === 'ending' ? undefined : false;
}
