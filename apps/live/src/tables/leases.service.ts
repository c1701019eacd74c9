import { newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { LiveConfig } from '../live.config.js';

/** The right to move a table on, until another replica has taken it. */
export interface Lease {
  readonly tableId: string;
  readonly owner: string;
  readonly epoch: number;
}

/** Another replica owns the table: whatever was about to be written is not. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Who owns which table. A lease is renewed well before it ends and taken over when it has ended, by the database's
 * clock alone. It only decides who works; that no former owner writes is decided by `fence`.
 */
@Injectable()
export class LeasesService {
  /** This process among its replicas. */
  readonly owner = newId();
  private readonly held = new Map<string, { lease: Lease; renewedAt: number }>();

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly config: LiveConfig,
  ) {}

  /** Takes or renews the lease of a table; undefined while another replica holds it. */
  async hold(tableId: string): Promise<Lease | undefined> {
    const known = this.held.get(tableId);
    const now = performance.now();
    if (known && now - known.renewedAt < this.config.TABLE_LEASE_MS / 3) return known.lease;
    this.held.delete(tableId);
    const [rows] = await this.transactions.read(
      (database) =>
        database.query(
          `UPDATE live_tables
              SET epoch = CASE WHEN owner = $2 THEN epoch ELSE epoch + 1 END,
                  owner = $2, lease_until = clock_timestamp() + $3 * interval '1 ms'
            WHERE table_id = $1 AND (owner = $2 OR lease_until < clock_timestamp())
            RETURNING epoch`,
          [tableId, this.owner, this.config.TABLE_LEASE_MS],
        ) as Promise<[{ epoch: string }[], number]>,
    );
    if (!rows[0]) return undefined;
    const lease = { tableId, owner: this.owner, epoch: Number(rows[0].epoch) };
    this.held.set(tableId, { lease, renewedAt: now });
    return lease;
  }

  /** Looks at the row again before the next step: somebody else was seen to own the table. */
  forget(tableId: string): void {
    this.held.delete(tableId);
  }

  /** Lets the others have a table at once that this replica does not play. */
  async letGo({ tableId }: Lease): Promise<void> {
    this.held.delete(tableId);
    await this.transactions.read((database) =>
      database.query(`UPDATE live_tables SET lease_until = '-infinity' WHERE table_id = $1 AND owner = $2`, [
        tableId,
        this.owner,
      ]),
    );
  }

  /** Lets the others have this replica's tables at once. */
  async release(): Promise<void> {
    await this.transactions.read((database) =>
      database.query(`UPDATE live_tables SET lease_until = '-infinity' WHERE owner = $1`, [this.owner]),
    );
  }
}

/**
 * First statement of every write of an owner: holds the table's row against a takeover until the transaction ends.
 * @throws LeaseLost if the lease was taken over, however late this process notices
 */
export async function fence(manager: EntityManager, { tableId, owner, epoch }: Lease): Promise<void> {
  const rows: unknown[] = await manager.query(
    `SELECT 1 FROM live_tables WHERE table_id = $1 AND owner = $2 AND epoch = $3 FOR SHARE`,
    [tableId, owner, epoch],
  );
  if (rows.length === 0) throw new LeaseLost(`${tableId} has another owner`);
}
