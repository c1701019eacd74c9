import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource } from 'typeorm';
import { BenchStack } from '../../../bench/stack.js';
import { type Fact } from './facts-checks.js';
import { type Effects, effectsIn, makeEffects, toldBy } from './facts-effects.js';
import { Side, type SideName, type SideWanted } from './facts-side.js';
import { FactWriters, type WritersWanted } from './facts-writers.js';

const quietMs = 1500;

/** Facts of identity, heard by profile: each of the two sides in processes of its own, on servers that can be broken. */
export class FactsStand {
  private readonly sides: Side[] = [];
  private readonly writers: FactWriters[] = [];

  private constructor(
    readonly stack: BenchStack,
    /** The database of who tells, as superuser. */
    readonly teller: DataSource,
    /** The database of who hears, as superuser. */
    readonly hearer: DataSource,
  ) {}

  static async open(): Promise<FactsStand> {
    const stack = await BenchStack.open();
    try {
      await stack.prepare('identity');
      await stack.prepare('profile');
      const [teller, hearer] = await Promise.all([stack.database('identity'), stack.database('profile')]);
      await makeEffects(hearer);
      return new FactsStand(stack, teller, hearer);
    } catch (error) {
      await stack.close();
      throw error;
    }
  }

  async writersOf(wanted: WritersWanted): Promise<FactWriters> {
    const url = this.stack.databaseUrl('identity', 'identity_owner');
    const writers = await FactWriters.open(url, wanted);
    this.writers.push(writers);
    return writers;
  }

  /** Starts a process of a side; `name` is what its connections to the database are called. */
  async start(
    side: SideName,
    { name, ...more }: { name?: string; handlerBudgetMs?: number } = {},
  ): Promise<Side> {
    const app = side === 'relay' ? 'identity' : 'profile';
    const { url, password = '' } = this.stack.broker.options;
    const databaseUrl = new URL(this.stack.databaseUrl(app, app));
    databaseUrl.searchParams.set('application_name', name ?? side);
    // The others are no services, and have the rights of none.
    const isOurs = side === 'relay' || side === 'hear';
    const who = isOurs ? { service: app, user: app } : { service: side, user: 'admin' };
    const wanted: SideWanted = { side, ...who, url, password, databaseUrl: databaseUrl.toString(), ...more };
    const started = await new Side(this.stack, wanted).start();
    this.sides.push(started);
    return started;
  }

  /** All facts that were told and are no poison, in the order of their ids. */
  async told(): Promise<Fact[]> {
    return toldBy(this.teller);
  }

  /** In the order in which they were made. */
  async effects(table: Effects = 'effects'): Promise<Fact[]> {
    return effectsIn(this.hearer, table);
  }

  /** Waits until there are so many effects and no more come; gives up, for the checks to say why, after `boundMs`. */
  async settled(count: number, boundMs: number, table: Effects = 'effects'): Promise<void> {
    const end = performance.now() + boundMs;
    let before = -1;
    for (let quietSince = performance.now(); performance.now() < end; await pause(100)) {
      const [row] = (await this.hearer.query(`SELECT count(*)::integer AS count FROM ${table}`)) as [Counted];
      if (row.count !== before) quietSince = performance.now();
      before = row.count;
      if (row.count >= count && performance.now() > quietSince + quietMs) return;
    }
  }

  async close(): Promise<void> {
    for (const writers of this.writers) await writers.close().catch(() => undefined);
    await Promise.all(this.sides.map((side) => side.stop()));
    await Promise.all([this.teller.destroy(), this.hearer.destroy()]);
    await this.stack.close();
  }
}

interface Counted {
  count: number;
}
