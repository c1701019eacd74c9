import {
  type ApproveGameVersion,
  commonError,
  complianceError,
  gameChanged,
  type GameChanged,
  gamesError,
  type GameVersion,
  type GameVersions,
  type ProposeGameVersion,
  type ReleaseGameVersion,
  type SwitchGame,
} from '@croupier/contracts';
import { canonicalHash, differencesOf } from '@croupier/game-maths';
import { invariant } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { summaryOf } from '../catalogue/game.js';
import { cacheTtlMs } from '../sessions/sessions.service.js';
import { LiveVersions } from './live-versions.service.js';
import { certifiedChange } from './proposal.js';
import { versionColumns, type VersionRow, versionView } from './version-row.js';

/**
 * How long a game is closed before its maths may change. A process that is cut off from the database plays a session at most
 * `cacheTtlMs` on; after twice that none begins a round of what was live.
 */
const closedForMs = 2 * cacheTtlMs;

interface OfferedRow {
  is_online: boolean;
  since: Date;
  /** Whether it has been closed for long enough. */
  quiet: boolean;
}

/** The way of a game's new version from the proposal to the tables. Whoever changes a game holds its row of `offered_games`. */
@Injectable()
export class Versions {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly live: LiveVersions,
    private readonly transactions: TransactionRunner,
  ) {}

  /**
   * Keeps a definition that was certified here; the same one again is the same proposal.
   * @throws DomainError `unknown_game`, `definition_refused`, `version_taken`
   */
  async propose(request: ProposeGameVersion): Promise<GameVersion> {
    await this.live.refresh();
    const { gameId, whatChanges, staffId } = request;
    const now = this.catalogue.get(gameId);
    const shipped = this.catalogue.shipped.get(gameId);
    const json = request.definition ?? { ...shipped?.game.definition };
    const sheet = request.sheet ?? (request.definition ? undefined : shipped?.sheet);
    const version = String(json['version']);
    const kept = await this.transactions.read((database) => versionRow(database.manager, gameId, version));
    if (kept && kept.definition_hash !== canonicalHash(json))
      throw gamesError('version_taken', { field: 'definition' });
    if (kept) return versionView(kept);
    const game = certifiedChange(now, { gameId, json, sheet });
    return this.transactions.run(async (manager) => {
      await manager.query(
        `INSERT INTO game_versions (game_id, version, definition_hash, definition, sheet, return_to_player, what_changes,
           differences, base_hash, proposed_by, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed') ON CONFLICT DO NOTHING`,
        [
          ...[gameId, game.definition.version, game.hash, JSON.stringify(game.definition)],
          ...[sheet === undefined ? null : JSON.stringify(sheet), summaryOf(game).returnToPlayer.ratio],
          ...[whatChanges, JSON.stringify(differencesOf(now.definition, game.definition)), now.hash, staffId],
        ],
      );
      const row = await versionRow(manager, gameId, version);
      if (row?.definition_hash !== game.hash) throw gamesError('version_taken', { field: 'definition' });
      return versionView(row);
    });
  }

  /** @throws DomainError `unknown_game` */
  list(gameId: string): Promise<GameVersions> {
    this.catalogue.get(gameId);
    return this.transactions.run((manager) => versionsOf(manager, gameId));
  }

  /** @throws DomainError `unknown_game`, `not_found`, `payload_differs`, `version_outdated` */
  async approve({ gameId, version, definitionHash, approvalId }: ApproveGameVersion): Promise<GameVersion> {
    this.catalogue.get(gameId);
    return this.transactions.run(async (manager) => {
      await offeredRow(manager, gameId);
      const row = await versionRow(manager, gameId, version);
      if (!row) throw commonError('not_found', { field: 'version' });
      if (row.definition_hash !== definitionHash) throw complianceError('payload_differs');
      if (row.state !== 'proposed') return versionView(row);
      if (row.base_hash !== (await liveRow(manager, gameId)).definition_hash)
        throw gamesError('version_outdated');
      return changed(manager, row, `state = 'approved', approval_id = $3`, [approvalId]);
    });
  }

  /** Opens or closes a game; tells game changed unless it was so already. @throws DomainError `unknown_game` */
  async switch({ gameId, state, staffId }: SwitchGame): Promise<GameVersions> {
    this.catalogue.get(gameId);
    const isOnline = state === 'online';
    const versions = await this.transactions.run(async (manager) => {
      const offered = await offeredRow(manager, gameId);
      if (offered.is_online !== isOnline) {
        await manager.query(
          `UPDATE offered_games SET is_online = $2, since = clock_timestamp() WHERE game_id = $1`,
          [gameId, isOnline],
        );
        const live = await liveRow(manager, gameId);
        await this.announce(manager, live, { what: state, staffId });
      }
      return versionsOf(manager, gameId);
    });
    await this.live.refresh();
    return versions;
  }

  /**
   * Has an approved version take the place of what is live. Sessions that were opened before take no more rounds; those with
   * a round that waits end it by the version it was dealt by. Tells game changed.
   * @throws DomainError `unknown_game`, `not_found`, `version_not_approved`, `version_outdated`, `game_online`
   */
  async release({ gameId, version, staffId }: ReleaseGameVersion): Promise<GameVersion> {
    this.catalogue.get(gameId);
    const released = await this.transactions.run(async (manager) => {
      const offered = await offeredRow(manager, gameId);
      const row = await versionRow(manager, gameId, version);
      if (!row) throw commonError('not_found', { field: 'version' });
      if (row.state === 'live') return versionView(row);
      if (row.state === 'proposed') throw gamesError('version_not_approved');
      const before = await liveRow(manager, gameId);
      if (row.state === 'retired' || row.base_hash !== before.definition_hash)
        throw gamesError('version_outdated');
      if (offered.is_online || !offered.quiet) throw gamesError('game_online');
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
    {
      game_id: gameId,
      version,
      definition_hash: definitionHash,
      return_to_player: returnToPlayer,
    }: VersionRow,
    news: Pick<GameChanged, 'what' | 'staffId' | 'change'>,
  ): Promise<void> {
    const { name } = this.catalogue.get(gameId).definition;
    const [{ now }] = await manager.query<[{ now: Date }]>(`SELECT clock_timestamp() AS now`);
    const facts = { gameId, name, version, definitionHash, returnToPlayer, changedAt: now.toISOString() };
    await tell(manager, outgoing(gameChanged, { ...facts, ...news }));
  }
}

/** Locks the game for whoever changes it. */
async function offeredRow(manager: EntityManager, gameId: string): Promise<OfferedRow> {
  const [row] = (await manager.query(
    `SELECT is_online, since, since + make_interval(secs => $2) <= clock_timestamp() AS quiet
       FROM offered_games WHERE game_id = $1 FOR UPDATE`,
    [gameId, closedForMs / 1000],
  )) as OfferedRow[];
  invariant(row, `${gameId} is on offer`);
  return row;
}

async function versionRow(
  manager: EntityManager,
  gameId: string,
  version: string,
): Promise<VersionRow | undefined> {
  const [row] = (await manager.query(
    `SELECT ${versionColumns} FROM game_versions WHERE game_id = $1 AND version = $2`,
    [gameId, version],
  )) as VersionRow[];
  return row;
}

async function liveRow(manager: EntityManager, gameId: string): Promise<VersionRow> {
  const [row] = (await manager.query(
    `SELECT ${versionColumns} FROM game_versions WHERE game_id = $1 AND state = 'live'`,
    [gameId],
  )) as VersionRow[];
  invariant(row, `${gameId} has a live version`);
  return row;
}

async function changed(
  manager: EntityManager,
  { game_id: gameId, version }: VersionRow,
  set: string,
  values: unknown[],
): Promise<GameVersion> {
  await manager.query(`UPDATE game_versions SET ${set} WHERE game_id = $1 AND version = $2`, [
    ...[gameId, version],
    ...values,
  ]);
  const row = await versionRow(manager, gameId, version);
  invariant(row, `${gameId} ${version} is kept`);
  return versionView(row);
}

async function versionsOf(manager: EntityManager, gameId: string): Promise<GameVersions> {
  const offered = await offeredRow(manager, gameId);
  const rows = (await manager.query(
    `SELECT ${versionColumns} FROM game_versions WHERE game_id = $1 ORDER BY proposed_at DESC LIMIT 200`,
    [gameId],
  )) as VersionRow[];
  const { is_online: isOnline, since } = offered;
  return {
    gameId,
    state: isOnline ? 'online' : 'offline',
    since: since.toISOString(),
    ...(isOnline ? {} : { releasableFrom: new Date(since.getTime() + closedForMs).toISOString() }),
    data: rows.map(versionView),
  };
}
