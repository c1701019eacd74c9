import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { askForRedrive, type Redrive, redrives } from '@croupier/messaging';
import { environmentOf } from '@croupier/runtime';
import { DataSource } from 'typeorm';
import { explain } from '../launch/fault.js';

const usage = `Usage: npm run redrive -- APP [--id ID | --all] [--json]

Lists the facts that a service gave up, with the cause, and has it work on them again. It must run; what was carried out
after all is not so twice.
  --id ID  the fact of this id
  --all    all of them
  --json   the list as JSON
  --help   this text
`;
const patienceMs = 60_000;

/** Something a person can mend. */
class RedriveFault extends Error {
  override readonly name = 'RedriveFault';

  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

try {
  process.exitCode = await redrive(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

async function redrive(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      id: { type: 'string' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [app] = positionals;
  if (values.help || app === undefined || positionals.length > 1 || (values.all && values.id !== undefined)) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  const database = await open(app);
  try {
    const wanted = values.all || values.id !== undefined;
    const asked = wanted ? await askForRedrive(database, values.id) : [];
    if (values.id !== undefined && asked.length === 0)
      throw new RedriveFault(`${app} has no dead letter ${values.id}`, `npm run redrive -- ${app}`);
    const letters = await settled(database, asked);
    process.stdout.write(values.json ? `${JSON.stringify(letters)}\n` : inWords(letters));
    return letters.some(({ id, state }) => asked.includes(id) && state !== 'done') ? 1 : 0;
  } finally {
    await database.destroy();
  }
}

async function open(app: string): Promise<DataSource> {
  const url = environmentOf(app)['DATABASE_URL'];
  if (!url)
    throw new RedriveFault(
      `the database of ${app} is not known here`,
      'start the platform (npm start), or set DATABASE_URL to that of the service',
    );
  return new DataSource({ type: 'postgres', url, applicationName: 'redrive', poolSize: 1 }).initialize();
}

/** The dead letters once none of those that were asked for waits, or patience is at its end. */
async function settled(database: DataSource, asked: readonly string[]): Promise<Redrive[]> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const letters = await redrives(database);
    const waits = letters.some(({ id, state }) => asked.includes(id) && state === 'waiting');
    if (!waits || performance.now() > end) return letters;
    await pause(500);
  }
}

function inWords(letters: readonly Redrive[]): string {
  if (letters.length === 0) return 'no dead letters\n';
  return letters
    .map(({ id, subject, state, cause, failedAt }) => {
      const [first = ''] = cause.split('\n');
      return `${state.padEnd(7)}  ${failedAt.toISOString()}  ${id}  ${subject}\n         ${first}\n`;
    })
    .join('');
}
