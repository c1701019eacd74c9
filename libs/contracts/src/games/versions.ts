import { ApprovedGameVersion } from '../compliance/approvals.js';
import { declareAsk, declareFact } from '../declare.js';
import { ChoiceField, IdField, InstantField, JsonField, ListField, PartField, TextField } from '../fields.js';
import { GameRef } from './catalogue.js';

export const gameVersionStates = ['proposed', 'approved', 'live', 'retired'] as const;
export type GameVersionState = (typeof gameVersionStates)[number];

const hash = { max: 64, pattern: /^[0-9a-f]{64}$/, example: 'a3'.repeat(32) };
const version = { max: 20, pattern: /^\d+\.\d+\.\d+$/, example: '1.1.0' };
const ratio = { max: 12, example: '0.95123456' };
const told = { min: 10, max: 500, example: 'The Lamp pays 60 instead of 50 for four of a kind.' };

/** A version of a game's definition, from the proposal to the day on which another took its place. Kept for ever. */
export class GameVersion extends GameRef {
  @TextField({ ...version, description: 'Version of the definition.' })
  version: string;

  @TextField({ ...hash, description: 'SHA-256 of the definition: what is approved, and what rounds name.' })
  definitionHash: string;

  @ChoiceField({
    description:
      'proposed; approved (by two people beside the one who asked); live (what is played now); retired (what was).',
    of: gameVersionStates,
    example: 'proposed',
  })
  state: GameVersionState;

  @TextField({ ...ratio, description: 'Its exact return to player, rounded to 8 digits.' })
  returnToPlayer: string;

  @TextField({ ...told, min: 0, description: 'What changes, as players are told; empty of the first one.' })
  whatChanges: string;

  @ListField({
    description: 'Every member of the definition that is another than before, with both values; at most 200.',
    max: 200,
  })
  differences: string[];

  @IdField({ description: 'Who proposed it; left out where it came with the software.', optional: true })
  proposedBy?: string;

  @InstantField({ description: 'When it was proposed.' })
  proposedAt: string;

  @IdField({ description: 'The approval by two people.', optional: true })
  approvalId?: string;

  @InstantField({
    description: 'When it went live; left out before, and of the first version.',
    optional: true,
  })
  releasedAt?: string;

  @IdField({ description: 'Who had it go live.', optional: true })
  releasedBy?: string;
}

export const gameStates = ['online', 'offline'] as const;
export type GameState = (typeof gameStates)[number];

/** Whether a game is open to players, and every version of it. */
export class GameVersions extends GameRef {
  @ChoiceField({ description: 'offline: no round begins; those that wait are finished.', of: gameStates })
  state: GameState;

  @InstantField({ description: 'Since when it is online or offline.' })
  since: string;

  @InstantField({
    description:
      'While it is offline: from when on no process begins a round of it, so that it may change. Of a live table once its last round has ended.',
    optional: true,
  })
  releasableFrom?: string;

  @ListField({ description: 'Newest first.', of: () => GameVersion })
  data: GameVersion[];
}

export class ProposeGameVersion extends GameRef {
  @JsonField({
    description:
      'The whole definition, with a higher version than the one that is live; left out, it is the one that came with the software.',
    optional: true,
  })
  definition?: Record<string, unknown>;

  @TextField({ ...told, description: 'What changes, in words for players.' })
  whatChanges: string;

  @JsonField({
    description:
      'The sheet that `npm run games -- certify FILE --json` wrote; needed of games with decisions, whose odds take too long to count here.',
    optional: true,
  })
  sheet?: Record<string, unknown>;

  @IdField({ description: 'Who proposes it.' })
  staffId: string;
}

export const proposeGameVersion = declareAsk({
  subject: 'rpc.games.propose-game-version.v1',
  summary: "Certify a new version of a live game's definition and keep it until it is approved.",
  request: ProposeGameVersion,
  reply: GameVersion,
  deadlineMs: 8000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_game', 'definition_refused', 'version_taken'],
});

export const listGameVersions = declareAsk({
  subject: 'rpc.games.list-game-versions.v1',
  summary: 'Every version of a game, and whether it is open.',
  request: GameRef,
  reply: GameVersions,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'browse',
  actor: 'staff',
  errors: ['unknown_game'],
});

export class ApproveGameVersion extends ApprovedGameVersion {
  @IdField({ description: 'The approval.' })
  approvalId: string;
}

export const approveGameVersion = declareAsk({
  subject: 'rpc.games.approve-game-version.v1',
  summary: 'Note that a proposed version was approved. Three people agree before this is asked.',
  request: ApproveGameVersion,
  reply: GameVersion,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'service',
  errors: ['unknown_game', 'not_found', 'version_outdated', 'payload_differs'],
});

export class SwitchGame extends GameRef {
  @ChoiceField({ description: 'What it is to be.', of: gameStates, example: 'offline' })
  state: GameState;

  @IdField({ description: 'Who does it.' })
  staffId: string;
}

export const switchGame = declareAsk({
  subject: 'rpc.games.switch-game.v1',
  summary: 'Open a game to players, or close it: no round begins, those that wait are finished.',
  request: SwitchGame,
  reply: GameVersions,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_game'],
});

export class ReleaseGameVersion extends GameRef {
  @TextField({ ...version, description: 'The approved version.' })
  version: string;

  @IdField({ description: 'Who does it.' })
  staffId: string;
}

export const releaseGameVersion = declareAsk({
  subject: 'rpc.games.release-game-version.v1',
  summary: 'Have an approved version take the place of the one that is live, while the game is offline.',
  request: ReleaseGameVersion,
  reply: GameVersion,
  deadlineMs: 4000,
  idempotent: true,
  priority: 'action',
  actor: 'staff',
  actingStaff: 'staffId',
  errors: ['unknown_game', 'not_found', 'game_online', 'version_not_approved', 'version_outdated'],
});

/** What a version that went live changed. */
export class ReleasedChange {
  @TextField({ ...version, description: 'Version that was played before.', example: '1.0.0' })
  previousVersion: string;

  @TextField({ ...hash, description: 'Its definition.' })
  previousHash: string;

  @TextField({ ...told, description: 'What changes, in words for players.' })
  whatChanges: string;

  @IdField({ description: 'The approval by two people.' })
  approvalId: string;
}

export class GameChanged extends GameRef {
  @TextField({ description: 'Its name.', max: 80, example: 'Lamplight Ledger' })
  name: string;

  @ChoiceField({ description: 'What happened.', of: [...gameStates, 'released'], example: 'released' })
  what: GameState | 'released';

  @TextField({ ...version, description: 'The version that is live now.' })
  version: string;

  @TextField({ ...hash, description: 'Its definition.' })
  definitionHash: string;

  @TextField({ ...ratio, description: 'What it exactly returns, rounded to 8 digits.' })
  returnToPlayer: string;

  @PartField({ description: 'Of a version that went live.', of: () => ReleasedChange, optional: true })
  change?: ReleasedChange;

  @IdField({ description: 'Who did it.' })
  staffId: string;

  @InstantField({ description: 'When.' })
  changedAt: string;
}

export const gameChanged = declareFact({
  subject: 'evt.games.game.changed.v1',
  summary: 'A game was opened, closed, or is played by another version from now on.',
  payload: GameChanged,
  aggregate: 'gameId',
});
