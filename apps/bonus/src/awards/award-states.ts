import type { AwardEndReason, AwardStatus } from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';

/** True for the states nothing follows. */
export function isOver(status: AwardStatus): boolean {
  return status === 'completed' || status === 'ended';
}

/** Why a grant that the wallet refused will never be; undefined if it is to be tried again. */
export function refusedGrant(error: unknown): AwardEndReason | undefined {
  if (!(error instanceof DomainError)) return undefined;
  if (error.code === 'play_blocked') return 'restricted';
  return error.code === 'award_active' ? 'not_granted' : undefined;
}
