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
} from '@croupier/contracts';
import { type FactContract, invariant } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import type { TransactionRunner } from '@croupier/persistence';
import type { EntityManager } from 'typeorm';
import { type DefinitionVersion, type VersionRow, type VersionRows, versionView } from './version-rows.js';

/** Whether something is open to players, and whether it has been closed for long enough to be changed. */
export interface Offered {
  is_online: boolean;
  since: Date;
  is_quiet: boolean;
  /** From when it is quiet; null while nobody can say. */
  quiet_from: Date | null;
}

/** What a proposal came to. */
export type Certified = DefinitionVersion & { readonly differences: readonly string[] };

/** What is proposed: its name by content, and what becomes of it once it is certified, which may be refused. */
export interface Proposal {
  readonly version: string;
  readonly hash: string;
  certify(): Promise<Certified>;
}

/**
 * The way of a new version of a game or a table from the proposal to the players: certified when it is proposed, approved by two
 * people, released while it is closed. What it offers, how it certifies and when it is quiet, the service says.
 */
export abstract class VersionDesk {
  protected constructor(
    private readonly rows: VersionRows,
    /** Tells every change. */
    private readonly changed: FactContract<GameChanged>,
    private readonly transactions: TransactionRunner,
    /** What this process offers, made to follow the rows. */
    private readonly live: { refresh(): Promise<void>; follow(gameId: string): Promise<void> },
  ) {}

  /** What is live. @throws DomainError if nothing is called so */
  protected abstract known(gameId: string): { readonly name: string; readonly hash: string };

  protected abstract proposal(request: ProposeGameVersion): Proposal;

  /** Locks the game or table for whoever changes it. */
  protected abstract offered(manager: EntityManager, gameId: string): Promise<Offered>;

  /**
   * Keeps a definition that was certified here; the same one again is the same proposal.
   * @throws DomainError `definition_refused`, `version_taken`, and as `known`
   */
  async propose(request: ProposeGameVersion): Promise<GameVersion> {
    const { gameId, whatChanges, staffId } = request;
    await this.live.follow(gameId);
    const { hash: baseHash } = this.known(gameId);
    const proposal = this.proposal(request);
    const { version } = proposal;
    const kept = await this.transactions.read((database) =>
      this.rows.find(database.manager, gameId, version),
    );
    if (kept && kept.definition_hash !== proposal.hash)
      throw gamesError('version_taken', { field: 'definition' });
    if (kept) return versionView(kept);
    const { differences, ...certified } = await proposal.certify();
    return this.transactions.run(async (manager) => {
      await this.rows.propose(manager, gameId, certified, { whatChanges, differences, baseHash, staffId });
      const row = await this.rows.find(manager, gameId, version);
      if (row?.definition_hash !== certified.hash) throw gamesError('version_taken', { field: 'definition' });
      return versionView(row);
    });
  }

  /** @throws DomainError as `known` */
  list(gameId: string): Promise<GameVersions> {
    this.known(gameId);
    return this.transactions.run((manager) => this.versionsOf(manager, gameId));
  }

  /** @throws DomainError `not_found`, `payload_differs`, `version_outdated`, and as `known` */
  async approve({ gameId, version, definitionHash, approvalId }: ApproveGameVersion): Promise<GameVersion> {
    this.known(gameId);
    return this.transactions.run(async (manager) => {
      await this.offered(manager, gameId);
      const row = await this.rows.find(manager, gameId, version);
      if (!row) throw commonError('not_found', { field: 'version' });
      if (row.definition_hash !== definitionHash) throw complianceError('payload_differs');
      if (row.state !== 'proposed') return versionView(row);
      if (row.base_hash !== (await this.rows.live(manager, gameId)).definition_hash)
        throw gamesError('version_outdated');
      return this.rows.change(manager, row, `state = 'approved', approval_id = $3`, [approvalId]);
    });
  }

  /** Opens or closes; tells it unless it was so already. @throws DomainError as `known` */
  async switch({ gameId, state, staffId }: SwitchGame): Promise<GameVersions> {
    this.known(gameId);
    const isOnline = state === 'online';
    const versions = await this.transactions.run(async (manager) => {
      const offered = await this.offered(manager, gameId);
      if (offered.is_online !== isOnline) {
        await this.rows.openOrClose(manager, gameId, isOnline);
        const live = await this.rows.live(manager, gameId);
        await this.announce(manager, live, { what: state, staffId });
      }
      return this.versionsOf(manager, gameId);
    });
    await this.live.refresh();
    return versions;
  }

  /**
   * Has an approved version take the place of what is live; tells it.
   * @throws DomainError `not_found`, `version_not_approved`, `version_outdated`, `game_online`, and as `known`
   */
  async release({ gameId, version, staffId }: ReleaseGameVersion): Promise<GameVersion> {
    this.known(gameId);
    const released = await this.transactions.run(async (manager) => {
      const offered = await this.offered(manager, gameId);
      const row = await this.rows.find(manager, gameId, version);
      if (!row) throw commonError('not_found', { field: 'version' });
      if (row.state === 'live') return versionView(row);
      if (row.state === 'proposed') throw gamesError('version_not_approved');
      const before = await this.rows.live(manager, gameId);
      if (row.state === 'retired' || row.base_hash !== before.definition_hash)
        throw gamesError('version_outdated');
      if (offered.is_online || !offered.is_quiet) throw gamesError('game_online');
      await this.rows.change(manager, before, `state = 'retired'`, []);
      const set = `state = 'live', released_at = clock_timestamp(), released_by = $3`;
      const now = await this.rows.change(manager, row, set, [staffId]);
      const { what_changes: whatChanges, approval_id: approvalId } = row;
      invariant(approvalId !== null, 'what is approved has its approval');
      const change = {
        ...{ previousVersion: before.version, previousHash: before.definition_hash },
        ...{ whatChanges, approvalId },
      };
      await this.announce(manager, row, { what: 'released', staffId, change });
      return now;
    });
    await this.live.follow(gameId);
    return released;
  }

  private async announce(
    manager: EntityManager,
    row: VersionRow,
    news: Pick<GameChanged, 'what' | 'staffId' | 'change'>,
  ): Promise<void> {
    const { game_id: gameId, version, definition_hash, return_to_player: returnToPlayer } = row;
    const { name } = this.known(gameId);
    const [{ now }] = await manager.query<[{ now: Date }]>(`SELECT clock_timestamp() AS now`);
    const facts = { gameId, name, version, definitionHash: definition_hash, returnToPlayer };
    await tell(manager, outgoing(this.changed, { ...facts, changedAt: now.toISOString(), ...news }));
  }

  private async versionsOf(manager: EntityManager, gameId: string): Promise<GameVersions> {
    const { is_online: isOnline, since, quiet_from: quietFrom } = await this.offered(manager, gameId);
    const rows = await this.rows.all(manager, gameId);
    return {
      gameId,
      state: isOnline ? 'online' : 'offline',
      since: since.toISOString(),
      ...(isOnline || quietFrom === null ? {} : { releasableFrom: quietFrom.toISOString() }),
      data: rows.map(versionView),
    };
  }
}
