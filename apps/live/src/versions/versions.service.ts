import { type ProposeGameVersion, tableChanged } from '@croupier/contracts';
import { canonicalHash, differencesOf } from '@croupier/game-maths';
import { invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { type Certified, type Offered, type Proposal, VersionDesk } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { LiveTables, tableRows } from '../tables/live-tables.service.js';
import { TableCatalogue } from '../tables/table-catalogue.service.js';
import { type Table, versionOf } from '../tables/table.js';
import { certifiedChange } from './proposal.js';

/**
 * The way of a table's new version from the proposal to the wheel. Whoever changes a table holds its row of `offered_tables`, which
 * whoever begins a round shares: so a closed table without a round is quiet at once, everywhere. Seats that were taken before a
 * release are none any more, so that everybody sees what has changed before the next bet.
 */
@Injectable()
export class Versions extends VersionDesk {
  constructor(
    private readonly catalogue: TableCatalogue,
    live: LiveTables,
    transactions: TransactionRunner,
  ) {
    super(tableRows, tableChanged, transactions, live);
  }

  /** @throws DomainError `unknown_table` */
  protected known(tableId: string): { name: string; hash: string } {
    const { definition, hash } = this.catalogue.get(tableId);
    return { name: definition.name, hash };
  }

  protected proposal({ gameId: tableId, definition }: ProposeGameVersion): Proposal {
    const now = this.catalogue.get(tableId);
    const json = definition ?? { ...this.catalogue.shipped.get(tableId)?.definition };
    return {
      version: String(json['version']),
      hash: canonicalHash(json),
      // Of the few pockets of a wheel, in milliseconds.
      certify: () => Promise.resolve(certified(now, tableId, json)),
    };
  }

  protected async offered(manager: EntityManager, tableId: string): Promise<Offered> {
    await manager.query(`SELECT 1 FROM offered_tables WHERE table_id = $1 FOR UPDATE`, [tableId]);
    // In a statement of its own: it sees every round that was begun before the lock was had.
    const [row] = await manager.query<Offered[]>(
      `SELECT is_online, since, quiet_from, quiet_from IS NOT NULL AS is_quiet
         FROM offered_tables
         LEFT JOIN LATERAL (SELECT phase, changed_at FROM table_rounds r WHERE r.table_id = offered_tables.table_id
                             ORDER BY number DESC LIMIT 1) AS last ON true
        CROSS JOIN LATERAL (SELECT CASE WHEN last.phase IN ('settled', 'voided') THEN greatest(since, last.changed_at)
                                        WHEN last.phase IS NULL THEN since END AS quiet_from) AS quiet
        WHERE table_id = $1`,
      [tableId],
    );
    invariant(row, `${tableId} is on offer`);
    return row;
  }
}

function certified(live: Table, tableId: string, json: Record<string, unknown>): Certified {
  const table = certifiedChange(live, tableId, json);
  return { ...versionOf(table), differences: differencesOf(live.definition, table.definition) };
}
