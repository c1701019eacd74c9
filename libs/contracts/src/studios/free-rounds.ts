import { Done, PlayerRef } from '../common.js';
import { declareAsk } from '../declare.js';
import { IdField, IntegerField, TextField } from '../fields.js';

/** Rounds of a studio's game that stake nothing; what they win is cash, at the house's cost. Idempotent by `freeRoundsId`. */
export class GiveStudioRounds extends PlayerRef {
  @IdField({ description: 'What the studio names in each of the rounds.' })
  freeRoundsId: string;

  @TextField({ description: 'The game.', max: 60, example: 'sandbox-studio.tide-coin' })
  gameId: string;

  @IntegerField({ description: 'How many.', min: 1, max: 1000, example: 10 })
  rounds: number;

  @IntegerField({ description: 'For how many days.', min: 1, max: 365, example: 7 })
  days: number;

  @IdField({ description: 'The member of staff who gives them.' })
  staffId: string;
}

export const giveStudioRounds = declareAsk({
  subject: 'rpc.studios.give-studio-rounds.v1',
  summary: "Give free rounds of a studio's game to a player.",
  request: GiveStudioRounds,
  reply: Done,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_studio_game', 'idempotency_key_reused'],
});
