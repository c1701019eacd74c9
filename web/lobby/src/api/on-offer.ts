import { queries } from './client.js';
import { reads } from './reads.js';

/**
 * What was on offer was allowed by what held until now. None of it is on show any more, before the house has said what
 * is: a player who has asked to be left alone is shown nothing out of a memory.
 */
export function forgetOffers(): void {
  for (const { queryKey } of [reads.offers, reads.bonuses, reads.studioRounds])
    void queries.resetQueries({ queryKey });
}

/** News of a break or a limit of this player, taken at whatever page. */
export function isOfProtection({ kind }: { kind: string }): boolean {
  return /^(restriction|release|limit)\./.test(kind);
}
