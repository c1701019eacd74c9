import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { liveError } from '@croupier/contracts';
import { ConfigError } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { LiveConfig } from '../live.config.js';
import { type Table, tableFrom } from './table.js';

/** Every table on offer, read and proved once at start: a table that is not what it declares is never opened. */
@Injectable()
export class TableCatalogue {
  private readonly tables: ReadonlyMap<string, Table>;

  constructor(config: LiveConfig) {
    this.tables = readTables(path.resolve(config.TABLE_DEFINITIONS_DIR));
  }

  all(): Table[] {
    return [...this.tables.values()];
  }

  find(tableId: string): Table | undefined {
    return this.tables.get(tableId);
  }

  /** @throws DomainError `unknown_table` */
  get(tableId: string): Table {
    const table = this.tables.get(tableId);
    if (!table) throw liveError('unknown_table', { field: 'tableId' });
    return table;
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
