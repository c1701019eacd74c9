import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provisionDatabase, type RunningPostgres, startPostgres, withDatabase } from '@croupier/embedded';
import { migrate } from '@croupier/persistence';
import { DataSource } from 'typeorm';
import { database as definition } from '../../apps/wallet/src/data-source.js';
import { type Evening } from '../../chaos/faults/wallet/model/commands.js';
import { type Mutant, mutated } from './mutant.js';
import { firstDifference, sameEvenings } from './play.js';
import { functionOf } from './sql-mutants.js';
import { type Verdict } from './verdict.js';

const password = 'mutants';
/** So long that only a statement without an end is cut off, however busy the machine is. */
const statementMs = 10_000;

/** A wallet's database whose functions can be broken and mended, and the model to see it. */
export class MutableDatabase {
  private evenings: Evening[];

  private constructor(
    private readonly directory: string,
    private readonly postgres: RunningPostgres,
    private readonly owner: DataSource,
    private readonly service: DataSource,
    readonly serviceUrl: string,
    evenings: number,
  ) {
    // Those that a shorter run has not: they come first.
    this.evenings = sameEvenings(evenings).reverse();
  }

  static async open(evenings: number): Promise<MutableDatabase> {
    const directory = await mkdtemp(path.join(tmpdir(), 'croupier-mutants-pg-'));
    await chmod(directory, 0o755);
    const postgres = await startPostgres({ directory: path.join(directory, 'pg'), durable: false });
    const names = { name: 'wallet', ownerRole: 'wallet_owner', role: 'wallet' };
    await provisionDatabase(postgres.superuserUrl, { ...names, ownerPassword: password, password });
    const urlOf = (user: string): string => {
      const url = new URL(withDatabase(postgres.superuserUrl, 'wallet'));
      Object.assign(url, { username: user, password });
      return url.href;
    };
    await migrate(definition, urlOf('wallet_owner'));
    const source = (user: string, extra: object): Promise<DataSource> =>
      new DataSource({ type: 'postgres', url: urlOf(user), poolSize: 4, extra }).initialize();
    const service = await source('wallet', { statement_timeout: statementMs });
    const owner = await source('wallet_owner', {});
    return new MutableDatabase(directory, postgres, owner, service, urlOf('wallet'), evenings);
  }

  get serverUrl(): string {
    return this.postgres.superuserUrl;
  }

  /** Whether the model sees a mutant of a function; `invalid` if PostgreSQL does not even take it. */
  async judge(mutant: Mutant, source: string): Promise<Verdict> {
    const text = mutated(source, mutant);
    try {
      await this.owner.query(functionOf(text, mutant.from));
    } catch (error) {
      return { verdict: 'invalid', by: String(error) };
    }
    try {
      const by = await this.difference();
      return by === undefined ? { verdict: 'unseen', by: '' } : { verdict: 'killed', by: `model: ${by}` };
    } finally {
      await this.owner.query(functionOf(source, mutant.from));
    }
  }

  /** Where wallet and model differ, if they do. The evening that saw the last mistake is the first to be played. */
  async difference(): Promise<string | undefined> {
    const found = await firstDifference(this.service, this.evenings);
    if (found) this.evenings = [found.evening, ...this.evenings.filter((one) => one !== found.evening)];
    return found?.what;
  }

  async close(): Promise<void> {
    await this.owner.destroy();
    await this.service.destroy();
    await this.postgres.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
