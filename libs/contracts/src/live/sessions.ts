import { PlayerRef } from '../common.js';
import { declareAsk, declareFact } from '../declare.js';
import { IdField, InstantField, IntegerField, PartField, SignedAmount, TextField } from '../fields.js';
import { netPositionText } from '../games/net-position.js';
import { GameSessionRef } from '../games/seeds.js';
import { RealityCheck } from '../games/sessions.js';

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

  @PartField({ description: netPositionText, of: () => SignedAmount, optional: true })
  netPosition?: SignedAmount;

  @IntegerField({
    description: 'How long it has lasted, in ms (RTS 13C).',
    optional: true,
    example: 3_725_000,
  })
  elapsedMs?: number;

  @InstantField({ description: 'When it was closed; absent while it is open.', optional: true })
  closedAt?: string;

  @InstantField({
    description:
      'From then on no bet is taken until the reality check is acknowledged (RTS 13B); may be past, where the table before was left unacknowledged.',
    optional: true,
  })
  realityCheckAt?: string;
}

export const openTableSession = declareAsk({
  subject: 'rpc.live.open-table-session.v1',
  summary: 'Join a table for real money; the sessions at tables opened before are closed.',
  request: OpenTableSession,
  reply: TableSession,
  deadlineMs: 2000,
  idempotent: false,
  priority: 'action',
  actor: 'player',
  errors: [
    'unknown_table',
    'game_offline',
    'not_verified',
    'play_blocked',
    'no_account',
    'account_frozen',
    'session_closed',
  ],
});

export const readTableSession = declareAsk({
  subject: 'rpc.live.read-table-session.v1',
  summary: 'A session at a table as it stands: net position, time, when the reality check is due.',
  request: GameSessionRef,
  reply: TableSession,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'player',
  errors: ['not_found', 'no_account'],
});

export const acknowledgeTableCheck = declareAsk({
  subject: 'rpc.live.acknowledge-table-check.v1',
  summary: 'The player has seen how long they have played: bets are taken again, for another interval.',
  request: GameSessionRef,
  reply: RealityCheck,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'player',
  errors: ['not_found', 'session_closed'],
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
