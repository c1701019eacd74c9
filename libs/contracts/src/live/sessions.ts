import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import { IdField, InstantField, TextField } from '../fields.js';

export class OpenTableSession extends PlayerRef {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;
}

/** From joining a table to leaving it. */
export class TableSession {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @InstantField({ description: 'When it was opened.' })
  openedAt: string;
}

export const openTableSession = declareAsk({
  subject: 'rpc.live.open-table-session.v1',
  summary: 'Join a table for real money; the session opened there before is closed.',
  request: OpenTableSession,
  reply: TableSession,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'player',
  errors: ['unknown_table', 'not_verified'],
});

export class TableSessionOpened extends PlayerRef {
  @IdField({ description: 'The game session.' })
  gameSessionId: string;

  @TextField({ description: 'The table.', max: 60 })
  gameId: string;

  @InstantField({ description: 'When.' })
  openedAt: string;
}

export const tableSessionOpened = declareFact({
  subject: 'evt.live.session.opened.v1',
  summary: 'A player joined a table.',
  payload: TableSessionOpened,
  aggregate: 'playerId',
});
