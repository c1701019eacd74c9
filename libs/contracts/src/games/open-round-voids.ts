import { declareAsk } from '../declare.js';
import { IdField } from '../fields.js';
import { type RoundVoidReason, RoundVoidReasonField } from '../wallet/round-corrections.js';
import { Round, RoundRef } from './rounds.js';

/** A round that waits for a decision and is to be void. Payload of an approval of `void-open-round`. */
export class OpenRoundVoid extends RoundRef {
  @RoundVoidReasonField()
  reason: RoundVoidReason;
}

/** Ends a round with decisions that has not ended: its stakes go back. Idempotent by `roundId`. */
export class VoidOpenRound extends OpenRoundVoid {
  @IdField({ description: 'The approval that two people gave; it is kept with the round.' })
  approvalId: string;
}

export const voidOpenRound = declareAsk({
  subject: 'rpc.games.void-open-round.v1',
  summary: 'Void a round that waits for a decision, and return its stakes.',
  request: VoidOpenRound,
  reply: Round,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'action',
  actor: 'service',
  errors: ['not_found', 'round_over', 'round_moved_on'],
});
