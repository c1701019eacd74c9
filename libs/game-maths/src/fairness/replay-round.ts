import { type Draw, ReplayError, ReplayRandom } from '../random.js';
import { comparisons, definitionCheck, derive } from './derive-round.js';
import type { PlayedRecord, RoundCheck } from './proven-round.js';

/**
 * Plays a round again from the draws of its record and the definition of its version, without any seed: years later, the
 * record alone says what became of the stake. Whether the draws themselves were fair, `verifyRound` proves.
 */
export function replayRound(round: PlayedRecord): RoundCheck[] {
  const definition = definitionCheck(round);
  if (!definition.holds) return [definition];
  try {
    const replay = new ReplayRandom((round.outcome['draws'] ?? []) as readonly Draw[]);
    const derived = derive(round, replay);
    if (replay.remaining > 0) throw new ReplayError(`the record holds ${replay.remaining} draws too many`);
    return [definition, ...comparisons(round, derived)];
  } catch (error) {
    // Whatever a damaged record leads to, the record is at fault.
    const detail = `cannot be derived: ${error instanceof Error ? error.message : String(error)}`;
    return [definition, { what: 'draws', holds: false, detail }];
  }
}
