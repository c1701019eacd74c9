import { declareAsk, declareFact } from '../declare.js';
import { JsonField, TextField } from '../fields.js';
import { GameRef } from '../games/catalogue.js';
import {
  ApproveGameVersion,
  GameChanged,
  GameVersion,
  GameVersions,
  ProposeGameVersion,
  ReleaseGameVersion,
  SwitchGame,
} from '../games/versions.js';

/** Tables change as games do, in the same words: `gameId` is the table, as in the ledger and in the history. */
export const proposeTableVersion = declareAsk({
  subject: 'rpc.live.propose-table-version.v1',
  summary: "Certify a new version of a live table's definition and keep it until it is approved.",
  request: ProposeGameVersion,
  reply: GameVersion,
  deadlineMs: 8000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_table', 'definition_refused', 'version_taken'],
});

export const listTableVersions = declareAsk({
  subject: 'rpc.live.list-table-versions.v1',
  summary: 'Every version of a live table, and whether it is open.',
  request: GameRef,
  reply: GameVersions,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'staff',
  errors: ['unknown_table'],
});

export const approveTableVersion = declareAsk({
  subject: 'rpc.live.approve-table-version.v1',
  summary: 'Note that a proposed version was approved. Three people agree before this is asked.',
  request: ApproveGameVersion,
  reply: GameVersion,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'service',
  errors: ['unknown_table', 'not_found', 'version_outdated', 'payload_differs'],
});

export const switchTable = declareAsk({
  subject: 'rpc.live.switch-table.v1',
  summary:
    'Open a live table to players, or close it: no bet is taken, and the round that is on is its last.',
  request: SwitchGame,
  reply: GameVersions,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_table'],
});

export const releaseTableVersion = declareAsk({
  subject: 'rpc.live.release-table-version.v1',
  summary:
    'Have an approved version take the place of the one that is live, while the table is offline and its last round has ended.',
  request: ReleaseGameVersion,
  reply: GameVersion,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_table', 'not_found', 'game_online', 'version_not_approved', 'version_outdated'],
});

export const tableChanged = declareFact({
  subject: 'evt.live.table.changed.v1',
  summary: 'A live table was opened, closed, or is played by another version from now on.',
  payload: GameChanged,
  aggregate: 'gameId',
});

export class TableDefinitionRef {
  @TextField({
    description: 'SHA-256 of the definition, as rounds name it.',
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    example: 'a3'.repeat(32),
  })
  definitionHash: string;
}

/** A definition that tables are, or were, played by. */
export class TableDefinition {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  tableId: string;

  @JsonField({ description: 'The definition: wheel, pays, limits and rules.' })
  definition: Record<string, unknown>;
}

export const readTableDefinition = declareAsk({
  subject: 'rpc.live.read-table-definition.v1',
  summary: 'A definition by its hash, also of versions that are no longer played.',
  request: TableDefinitionRef,
  reply: TableDefinition,
  deadlineMs: 1000,
  idempotent: true,
  priority: 'browse',
  actor: 'service',
  errors: ['not_found'],
});
