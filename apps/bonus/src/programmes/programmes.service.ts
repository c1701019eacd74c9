import {
  bonusError,
  type Programme,
  type ProgrammeDefinition,
  type ProgrammeFault,
  type ProgrammeRef,
  type PublishProgramme,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { definitionHash } from './definition-hash.js';
import { ProgrammeEntity } from './programme.entity.js';
import { ProgrammesQueries } from './programmes.queries.js';
import { CatalogueQueries } from './catalogue.queries.js';
import { faultsOf } from './publication.js';

/** What the catalogue says of a draft, and of which. */
interface Checked {
  definitionHash: string;
  faults: ProgrammeFault[];
}

/**
 * Drafts, publishes and ends programmes. All writes of one programme stand in line at an advisory lock. A published
 * version never changes: the database refuses it, too.
 */
@Injectable()
export class ProgrammesService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly queries: ProgrammesQueries,
    private readonly catalogue: CatalogueQueries,
    private readonly clock: Clock,
  ) {}

  draft(definition: ProgrammeDefinition): Promise<Programme> {
    return this.transactions.run(async (manager) => {
      const [newest] = await this.versions(manager, definition.programmeId);
      if (newest?.definitionHash === definitionHash(definition)) return this.queries.view(manager, newest);
      const version = newest?.status === 'draft' ? newest.version : (newest?.version ?? 0) + 1;
      return this.queries.view(manager, await this.store(manager, definition, version));
    });
  }

  /** @throws DomainError `unknown_programme`, `programme_published`, `programme_not_publishable` */
  async publish({ programmeId, version, definitionHash: approved }: PublishProgramme): Promise<Programme> {
    const checked = await this.check(programmeId, version);
    return this.transactions.run(async (manager) => {
      const row = (await this.versions(manager, programmeId)).find((each) => each.version === version);
      if (!row) throw bonusError('unknown_programme');
      if (row.status === 'ended') throw bonusError('programme_published');
      if (row.status === 'published') return this.queries.view(manager, row);
      return this.queries.view(manager, await this.open(manager, row, { approved, checked }));
    });
  }

  /** Ends the published version, and forgets no award. @throws DomainError `unknown_programme` */
  end({ programmeId }: ProgrammeRef): Promise<Programme> {
    return this.transactions.run(async (manager) => {
      const rows = (await this.versions(manager, programmeId)).filter(({ status }) => status !== 'draft');
      const [row] = rows;
      if (!row) throw bonusError('unknown_programme');
      if (row.status === 'published') await this.close(manager, row);
      return this.queries.view(manager, row);
    });
  }

  /**
   * Brings in a programme that came with the release. @returns what is wrong: a version that was published with
   * another definition.
   */
  bringIn(definition: ProgrammeDefinition, version: number, publish: boolean): Promise<string | undefined> {
    return this.transactions.run(async (manager) => {
      const rows = await this.versions(manager, definition.programmeId);
      const known = rows.find((row) => row.version === version);
      const same = known?.definitionHash === definitionHash(definition);
      if (known && !same && known.status !== 'draft')
        return `version ${version} was published with another definition: give the change a new version`;
      // Staff may have gone on from here: what the release brings never replaces a later version.
      if (known?.status === 'ended' || rows.some((row) => row.version > version)) return undefined;
      const row = same && known ? known : await this.store(manager, definition, version);
      if (publish && row.status === 'draft') await this.open(manager, row);
      return undefined;
    });
  }

  /**
   * Holds a draft against the catalogue, before anything is locked. What comes with the release is not: at its start
   * nobody else may be up yet. @throws DomainError unavailable while games or live is away.
   */
  private async check(programmeId: string, version: number): Promise<Checked | undefined> {
    const row = await this.transactions.read((database) =>
      database.getRepository(ProgrammeEntity).findOneBy({ programmeId, version, status: 'draft' }),
    );
    if (!row) return undefined;
    const { definitionHash: hash, definition } = row;
    return { definitionHash: hash, faults: await this.catalogue.faultsOf(definition) };
  }

  private async open(
    manager: EntityManager,
    row: ProgrammeEntity,
    { approved, checked }: { approved?: string | undefined; checked?: Checked | undefined } = {},
  ): Promise<ProgrammeEntity> {
    const faults = [...faultsOf(row.definition), ...(checked?.faults ?? [])];
    const changed = (hash?: string): boolean => hash !== undefined && hash !== row.definitionHash;
    if (changed(approved) || changed(checked?.definitionHash)) {
      faults.push({
        field: 'definitionHash',
        code: 'not_as_approved',
        message: 'was changed after it was approved or checked',
      });
    }
    if (faults.length > 0)
      throw bonusError('programme_not_publishable', { field: faults[0]?.field, errors: faults });
    const [before] = await manager.findBy(ProgrammeEntity, {
      programmeId: row.programmeId,
      status: 'published',
    });
    if (before) await this.close(manager, before);
    row.status = 'published';
    row.publishedAt = this.clock.now();
    return manager.save(row);
  }

  private async close(manager: EntityManager, row: ProgrammeEntity): Promise<void> {
    row.status = 'ended';
    row.endedAt = this.clock.now();
    await manager.save(row);
  }

  private store(
    manager: EntityManager,
    definition: ProgrammeDefinition,
    version: number,
  ): Promise<ProgrammeEntity> {
    const row = Object.assign(new ProgrammeEntity(), {
      programmeId: definition.programmeId,
      version,
      status: 'draft',
      definition,
      definitionHash: definitionHash(definition),
      publishedAt: null,
      endedAt: null,
    } satisfies ProgrammeEntity);
    return manager.save(row);
  }

  /** Locks a programme and reads its versions, newest first. */
  private async versions(manager: EntityManager, programmeId: string): Promise<ProgrammeEntity[]> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext($1))`, [programmeId]);
    return manager.find(ProgrammeEntity, { where: { programmeId }, order: { version: 'DESC' } });
  }
}
