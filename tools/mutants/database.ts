import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provisionDatabase, type RunningPostgres, startPostgres, withDatabase } from '@croupier/embedded';
import { migrate } from '@croupier/persistence';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { database as definition } from '../../apps/wallet/src/data-source.js';
import { anyEvening, type Evening } from '../faults/wallet/model/commands.js';
import { ModelRun } from '../faults/wallet/model/run.js';
import { type Mutant, mutated } from './mutant.js';
import { functionOf } from './sql-mutants.js';

const password = 'mutants';
const seed = 20261127;

/** A wallet's database whose functions can be broken and mended, and the model to see it. */
export class MutableDatabase {
  private readonly evenings: Evening[];

  private constructor(
    private readonly directory: string,
    private readonly postgres: RunningPostgres,
    private readonly owner: DataSource,
    private readonly service: DataSource,
    evenings: number,
  ) {
    this.evenings = fc.sample(anyEvening(40), { seed, numRuns: evenings });
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
      new DataSource({ type: 'postgres', url: urlOf(user), poolSize: 2, extra }).initialize();
    const service = await source('wallet', { statement_timeout: 2000 });
    return new MutableDatabase(directory, postgres, await source('wallet_owner', {}), service, evenings);
  }

  get serverUrl(): string {
    return this.postgres.superuserUrl;
  }

  /** Whether the model sees a mutant of a function; `invalid` if PostgreSQL does not even take it. */
  async judge(mutant: Mutant, source: string): Promise<'killed' | 'survived' | 'invalid'> {
    const text = mutated(source, mutant);
    try {
      await this.owner.query(functionOf(text, mutant.from));
    } catch {
      return 'invalid';
    }
    try {
      return (await this.isWhole()) ? 'survived' : 'killed';
    } finally {
      await this.owner.query(functionOf(source, mutant.from));
    }
  }

  /** Whether wallet and model agree on every evening. */
  async isWhole(): Promise<boolean> {
    const run = new ModelRun(this.service);
    for (const evening of this.evenings) {
      const difference = await run.play(evening).catch((error: unknown) => ({ what: 'an error', error }));
      if (difference) return false;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.owner.destroy();
    await this.service.destroy();
    await this.postgres.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
