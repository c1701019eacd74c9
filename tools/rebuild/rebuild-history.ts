import { inboxPrefix } from '@croupier/contracts';
import { Broker, bySource, FactContext, FactReplay, type HeldFact } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { FactScript } from './fact-script.js';
import { type History } from './histories.js';
import { RebuildFault, type RebuildReport } from './rebuild.js';

/** Where a service's database and its broker are, and who it is there. */
export interface HistoryEnvironment {
  service: string;
  /** As the owner of the database: the service's own role may change no history. */
  OWNER_DATABASE_URL: string;
  NATS_URL: string;
  NATS_USER: string;
  NATS_PASSWORD: string;
}

const silent = { info: () => undefined, warn: () => undefined };

/** Writes on one connection: that of the tables which stand in for the service's own. */
class OneConnection extends TransactionRunner {
  constructor(
    database: DataSource,
    private readonly runner: QueryRunner,
  ) {
    super(database);
  }

  override run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.runner.manager.transaction(work);
  }
}

/**
 * Makes a history again from the streams, by the service's own consumer, in tables of this connection alone; then, while
 * no fact is being written, hears what came meanwhile and sets right what differs, all in one transaction. A fact that the
 * service had not heard yet counts as heard afterwards.
 * @throws RebuildFault if the streams no longer have all that the service heard; nothing is changed then
 */
export async function rebuildHistory(
  history: History,
  environment: HistoryEnvironment,
): Promise<RebuildReport> {
  const startedAt = performance.now();
  const database = await new DataSource({
    type: 'postgres',
    url: environment.OWNER_DATABASE_URL,
    applicationName: 'rebuild',
    // What is not named in full is in the tables that stand in, or an error: also after the connection was lost.
    extra: { options: '-c search_path=pg_temp' },
  }).initialize();
  const broker = await open(environment);
  const runner = database.createQueryRunner();
  const script = new FactScript(history.consumer, new OneConnection(database, runner));
  const replays: FactReplay[] = [];
  try {
    await script.open();
    await standIn(runner, history);
    for (const [source, subjects] of bySource(script.subjects))
      replays.push(await FactReplay.open(broker, source, subjects));
    const told = new Told(runner, script);
    const hear = async (): Promise<void> => {
      for (const replay of replays) await replay.catchUp((facts) => told.write(facts));
    };
    await hear();
    await runner.startTransaction();
    await runner.query('LOCK TABLE public.inbox IN SHARE ROW EXCLUSIVE MODE');
    await hear();
    const report = await exchange(runner, history, script.subjects);
    await runner.commitTransaction();
    return { ...report, durationMs: Math.round(performance.now() - startedAt) };
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    for (const replay of replays) await replay.close();
    await script.close();
    await broker.close();
    await runner.release();
    await database.destroy();
  }
}

function open(environment: HistoryEnvironment): Promise<Broker> {
  return Broker.open(
    {
      url: environment.NATS_URL,
      service: environment.service,
      user: environment.NATS_USER,
      password: environment.NATS_PASSWORD,
      inboxPrefix: inboxPrefix(environment.service),
    },
    silent,
  );
}

async function standIn(runner: QueryRunner, { tables, besides }: History): Promise<void> {
  for (const name of ['inbox', ...Object.keys(tables), ...besides])
    await runner.query(`CREATE TEMP TABLE ${name} (LIKE public.${name} INCLUDING ALL)`);
}

/** Writes facts as the service would. */
class Told {
  constructor(
    private readonly runner: QueryRunner,
    private readonly script: FactScript,
  ) {}

  /** What cannot be written is left out if the service gave it up as well: it is among its dead letters then. */
  async write(facts: readonly HeldFact[]): Promise<void> {
    const ends = await Promise.allSettled(facts.map((fact) => this.one(fact)));
    for (const [place, end] of ends.entries()) {
      const fact = facts[place];
      if (end.status === 'rejected' && fact && (await this.isHeard(fact)))
        throw new Error(`the fact ${fact.id} cannot be written again`, { cause: end.reason });
    }
  }

  private async one({ id, message, payload, fault }: HeldFact): Promise<void> {
    if (fault) throw fault;
    await this.script.play(
      payload,
      new FactContext({ id, subject: message.subject, delivery: 1, trace: '' }),
    );
  }

  private async isHeard({ id }: HeldFact): Promise<boolean> {
    const sql = 'SELECT FROM public.inbox WHERE event_id::text = $1';
    return ((await this.runner.query(sql, [id])) as unknown[]).length > 0;
  }
}

/** Sets right what differs. @returns what did; what the service had not heard yet is no difference */
async function exchange(
  runner: QueryRunner,
  { tables }: History,
  subjects: readonly string[],
): Promise<Omit<RebuildReport, 'durationMs'>> {
  const count = async (sql: string, ...values: unknown[]): Promise<number> => {
    const [{ n }] = (await runner.query(sql, values)) as [{ n: number }];
    return n;
  };
  const gone = await count(
    `SELECT count(*)::int AS n FROM public.inbox heard WHERE subject = ANY ($1)
        AND NOT EXISTS (SELECT FROM inbox WHERE inbox.event_id = heard.event_id)`,
    subjects,
  );
  if (gone > 0)
    throw new RebuildFault(
      `the streams no longer have ${gone} of the facts that the history was made of; nothing was changed`,
      'restore the broker from a backup that has them, or keep the history as it is',
    );
  const heard = await count(
    `WITH added AS (INSERT INTO public.inbox (event_id, subject) SELECT event_id, subject FROM inbox
       ON CONFLICT (event_id) DO NOTHING RETURNING 1) SELECT count(*)::int AS n FROM added`,
  );
  const mended: { name: string; rows: number; wrong: number; added: number }[] = [];
  for (const [table, key] of Object.entries(tables)) {
    const live = `public.${table}`;
    const wrong = await count(
      `WITH wrong AS (SELECT * FROM ${live} EXCEPT SELECT * FROM ${table}),
            gone AS (DELETE FROM ${live} USING wrong
                      WHERE ${key.map((name) => `${table}.${name} = wrong.${name}`).join(' AND ')} RETURNING 1)
       SELECT count(*)::int AS n FROM gone`,
    );
    const added = await count(
      `WITH added AS (INSERT INTO ${live} SELECT * FROM ${table} EXCEPT SELECT * FROM ${live} RETURNING 1)
       SELECT count(*)::int AS n FROM added`,
    );
    mended.push({ name: table, rows: await count(`SELECT count(*)::int AS n FROM ${live}`), wrong, added });
  }
  const events = await count('SELECT count(*)::int AS n FROM inbox');
  // A fact is a row of one of them: more rows than facts that were new are rows that had been missing.
  const none = mended.reduce((sum, { added }) => sum + added, 0) === heard;
  return {
    events,
    projections: mended.map(({ name, rows, wrong }) => ({ name, rows, same: wrong === 0 && none })),
  };
}
