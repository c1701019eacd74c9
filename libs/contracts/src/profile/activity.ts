import { PageRequest } from '../common.js';
import { declareAsk } from '../declare.js';
import { IdField, InstantField, JsonField, ListField, TextField } from '../fields.js';

/** One thing that happened on the account, as the player sees it. */
export class Activity {
  @IdField({ description: 'The activity.' })
  id: string;

  @TextField({ description: 'What happened.', max: 60, example: 'round.settled' })
  kind: string;

  @InstantField({ description: 'When.' })
  at: string;

  @JsonField({
    description: 'The facts of it: amounts, ids.',
    example: { roundId: '01a20a46-f71b-7904-908a-daa2e0b5fc68' },
  })
  facts: Record<string, unknown>;
}

export class ActivityPage {
  @ListField({ description: 'Newest first.', of: () => Activity })
  data: Activity[];

  @TextField({ description: 'Cursor of the next page; absent on the last.', max: 200, optional: true })
  next?: string;
}

export const listActivity = declareAsk({
  subject: 'rpc.profile.list-activity.v1',
  summary: 'What happened on the account, newest first.',
  request: PageRequest,
  reply: ActivityPage,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player-or-staff',
  errors: [],
});
