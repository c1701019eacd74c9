import { IdField, IntegerField, TextField } from './fields.js';

/** The answer of an ask that has nothing to say but that it was done. */
export class Done {}

/** Names the player an ask is about. */
export class PlayerRef {
  @IdField({ description: 'The player.' })
  playerId: string;
}

/** One page of a list, newest first. */
export class PageRequest extends PlayerRef {
  @TextField({
    description: 'Where the page starts: `next` of the page before. Left out for the newest rows.',
    max: 200,
    optional: true,
  })
  cursor?: string;

  @IntegerField({ description: 'Rows per page.', min: 1, max: 100, optional: true, example: 25 })
  limit?: number;
}
