import { clockMoved } from '@croupier/contracts';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { service } from '../src/service.js';
import { TestWallet } from './wallet.js';

/** Safer-gambling with a wallet that remembers what it was told. */
export class Bench {
  private constructor(
    readonly stack: TestStack,
    readonly wallet: TestWallet,
    readonly running: ServiceUnderTest,
  ) {}

  static readonly settings = { SANDBOX: 'true' };

  static async open(): Promise<Bench> {
    const stack = await TestStack.open();
    const wallet = await TestWallet.open(stack);
    return new Bench(stack, wallet, await stack.start(service, Bench.settings));
  }

  /** Moves a player's clock forward, in total. */
  async moveClock(playerId: string, shiftMs: number): Promise<void> {
    const { connection } = this.stack.broker;
    await connection.request(clockMoved.subject, JSON.stringify({ playerId, shiftMs }), { timeout: 2000 });
  }

  /** What was told of a player, in order. */
  async told(fact: { subject: string }, playerId: string): Promise<Record<string, unknown>[]> {
    const rows = await this.sql(
      `SELECT payload FROM outbox WHERE subject = $1 AND payload->>'playerId' = $2 ORDER BY id`,
      fact.subject,
      playerId,
    );
    return rows.map(({ payload }) => payload as Record<string, unknown>);
  }

  /** Rows of the service's database, as superuser. */
  sql(text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.running.database.admin.query(text, values);
  }

  close(): Promise<void> {
    return this.stack.close();
  }
}
