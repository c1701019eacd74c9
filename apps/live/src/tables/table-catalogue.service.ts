import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { liveError } from '@croupier/contracts';
import { ConfigError } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { LiveConfig } from '../live.config.js';
import { type Offer, type Table, tableFrom } from './table.js';

/**
 * Every table on offer. The files are read and proved once at start: a table that is not what it declares is never opened.
 * Which version of it is live, and whether it is open, the database says (`LiveTables`).
 */
@Injectable()
export class TableCatalogue {
  /** As the files have them. */
  readonly shipped: ReadonlyMap<string, Table>;
  private readonly offers: Map<string, Offer>;

  constructor(config: LiveConfig) {
    this.shipped = readTables(path.resolve(config.TABLE_DEFINITIONS_DIR));
    this.offers = new Map([...this.shipped].map(([id, table]) => [id, { table }]));
  }

  all(): Offer[] {
    return [...this.offers.values()];
  }

  find(tableId: string): Offer | undefined {
    return this.offers.get(tableId);
  }

  /** @throws DomainError `unknown_table` */
  offer(tableId: string): Offer {
    const offer = this.offers.get(tableId);
    if (!offer) throw liveError('unknown_table', { field: 'tableId' });
    return offer;
  }

  /** @throws DomainError `unknown_table` */
  get(tableId: string): Table {
    return this.offer(tableId).table;
  }

  /** Offers a table otherwise than before, in the same place of the list; one that no file names is not offered. */
  put(tableId: string, offer: Offer): void {
    if (this.offers.has(tableId)) this.offers.set(tableId, offer);
  }
}

/** @throws ConfigError that names every file that cannot be played, and why. */
function readTables(folder: string): Map<string, Table> {
  const tables = new Map<string, Table>();
  const faults: string[] = [];
  for (const file of definitionFiles(folder)) {
    try {
      const table = tableFrom(file, readFileSync(path.join(folder, file), 'utf8'));
      tables.set(table.definition.id, table);
    } catch (error) {
      faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (faults.length > 0)
    throw new ConfigError(`live cannot start with these definitions in ${folder}:\n${faults.join('\n')}`);
  return tables;
}

function definitionFiles(folder: string): string[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    if (files.length > 0) return files.sort();
  } catch (error) {
    throw new ConfigError(`live cannot read TABLE_DEFINITIONS_DIR ${folder}: ${String(error)}`);
  }
  throw new ConfigError(`live finds no definition (*.json) in TABLE_DEFINITIONS_DIR ${folder}`);
}
