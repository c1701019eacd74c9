import { commonError, tableChanged, type TableDefinition } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import {
  type DefinitionVersion,
  LiveOffers,
  type LiveRow,
  LOG,
  type OfferTerms,
  VersionRows,
} from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { TableCatalogue } from './table-catalogue.service.js';
import { type Table, tableOf, versionOf } from './table.js';

export const tableRows = new VersionRows('table');

/** A definition that was approved, and that this process cannot play: newer software wrote it. */
export class UnreadTable extends Error {
  override readonly name = 'UnreadTable';
}

/**
 * Has the catalogue of this process offer what the database says is live, and finds what a round was begun by. No round is begun by
 * what is old: whoever begins one looks at the rows.
 */
@Injectable()
export class LiveTables extends LiveOffers {
  private readonly files: ReadonlyMap<string, DefinitionVersion>;
  /** By hash: those that were looked up here. */
  private readonly played = new Map<string, Table>();

  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly transactions: TransactionRunner,
    broker: Broker,
    @Inject(LOG) log: Log,
  ) {
    super(tableRows, tableChanged, { service: 'live', transactions, broker, log });
    this.files = new Map([...catalogue.shipped].map(([tableId, table]) => [tableId, versionOf(table)]));
  }

  protected shipped(): ReadonlyMap<string, DefinitionVersion> {
    return this.files;
  }

  protected async offer(
    { game_id: tableId, definition_hash: hash }: LiveRow,
    terms: OfferTerms,
  ): Promise<void> {
    const table = await this.playedBy(tableId, hash);
    invariant(table, `the definition ${hash} is kept`);
    this.catalogue.put(tableId, { table, ...terms });
  }

  protected close(tableId: string, since: Date): void {
    this.catalogue.put(tableId, { ...this.catalogue.offer(tableId), offlineSince: since, isUnread: true });
  }

  /**
   * What a round was begun by, live or not; undefined of one that is not kept, from before versions were. `within`: the
   * transaction of whoever asks, which has a connection already and must not wait for another.
   * @throws UnreadTable of one that only newer software reads
   */
  async playedBy(tableId: string, hash: string, within?: EntityManager): Promise<Table | undefined> {
    for (const known of [this.catalogue.find(tableId)?.table, this.catalogue.shipped.get(tableId)])
      if (known?.hash === hash) return known;
    const before = this.played.get(hash);
    if (before) return before;
    const row = await this.rowOf(hash, within);
    if (!row) return undefined;
    const table = readOf(row.definition, hash);
    invariant(table.hash === hash, `the definition kept as ${hash} is the one that was played`);
    this.played.set(hash, table);
    return table;
  }

  /** Whether this process can go on with what a round was begun by. */
  async reads(tableId: string, hash: string): Promise<boolean> {
    try {
      await this.playedBy(tableId, hash);
      return true;
    } catch (error) {
      if (error instanceof UnreadTable) return false;
      throw error;
    }
  }

  /** @throws DomainError `not_found` for one that no table was ever offered by */
  async definition(hash: string): Promise<TableDefinition> {
    const row = await this.rowOf(hash);
    if (!row) throw commonError('not_found', { field: 'definitionHash' });
    return { tableId: row.table_id, definition: row.definition };
  }

  private async rowOf(hash: string, within?: EntityManager) {
    const find = (database: Pick<EntityManager, 'query'>) =>
      database.query(`SELECT table_id, definition FROM table_versions WHERE definition_hash = $1`, [
        hash,
      ]) as Promise<{ table_id: string; definition: Record<string, unknown> }[]>;
    const [row] = await (within ? find(within) : this.transactions.read(find));
    return row;
  }
}

function readOf(definition: unknown, hash: string): Table {
  try {
    return tableOf(definition);
  } catch (cause) {
    throw new UnreadTable(`the definition ${hash} cannot be played here`, { cause });
  }
}
