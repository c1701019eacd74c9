import { commonError, tableChanged, type TableDefinition } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { ConfigError, LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { TableCatalogue } from './table-catalogue.service.js';
import { type LastChange, type Offer, returnOf, type Table, tableOf } from './table.js';

/** However a fact got lost. No round is begun by what is old meanwhile: whoever begins one looks at the rows. */
const everyMs = 2000;

interface LiveRow {
  table_id: string;
  is_online: boolean;
  since: Date;
  version: string;
  definition_hash: string;
  released_at: Date | null;
  what_changes: string;
  previous_version: string | null;
}

const liveSql = `
  SELECT live.table_id, is_online, since, live.version, live.definition_hash, live.released_at, live.what_changes,
         base.version AS previous_version
    FROM offered_tables JOIN table_versions live USING (table_id)
    LEFT JOIN table_versions base ON base.definition_hash = live.base_hash
   WHERE live.state = 'live'`;

/**
 * Has the catalogue of this process offer what the database says is live, and finds what a round was begun by. At start every
 * file is held against it: a table that is new begins with its file, a version that is not known yet lies dormant until it was
 * proposed, approved and released, and one whose file is not what was approved under its version keeps the app from starting.
 */
@Injectable()
export class LiveTables implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  /** By hash: those that were looked up here. */
  private readonly played = new Map<string, Table>();

  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly transactions: TransactionRunner,
    private readonly broker: Broker,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.register();
    await this.look();
    this.broker.connection.subscribe(tableChanged.subject, {
      callback: (error) => void (error || this.refresh()),
    });
    this.broker.onReconnect(() => void this.refresh());
    this.timer = setInterval(() => void this.refresh(), everyMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Looks again, at the latest when the look that is under way is over; a look in vain is made good by the next. */
  async refresh(): Promise<void> {
    this.again = true;
    this.looking ??= (async () => {
      while (this.again) {
        this.again = false;
        await this.look().catch((error: unknown) =>
          this.log.warn({ error: String(error) }, 'no look at the live versions of tables'),
        );
      }
      this.looking = undefined;
    })();
    await this.looking;
  }

  /** What a round was begun by, live or not; undefined of one that is not kept, from before versions were. */
  async playedBy(tableId: string, hash: string): Promise<Table | undefined> {
    for (const known of [this.catalogue.find(tableId)?.table, this.catalogue.shipped.get(tableId)])
      if (known?.hash === hash) return known;
    const before = this.played.get(hash);
    if (before) return before;
    const row = await this.rowOf(hash);
    if (!row) return undefined;
    const table = tableOf(row.definition);
    invariant(table.hash === hash, `the definition kept as ${hash} is the one that was played`);
    this.played.set(hash, table);
    return table;
  }

  /** @throws DomainError `not_found` for one that no table was ever offered by */
  async definition(hash: string): Promise<TableDefinition> {
    const row = await this.rowOf(hash);
    if (!row) throw commonError('not_found', { field: 'definitionHash' });
    return { tableId: row.table_id, definition: row.definition };
  }

  private async rowOf(hash: string) {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(`SELECT table_id, definition FROM table_versions WHERE definition_hash = $1`, [
          hash,
        ]) as Promise<{ table_id: string; definition: Record<string, unknown> }[]>,
    );
    return row;
  }

  /** @throws ConfigError that names every file which is not what was approved under its version */
  private async register(): Promise<void> {
    const faults: string[] = [];
    for (const [tableId, shipped] of this.catalogue.shipped) {
      const known = await this.begin(tableId, shipped);
      const { version } = shipped.definition;
      const same = known.find((row) => row.version === version);
      if (!same)
        this.log.info({ tableId, version }, 'a new version lies dormant until it is approved and released');
      else if (same.definition_hash !== shipped.hash)
        faults.push(`${tableId}.json: is not ${version} as it was approved; give it a higher version`);
    }
    if (faults.length > 0)
      throw new ConfigError(`live cannot start with these definitions:\n${faults.join('\n')}`);
  }

  /** Every version of a table; its file is the first one where there was none. */
  private begin(tableId: string, table: Table): Promise<{ version: string; definition_hash: string }[]> {
    return this.transactions.run(async (manager) => {
      await manager.query(`INSERT INTO offered_tables (table_id) VALUES ($1) ON CONFLICT DO NOTHING`, [
        tableId,
      ]);
      // Whoever holds the row, another process that starts among them, is waited for.
      await manager.query(`SELECT 1 FROM offered_tables WHERE table_id = $1 FOR UPDATE`, [tableId]);
      const versions = () =>
        manager.query(`SELECT version, definition_hash FROM table_versions WHERE table_id = $1`, [
          tableId,
        ]) as Promise<{ version: string; definition_hash: string }[]>;
      const known = await versions();
      if (known.length > 0) return known;
      await manager.query(
        `INSERT INTO table_versions (table_id, version, definition_hash, definition, return_to_player, what_changes, state)
         VALUES ($1, $2, $3, $4, $5, '', 'live')`,
        [
          ...[tableId, table.definition.version, table.hash],
          ...[JSON.stringify(table.definition), returnOf(table)],
        ],
      );
      return versions();
    });
  }

  private async look(): Promise<void> {
    const rows = await this.transactions.read((database) => database.query<LiveRow[]>(liveSql));
    for (const row of rows) {
      if (!this.catalogue.shipped.has(row.table_id)) continue;
      this.catalogue.put(row.table_id, await this.offerOf(row));
    }
  }

  private async offerOf(row: LiveRow): Promise<Offer> {
    const closed = row.is_online ? {} : { offlineSince: row.since };
    try {
      const table = await this.playedBy(row.table_id, row.definition_hash);
      invariant(table, `the definition ${row.definition_hash} is kept`);
      const change = changeOf(row);
      return { table, ...closed, ...(change ? { change } : {}) };
    } catch (error) {
      // What this process cannot play it does not play by another version either.
      this.log.error(
        { tableId: row.table_id, version: row.version, err: error },
        'a live version is not played',
      );
      return { ...this.catalogue.offer(row.table_id), offlineSince: row.since };
    }
  }
}

function changeOf(row: LiveRow): LastChange | undefined {
  const { previous_version: previousVersion, released_at: since, what_changes: whatChanges } = row;
  return previousVersion === null || since === null ? undefined : { previousVersion, since, whatChanges };
}
