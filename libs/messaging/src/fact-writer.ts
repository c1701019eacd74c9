import { DomainError } from '@croupier/kernel';
import { type EntityManager } from 'typeorm';
import { currentContext, runInContext } from './call-context.js';
import { type FactContext } from './fact-context.js';

/** What runs a transaction. */
interface Transactions {
  run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result>;
}

interface Entry<Row> {
  fact: FactContext;
  row: Row;
  resolve: (isNew: boolean) => void;
  reject: (error: unknown) => void;
}

const budgetMs = 5000;

/**
 * Writes what facts leave behind, many facts in one transaction: to commit costs more than to write. What comes in while
 * one transaction runs goes into the next. Each fact is written once, however often it is delivered; the order of facts
 * is kept. If a transaction fails, its halves are tried by themselves, until the fact that spoils it stands alone.
 */
export class FactWriter<Row> {
  private waiting: Entry<Row>[] = [];
  private writing = false;

  constructor(
    private readonly transactions: Transactions,
    /** Writes all rows with as few statements as it can, in their order. */
    private readonly write: (manager: EntityManager, rows: readonly Row[]) => Promise<unknown>,
    private readonly most = 500,
  ) {}

  /**
   * Resolves when the fact is written: true if it is now, false if it was before.
   * @throws what the writing of this one threw; `service_unavailable` if the database is away
   */
  add(fact: FactContext, row: Row): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ fact, row, resolve, reject });
      if (this.writing) return;
      this.writing = true;
      // Others that are handled in the same turn come along.
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const entries = this.waiting.splice(0, this.most);
      const actor = currentContext()?.actor ?? 'system:facts';
      const trace = entries[0]?.fact.trace ?? '';
      // Of its own: the budget of whoever came first is spent before the last one is written.
      const context = { deadlineAt: performance.now() + budgetMs, actor, trace };
      await runInContext(context, () => this.settle(entries));
    }
    this.writing = false;
  }

  private async settle(entries: readonly Entry<Row>[]): Promise<void> {
    try {
      const fresh = await this.transactions.run((manager) => this.once(manager, entries));
      for (const entry of entries) entry.resolve(fresh.has(entry));
    } catch (error) {
      const isOutage = error instanceof DomainError && error.kind === 'unavailable';
      if (entries.length === 1 || isOutage) {
        for (const entry of entries) entry.reject(error);
        return;
      }
      const half = Math.ceil(entries.length / 2);
      await this.settle(entries.slice(0, half));
      await this.settle(entries.slice(half));
    }
  }

  /** @returns those that were not written before */
  private async once(
    manager: EntityManager,
    entries: readonly Entry<Row>[],
  ): Promise<ReadonlySet<Entry<Row>>> {
    const byId = new Map<string, Entry<Row>>();
    for (const entry of entries) if (!byId.has(entry.fact.id)) byId.set(entry.fact.id, entry);
    const rows = (await manager.query(
      `INSERT INTO inbox (event_id, subject) SELECT * FROM unnest($1::uuid[], $2::text[])
       ON CONFLICT (event_id) DO NOTHING RETURNING event_id`,
      [[...byId.keys()], [...byId.values()].map(({ fact }) => fact.subject)],
    )) as { event_id: string }[];
    const isNew = new Set(rows.map(({ event_id: id }) => id));
    const fresh = [...byId].filter(([id]) => isNew.has(id.toLowerCase())).map(([, entry]) => entry);
    if (fresh.length > 0)
      await this.write(
        manager,
        fresh.map(({ row }) => row),
      );
    return new Set(fresh);
  }
}
