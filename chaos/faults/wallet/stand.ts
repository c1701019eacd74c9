import { newId } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { checkLedger, type CommandJournal } from '@croupier/testing';
import { type DataSource } from 'typeorm';
import { BenchStack, type StartedApp } from '../../../bench/stack.js';
import { type Caller } from './caller.js';
import { deposit } from './commands.js';

/** The wallet as its own processes, on servers that can be broken. */
export class Stand {
  readonly wallets: StartedApp[] = [];

  private constructor(
    readonly stack: BenchStack,
    /** The wallet's database, as superuser. */
    readonly admin: DataSource,
    private readonly environment: Record<string, string>,
  ) {}

  /**
   * `settings` are PostgreSQL's. `through` gives the wallets another way to their database than the straight one.
   */
  static async open(
    options: {
      wallets?: number;
      settings?: Parameters<typeof BenchStack.open>[0];
      environment?: Record<string, string>;
      through?: (url: string) => Promise<string>;
    } = {},
  ): Promise<Stand> {
    const stack = await BenchStack.open(options.settings);
    try {
      await stack.prepare('wallet');
      const url = stack.databaseUrl('wallet', 'wallet');
      const way = (await options.through?.(url)) ?? url;
      const environment = { LOG_LEVEL: 'info', DATABASE_URL: way, ...options.environment };
      const stand = new Stand(stack, await stack.database('wallet'), environment);
      for (let place = 0; place < (options.wallets ?? 1); place += 1) await stand.startWallet();
      return stand;
    } catch (error) {
      await stack.close();
      throw error;
    }
  }

  get bus(): Bus {
    return this.stack.bus;
  }

  /** One more wallet, or a new one in the place of one that was killed. */
  async startWallet(
    place = this.wallets.length,
    environment: Record<string, string> = {},
  ): Promise<StartedApp> {
    const wallet = await this.stack.start('wallet', { ...this.environment, ...environment });
    this.wallets[place] = wallet;
    return wallet;
  }

  async killWallet(place: number): Promise<void> {
    await this.wallets[place]?.kill();
  }

  /** Players with an account and so much cash. */
  async players(caller: Caller, count: number, cash: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    await this.admin.query(`SELECT open_account(p, 'GBP') FROM unnest($1::uuid[]) AS p`, [ids]);
    for (const playerId of ids) await caller.insist(deposit(playerId, cash));
    return ids;
  }

  /** C1 to C7, in words. */
  faultsOf(caller: Caller): Promise<string[]> {
    return this.faultsOfBooks(caller.journal);
  }

  /** The same against books that somebody else kept. */
  async faultsOfBooks(books: CommandJournal): Promise<string[]> {
    const found = await checkLedger(this.admin, books);
    return found.map(({ check, fact }) => `${check}: ${fact}`);
  }

  async close(): Promise<void> {
    await this.admin.destroy().catch(() => undefined);
    await this.stack.close();
  }
}

export const ledgerChecks =
  'C1 to C7: sums, each transaction, balances, history, and one transaction for each answer';
