import { newId } from '@croupier/kernel';
import { createTestDatabase, type TestDatabase } from '@croupier/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { database as definition } from '../src/data-source.js';
import { accountOrder, postArguments, postCall, type PostCommand } from '../src/ledger/post-call.js';
import { ModelAccount, type ModelLimits } from './model.js';
import { type Answer } from './model-state.js';
import { commandOf, limits, type Step, windows } from './steps.js';

/** `limits` and `windows` of the steps as the model takes them. */
const modelLimits: ModelLimits = {
  stake: { day: 300, month: 1100 },
  loss: { week: 400 },
  rollingStake: 450,
  sessionLoss: 350,
};

interface Row {
  place: number;
  verdict: string;
  cash: string | null;
  bonus: string | null;
  version: string | null;
  stake: string | null;
  stake_from_bonus: string | null;
  payout_to_bonus: string | null;
  bonus_change: string | null;
}

const tables = [
  'accounts',
  'journal',
  'known_commands',
  'round_stakes',
  'awards',
  'outbox',
  'deposit_reservations',
];

interface Queried {
  query: (sql: string, values?: unknown[]) => Promise<unknown>;
}

/** The ledger's own database, by its role, without the service around it. */
export class LedgerBench {
  private constructor(
    readonly database: TestDatabase,
    readonly service: DataSource,
  ) {}

  static async open(poolSize = 4): Promise<LedgerBench> {
    const database = await createTestDatabase(definition);
    // The wallet never looks there by player; we do, after each of thousands of sequences.
    await database.admin.query(
      'CREATE INDEX ON outbox (player_id); CREATE INDEX ON known_commands (player_id)',
    );
    const service = new DataSource({ type: 'postgres', url: database.url, poolSize });
    await service.initialize();
    return new LedgerBench(database, service);
  }

  async close(): Promise<void> {
    await this.service.destroy();
    await this.database.drop();
  }

  /** An account and its model, both with the same limits. */
  async player(limited: boolean, bonusFirst = false): Promise<{ playerId: string; model: ModelAccount }> {
    const playerId = newId();
    await this.service.query('SELECT open_account($1, $2, $3)', [playerId, 'GBP', bonusFirst]);
    if (limited) {
      const controls = [JSON.stringify(limits), JSON.stringify(windows)];
      await this.service.query(`SELECT set_controls($1, 1, $2, '[]', $3)`, [playerId, ...controls]);
    }
    return { playerId, model: new ModelAccount(limited ? modelLimits : {}, bonusFirst) };
  }

  /** A game is launched: rounds begin in its session. */
  async launch(playerId: string, gameSessionId: string): Promise<void> {
    await this.service.query(`SELECT claim_play($1, 'GBP', $2, now())`, [playerId, gameSessionId]);
  }

  /** Carries commands out in one call. @returns their answers, in their own order */
  async post(commands: readonly PostCommand[], by: Queried = this.service): Promise<Answer[]> {
    if (commands.length === 0) return [];
    const order = accountOrder(commands);
    const ordered = order.flatMap((index) => commands[index] ?? []);
    const rows = (await by.query(postCall, postArguments(ordered))) as Row[];
    const answers: Answer[] = [];
    for (const row of rows) answers[order[row.place - 1] ?? NaN] = answerOf(row);
    return answers;
  }

  /** A connection that may be killed. */
  async connection(): Promise<Queried & { pid: number }> {
    const client = new Client({ connectionString: this.database.url });
    // Its death is heard by whoever waits for an answer.
    client.on('error', () => undefined);
    await client.connect();
    const query = async (sql: string, values?: unknown[]): Promise<unknown[]> =>
      (await client.query<object>(sql, values)).rows;
    const [row] = (await query('SELECT pg_backend_pid() AS pid')) as { pid: number }[];
    return { query, pid: row?.pid ?? NaN };
  }

  /** Carries steps out for one player, one call each. */
  async oneByOne(playerId: string, steps: readonly Step[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const step of steps) answers.push(...(await this.post([commandOf(step, playerId)])));
    return answers;
  }

  /** All that is stored of a player, as it is. */
  stored(playerId: string): Promise<unknown[]> {
    const of = (table: string): string =>
      `SELECT '${table}' AS name, to_jsonb(t) AS row FROM ${table} t WHERE player_id = $1`;
    return this.rows(
      `SELECT * FROM (${tables.map(of).join(' UNION ALL ')}) AS all_of_it ORDER BY name, row::text`,
      playerId,
    );
  }

  async rows<Found extends object>(sql: string, ...values: unknown[]): Promise<Found[]> {
    return (await this.database.admin.query(sql, values)) as Found[];
  }
}

function answerOf(row: Row): Answer {
  return {
    verdict: row.verdict,
    cash: Number(row.cash ?? 0),
    bonus: Number(row.bonus ?? 0),
    version: Number(row.version ?? 0),
    stake: Number(row.stake ?? 0),
    stakeFromBonus: Number(row.stake_from_bonus ?? 0),
    payoutToBonus: Number(row.payout_to_bonus ?? 0),
    bonusChange: Number(row.bonus_change ?? 0),
  };
}
