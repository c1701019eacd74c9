import { type DataSource } from 'typeorm';
import { type BenchStack } from '../stack.js';
import { type Part, postWithout } from '../wallet/cost.js';

/** The ledger of a wallet that runs, with some parts of it taken out for a while. */
export class Ledger {
  private constructor(private readonly database: DataSource) {}

  static async open(stack: BenchStack): Promise<Ledger> {
    return new Ledger(await stack.database('wallet'));
  }

  /** From the next commit on it is without these parts, and whole with none of them. */
  async without(parts: readonly Part[]): Promise<void> {
    await this.database.query(await postWithout(parts));
  }

  async close(): Promise<void> {
    await this.database.destroy();
  }
}
