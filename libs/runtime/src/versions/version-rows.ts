import type { GameVersion, GameVersionState } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import type { EntityManager } from 'typeorm';

/** A row of the versions, but the definition and its sheet. */
export interface VersionRow {
  /** Of a game or a table. */
  game_id: string;
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

/** A live version, and whether what it is of is open to players. */
export interface LiveRow {
  game_id: string;
  is_online: boolean;
  since: Date;
  version: string;
  definition_hash: string;
  released_at: Date | null;
  what_changes: string;
  previous_version: string | null;
}

/** A definition as it is kept, with what follows from it. */
export interface DefinitionVersion {
  readonly version: string;
  readonly hash: string;
  readonly definition: object;
  /** The certified sheet; undefined where the service counts for itself. */
  readonly sheet?: unknown;
  /** Decimal text. */
  readonly returnToPlayer: string;
}

/** That a definition is to take the place of another. */
export interface Proposed {
  readonly whatChanges: string;
  readonly differences: readonly string[];
  readonly baseHash: string;
  readonly staffId: string;
}

const columns = `version, definition_hash, return_to_player, what_changes, differences, base_hash, proposed_by, proposed_at, state,
  approval_id, released_at, released_by`;

/**
 * The versions of games or of tables, in tables of one form: `game_versions` and `offered_games` by `game_id`, or `table_versions` and
 * `offered_tables` by `table_id`. Whoever changes a game or a table holds its row among the offered.
 */
export class VersionRows {
  private readonly id: string;
  private readonly table: string;
  private readonly offered: string;

  constructor(readonly kind: 'game' | 'table') {
    this.id = `${kind}_id`;
    this.table = `${kind}_versions`;
    this.offered = `offered_${kind}s`;
  }

  async find(manager: EntityManager, gameId: string, version: string): Promise<VersionRow | undefined> {
    const [row] = await this.select(manager, `version = $2`, [gameId, version]);
    return row;
  }

  async live(manager: EntityManager, gameId: string): Promise<VersionRow> {
    const [row] = await this.select(manager, `state = 'live'`, [gameId]);
    invariant(row, `${gameId} has a live version`);
    return row;
  }

  /** The newest first. */
  all(manager: EntityManager, gameId: string): Promise<VersionRow[]> {
    return this.select(manager, `true ORDER BY proposed_at DESC LIMIT 200`, [gameId]);
  }

  /** @returns the version as it is then */
  async change(
    manager: EntityManager,
    { game_id: gameId, version }: VersionRow,
    set: string,
    values: unknown[],
  ): Promise<GameVersion> {
    await manager.query(`UPDATE ${this.table} SET ${set} WHERE ${this.id} = $1 AND version = $2`, [
      ...[gameId, version],
      ...values,
    ]);
    const row = await this.find(manager, gameId, version);
    invariant(row, `${gameId} ${version} is kept`);
    return versionView(row);
  }

  /** Keeps a proposal unless there is that version. */
  async propose(
    manager: EntityManager,
    gameId: string,
    version: DefinitionVersion,
    proposed: Proposed,
  ): Promise<void> {
    const { whatChanges, differences, baseHash, staffId } = proposed;
    await this.insert(manager, gameId, version, {
      ...{ what_changes: whatChanges, differences: JSON.stringify(differences) },
      ...{ base_hash: baseHash, proposed_by: staffId, state: 'proposed' },
    });
  }

  /** Offers something for the first time, by its file, or nothing new. @returns every version that is kept of it */
  async begin(
    manager: EntityManager,
    gameId: string,
    first: DefinitionVersion,
  ): Promise<Pick<VersionRow, 'version' | 'definition_hash'>[]> {
    await manager.query(`INSERT INTO ${this.offered} (${this.id}) VALUES ($1) ON CONFLICT DO NOTHING`, [
      gameId,
    ]);
    // Whoever holds the row, another process that starts among them, is waited for.
    await manager.query(`SELECT 1 FROM ${this.offered} WHERE ${this.id} = $1 FOR UPDATE`, [gameId]);
    const known = await this.select(manager, 'true', [gameId]);
    if (known.length > 0) return known;
    await this.insert(manager, gameId, first, { what_changes: '', state: 'live' });
    return this.select(manager, 'true', [gameId]);
  }

  async openOrClose(manager: EntityManager, gameId: string, isOnline: boolean): Promise<void> {
    await manager.query(
      `UPDATE ${this.offered} SET is_online = $2, since = clock_timestamp() WHERE ${this.id} = $1`,
      [gameId, isOnline],
    );
  }

  /** Everything that was ever offered, by its live version. */
  allLive(manager: EntityManager): Promise<LiveRow[]> {
    return manager.query<LiveRow[]>(`
      SELECT live.${this.id} AS game_id, is_online, since, live.version, live.definition_hash, live.released_at,
             live.what_changes, base.version AS previous_version
        FROM ${this.offered} JOIN ${this.table} live USING (${this.id})
        LEFT JOIN ${this.table} base ON base.definition_hash = live.base_hash
       WHERE live.state = 'live'`);
  }

  private select(manager: EntityManager, which: string, values: unknown[]): Promise<VersionRow[]> {
    return manager.query<VersionRow[]>(
      `SELECT ${this.id} AS game_id, ${columns} FROM ${this.table} WHERE ${this.id} = $1 AND ${which}`,
      values,
    );
  }

  /** Only a proposal may be there already: a first version that another one has the definition of is a fault. */
  private async insert(
    manager: EntityManager,
    gameId: string,
    { version, hash, definition, sheet, returnToPlayer }: DefinitionVersion,
    more: Readonly<Record<string, string>>,
  ): Promise<void> {
    const row = {
      ...{ [this.id]: gameId, version, definition_hash: hash, definition: JSON.stringify(definition) },
      ...(sheet === undefined ? {} : { sheet: JSON.stringify(sheet) }),
      ...{ return_to_player: returnToPlayer, ...more },
    };
    const names = Object.keys(row);
    await manager.query(
      `INSERT INTO ${this.table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})
       ${more['state'] === 'proposed' ? 'ON CONFLICT DO NOTHING' : ''}`,
      Object.values(row),
    );
  }
}

export function versionView(row: VersionRow): GameVersion {
  return {
    gameId: row.game_id,
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
