import {
  type ApproveGameVersion,
  commonError,
  complianceError,
  type GameChanged,
  gamesError,
  type GameVersion,
  type GameVersions,
  type ProposeGameVersion,
  type ReleaseGameVersion,
  type SwitchGame,
  tableChanged,
} from '@croupier/contracts';
import { canonicalHash, differencesOf } from '@croupier/game-maths';
import { invariant } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { LiveTables } from '../tables/live-tables.service.js';
import { TableCatalogue } from '../tables/table-catalogue.service.js';
import { returnOf } from '../tables/table.js';
import { versionColumns, type VersionRow, versionView } from './version-row.js';
import { certifiedChange } from './proposal.js';

interface OfferedRow {
  is_online: boolean;
  since: Date;
  /** Since when no round is on; null while one is. */
  quiet_since: Date | null;
}

/**
 * The way of a table's new version from the proposal to the wheel, as games have it. Whoever changes a table holds its row of
 * `offered_tables`, which whoever begins a round shares: so a closed table without a round is quiet at once, everywhere.
 */
@Injectable()
export class Versions {
  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly live: LiveTables,
    private readonly transactions: TransactionRunner,
  ) {}

  /**
   * Keeps a definition that was certified here; the same one again is the same proposal.
   * @throws DomainError `unknown_table`, `definition_refused`, `version_taken`
   */
  async propose(request: ProposeGameVersion): Promise<GameVersion> {
    await this.live.refresh();
    const { gameId: tableId, whatChanges, staffId } = request;
    const now = this.catalogue.get(tableId);
    const json = request.definition ?? { ...this.catalogue.shipped.get(tableId)?.definition };
    const version = String(json['version']);
    const kept = await this.transactions.read((database) => versionRow(database.manager, tableId, version));
    if (kept && kept.definition_hash !== canonicalHash(json))
      throw gamesError('version_taken', { field: 'definition' });
    if (kept) return versionView(kept);
    const table = certifiedChange(now, tableId, json);
    const differences = JSON.stringify(differencesOf(now.definition, table.definition));
    return this.transactions.run(async (manager) => {
      await manager.query(
        `INSERT INTO table_versions (table_id, version, definition_hash, definition, return_to_player, what_changes,
           differences, base_hash, proposed_by, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed') ON CONFLICT DO NOTHING`,
        [
          ...[tableId, version, table.hash, JSON.stringify(table.definition), returnOf(table)],
          ...[whatChanges, differences, now.hash, staffId],
        ],
      );
      const row = await versionRow(manager, tableId, version);
      if (row?.definition_hash !== table.hash) throw gamesError('version_taken', { field: 'definition' });
      return versionView(row);
    });
  }

  /** @throws DomainError `unknown_table` */
  list(tableId: string): Promise<GameVersions> {
    this.catalogue.get(tableId);
    return this.transactions.run((manager) => versionsOf(manager, tableId));
  }

  /** @throws DomainError `unknown_table`, `not_found`, `payload_differs`, `version_outdated` */
  async approve(request: ApproveGameVersion): Promise<GameVersion> {
    const { gameId: tableId, version, definitionHash, approvalId } = request;
    this.catalogue.get(tableId);
    return this.transactions.run(async (manager) => {
      await offeredRow(manager, tableId);
      const row = await versionRow(manager, tableId, version);
      if (!row) throw commonError('not_found', { field: 'version' });
      if (row.definition_hash !== definitionHash) throw complianceError('payload_differs');
      if (row.state !== 'proposed') return versionView(row);
      if (row.base_hash !== (await liveRow(manager, tableId)).definition_hash)
        throw gamesError('version_outdated');
      return changed(manager, row, `state = 'approved', approval_id = $3`, [approvalId]);
    });
  }

  /** Opens or closes a table; tells table changed unless it was so already. @throws DomainError `unknown_table` */
  async switch({ gameId: tableId, state, staffId }: SwitchGame): Promise<GameVersions> {
    this.catalogue.get(tableId);
    const isOnline = state === 'online';
    const versions = await this.transactions.run(async (manager) => {
      const offered = await offeredRow(manager, tableId);
      if (offered.is_online !== isOnline) {
        await manager.query(
          `UPDATE offered_tables SET is_online = $2, since = clock_timestamp() WHERE table_id = $1`,
          [tableId, isOnline],
        );
        await this.announce(manager, await liveRow(manager, tableId), { what: state, staffId });
      }
      return versionsOf(manager, tableId);
    });
    await this.live.refresh();
    return versions;
  }

  /**
   * Has an approved version take the place of what is live. Seats that were taken before are none any more, so that everybody
   * sees what has changed before the next bet. Tells table changed.
   * @throws DomainError `unknown_table`, `not_found`, `version_not_approved`, `version_outdated`, `game_online`
   */
  async release({ gameId: tableId, version, staffId }: ReleaseGameVersion): Promise<GameVersion> {
    this.catalogue.get(tableId);
    const released = await this.transactions.run(async (manager) => {
      const offered = await offeredRow(manager, tableId);
      const row = await versionRow(manager, tableId, version);
      if (!row) throw commonError('not_found', { field: 'version' });
      if (row.state === 'live') return versionView(row);
      if (row.state === 'proposed') throw gamesError('version_not_approved');
      const before = await liveRow(manager, tableId);
      if (row.state === 'retired' || row.base_hash !== before.definition_hash)
        throw gamesError('version_outdated');
      if (offered.is_online || offered.quiet_since === null) throw gamesError('game_online');
      await changed(manager, before, `state = 'retired'`, []);
      const set = `state = 'live', released_at = clock_timestamp(), released_by = $3`;
      const now = await changed(manager, row, set, [staffId]);
      const { what_changes: whatChanges, approval_id: approvalId } = row;
      invariant(approvalId !== null, 'what is approved has its approval');
      const change = {
        ...{ previousVersion: before.version, previousHash: before.definition_hash },
        ...{ whatChanges, approvalId },
      };
      await this.announce(manager, row, { what: 'released', staffId, change });
      return now;
    });
    await this.live.refresh();
    return released;
  }

  private async announce(
    manager: EntityManager,
    row: VersionRow,
    news: Pick<GameChanged, 'what' | 'staffId' | 'change'>,
  ): Promise<void> {
    const { table_id: gameId, version, definition_hash, return_to_player: returnToPlayer } = row;
    const { name } = this.catalogue.get(gameId).definition;
    const [{ now }] = await manager.query<[{ now: Date }]>(`SELECT clock_timestamp() AS now`);
    const facts = { gameId, name, version, definitionHash: definition_hash, returnToPlayer };
    await tell(manager, outgoing(tableChanged, { ...facts, changedAt: now.toISOString(), ...news }));
  }
}

/** Locks the table for whoever changes it. */
async function offeredRow(manager: EntityManager, tableId: string): Promise<OfferedRow> {
  await manager.query(`SELECT 1 FROM offered_tables WHERE table_id = $1 FOR UPDATE`, [tableId]);
  // In a statement of its own: it sees every round that was begun before the lock was had.
  const [row] = (await manager.query(
    `SELECT is_online, since,
            CASE WHEN last.phase IN ('settled', 'voided') THEN greatest(since, last.changed_at)
                 WHEN last.phase IS NULL THEN since END AS quiet_since
       FROM offered_tables
       LEFT JOIN LATERAL (SELECT phase, changed_at FROM table_rounds r WHERE r.table_id = offered_tables.table_id
                           ORDER BY number DESC LIMIT 1) AS last ON true
      WHERE table_id = $1`,
    [tableId],
  )) as OfferedRow[];
  invariant(row, `${tableId} is on offer`);
  return row;
}

async function versionRow(
  manager: EntityManager,
  tableId: string,
  version: string,
): Promise<VersionRow | undefined> {
  const [row] = (await manager.query(
    `SELECT ${versionColumns} FROM table_versions WHERE table_id = $1 AND version = $2`,
    [tableId, version],
  )) as VersionRow[];
  return row;
}

async function liveRow(manager: EntityManager, tableId: string): Promise<VersionRow> {
  const [row] = (await manager.query(
    `SELECT ${versionColumns} FROM table_versions WHERE table_id = $1 AND state = 'live'`,
    [tableId],
  )) as VersionRow[];
  invariant(row, `${tableId} has a live version`);
  return row;
}

async function changed(
  manager: EntityManager,
  { table_id: tableId, version }: VersionRow,
  set: string,
  values: unknown[],
): Promise<GameVersion> {
  await manager.query(`UPDATE table_versions SET ${set} WHERE table_id = $1 AND version = $2`, [
    ...[tableId, version],
    ...values,
  ]);
  const row = await versionRow(manager, tableId, version);
  invariant(row, `${tableId} ${version} is kept`);
  return versionView(row);
}

async function versionsOf(manager: EntityManager, tableId: string): Promise<GameVersions> {
  const { is_online: isOnline, since, quiet_since: quiet } = await offeredRow(manager, tableId);
  const rows = (await manager.query(
    `SELECT ${versionColumns} FROM table_versions WHERE table_id = $1 ORDER BY proposed_at DESC LIMIT 200`,
    [tableId],
  )) as VersionRow[];
  return {
    gameId: tableId,
    state: isOnline ? 'online' : 'offline',
    since: since.toISOString(),
    ...(isOnline || quiet === null ? {} : { releasableFrom: quiet.toISOString() }),
    data: rows.map(versionView),
  };
}
