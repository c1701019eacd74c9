import type { GameVersion, GameVersionState } from '@croupier/contracts';

/** A row of `table_versions`, but the definition. */
export interface VersionRow {
  table_id: string;
  version: string;
  definition_hash: string;
  return_to_player: string;
  what_changes: string;
  differences: string[];
  /** What was live when it was proposed; null of a first version. */
  base_hash: string | null;
  proposed_by: string | null;
  proposed_at: Date;
  state: GameVersionState;
  approval_id: string | null;
  released_at: Date | null;
  released_by: string | null;
}

export const versionColumns = `table_id, version, definition_hash, return_to_player, what_changes, differences, base_hash,
  proposed_by, proposed_at, state, approval_id, released_at, released_by`;

export function versionView(row: VersionRow): GameVersion {
  return {
    gameId: row.table_id,
    version: row.version,
    definitionHash: row.definition_hash,
    state: row.state,
    returnToPlayer: row.return_to_player,
    whatChanges: row.what_changes,
    differences: row.differences,
    proposedAt: row.proposed_at.toISOString(),
    ...(row.proposed_by === null ? {} : { proposedBy: row.proposed_by }),
    ...(row.approval_id === null ? {} : { approvalId: row.approval_id }),
    ...(row.released_at === null ? {} : { releasedAt: row.released_at.toISOString() }),
    ...(row.released_by === null ? {} : { releasedBy: row.released_by }),
  };
}
