import { type RestrictionKind } from '@croupier/contracts';
import { type DecisionEntity } from './decision.entity.js';

type Who = Pick<DecisionEntity, 'decidedBy' | 'actor'>;

/** Who decides when a player asks. */
export function byPlayer(playerId: string): Who {
  return { decidedBy: 'player', actor: `player:${playerId}` };
}

export function byStaff(actor: string): Who {
  return { decidedBy: 'staff', actor };
}

export const byScheme: Who = { decidedBy: 'scheme', actor: 'scheme' };
export const byPlatform: Who = { decidedBy: 'platform', actor: 'system:safer-gambling' };

const placedReasons: Record<RestrictionKind, string> = {
  time_out: 'You took a time-out.',
  self_exclusion: 'You excluded yourself. It lasts until you ask to return after its end.',
  scheme_exclusion: 'You are registered with the national self-exclusion scheme.',
  staff_block: 'We have paused play and deposits on your account. Contact us to learn more.',
};

const endedReasons: Record<RestrictionKind, string> = {
  time_out: 'Your time-out is over.',
  self_exclusion: 'A day has passed since you asked to return from your self-exclusion.',
  scheme_exclusion: 'The national self-exclusion scheme no longer names you.',
  staff_block: 'We have ended the pause on your account.',
};

/** What the player is told of a self-exclusion that was decided with another account. Not what they were known by. */
export const heldReason =
  'You excluded yourself. It holds for you, whatever account you use, until you ask to return after its end.';

/** What is kept of a registration that was refused. */
export const refusedReason = 'You excluded yourself, so we opened no other account.';

/** What the player is told of a restriction that was placed. */
export function placedReason(kind: RestrictionKind): string {
  return placedReasons[kind];
}

/** What the player is told of a restriction that ended. */
export function endedReason(kind: RestrictionKind): string {
  return endedReasons[kind];
}
