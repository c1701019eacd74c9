import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase } from '@croupier/testing';
import { database as definition } from '../src/data-source.js';

type Row = Record<string, unknown>;

/** What `set_controls` takes; amounts in minor units with their currency. */
export interface Controls {
  revision?: number;
  limits?: object[];
  blocks?: object[];
  windows?: object[];
  /** Whose, if not the present player's. */
  of?: string;
}

export const amount = (pence: number, currency = 'GBP'): object => ({ amount: pence, currency });

/** The wallet's database alone, and a player in it at a time. */
export class LimitsBench {
  player = '';
  private version = 0;

  private constructor(readonly database: TestDatabase) {}

  static async open(): Promise<LimitsBench> {
    return new LimitsBench(await createTestDatabase(definition));
  }

  /** The next player, with an account in pounds. */
  async next(): Promise<void> {
    this.player = newId();
    await this.ask('SELECT open_account($1, $2)', this.player, 'GBP');
  }

  async rows(sql: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.database.admin.query(sql, values)) as Row[];
  }

  /** The first column of the first row. */
  async ask(sql: string, ...values: unknown[]): Promise<unknown> {
    return Object.values((await this.rows(sql, ...values))[0] ?? {})[0];
  }

  set({
    revision = 1,
    limits = [],
    blocks = [],
    windows = [],
    of = this.player,
  }: Controls): Promise<unknown> {
    return this.ask(
      'SELECT set_controls($1, $2, $3, $4, $5)',
      ...[of, revision, JSON.stringify(limits), JSON.stringify(blocks), JSON.stringify(windows)],
    );
  }

  /** A transaction in the journal, as of an instant; what it moves sums to zero. */
  async journal(kind: string, recordedAt: string, moved: Record<string, number | string>): Promise<void> {
    this.version += 1;
    const frame = {
      transaction_id: newId(),
      version: this.version,
      recorded_at: recordedAt,
      kind,
      source: kind,
    };
    const after = { cash_after: 0, bonus_after: 0, in_play_after: 0, withdrawing_after: 0 };
    const row = { player_id: this.player, currency: 'GBP', external_id: newId(), ...moved };
    const columns = Object.entries({ ...frame, ...after, ...row });
    await this.rows(
      `INSERT INTO journal (${columns.map(([name]) => name).join(', ')})
       VALUES (${columns.map((_, place) => `$${place + 1}`).join(', ')})`,
      ...columns.map(([, value]) => value),
    );
  }

  close(): Promise<void> {
    return this.database.drop();
  }
}
