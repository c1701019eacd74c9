import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { MutableDatabase } from './database.js';
import { lineOf, type Mutant, mutated, nameOf } from './mutant.js';
import { Sandbox } from './sandbox.js';
import { sqlMutants } from './sql-mutants.js';
import { tsMutants } from './ts-mutants.js';

const usage = `Usage: npm run mutants -- wallet [--only FILE] [--take N] [--list] [--survivors FILE]

Breaks the ledger in every small way and asks the tests whether they see it. Sources are broken in a copy.
  --only FILE       one file of the ledger, such as post.sql
  --take N          every Nth mutant alone, for a quick look
  --list            only say which mutants there are
  --survivors FILE  write the survivors' names, one a line
  --retry FILE      only those whose names are in this file
Mutants that cannot be told from the code are in tools/mutants/argued.txt, each with its reason.
`;

const root = path.resolve(import.meta.dirname, '../../..');
const ledger = 'apps/wallet/src/ledger';
const files = [
  'post.sql',
  'controls.sql',
  'posting.ts',
  'post-call.ts',
  'group-commit.ts',
  'ledger.service.ts',
];
const evenings = 80;

/** The specs that can see a mutant: first those that start nothing. */
const pure = ['posting.spec.ts', 'post-call.spec.ts', 'group-commit.spec.ts', 'ledger.service.spec.ts'].map(
  (name) => `${ledger}/${name}`,
);
const started = [
  'tools/faults/wallet/model/model.int.spec.ts',
  ...['entries', 'neighbours', 'frozen', 'guards', 'worked', 'properties', 'group-commit', 'batches'].map(
    (name) => `${ledger}/${name}.int.spec.ts`,
  ),
  ...[
    'controls/controls',
    'controls/windows',
    'awards/awards',
    'stakes/stakes',
    'stakes/tricky',
    'rounds/settle-round',
  ].map((name) => `apps/wallet/src/${name}.int.spec.ts`),
];

interface Tally {
  mutants: number;
  killed: number;
  invalid: number;
  argued: number;
  survivors: string[];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Names of mutants that nothing can see, each with why after `-- argued:`. */
function arguedNames(): Set<string> {
  const lines = readFileSync(path.join(root, 'tools/mutants/argued.txt'), 'utf8').split('\n');
  return new Set(
    lines.filter((line) => line.includes(' -- argued: ')).map((line) => line.split(' -- argued: ')[0] ?? ''),
  );
}

async function judgeFile(
  name: string,
  take: number,
  parts: {
    retried: ReadonlySet<string> | undefined;
    database: MutableDatabase;
    sandbox: Sandbox;
    argued: Set<string>;
  },
): Promise<Tally> {
  const { database, sandbox, argued, retried } = parts;
  const file = `${ledger}/${name}`;
  const source = readFileSync(path.join(root, file), 'utf8');
  const all = name.endsWith('.sql') ? sqlMutants(file, source) : tsMutants(file, source);
  const chosen = all.filter((mutant, place) =>
    retried ? retried.has(nameOf(source, mutant)) : place % take === 0,
  );
  const tally: Tally = { mutants: 0, killed: 0, invalid: 0, argued: 0, survivors: [] };
  for (const mutant of chosen) {
    const label = nameOf(source, mutant);
    const verdict = await judge(mutant, source, database, sandbox);
    if (verdict === 'invalid') {
      tally.invalid += 1;
      continue;
    }
    tally.mutants += 1;
    if (verdict === 'killed') tally.killed += 1;
    else if (argued.has(label)) tally.argued += 1;
    else {
      tally.survivors.push(label);
      say(`  survived, line ${lineOf(source, mutant)}: ${label}`);
    }
    if (tally.mutants % 50 === 0)
      say(`  ${name}: ${tally.mutants} of ${chosen.length}, ${tally.killed} killed`);
  }
  return tally;
}

async function judge(
  mutant: Mutant,
  source: string,
  database: MutableDatabase,
  sandbox: Sandbox,
): Promise<'killed' | 'survived' | 'invalid'> {
  const sql = mutant.file.endsWith('.sql');
  if (sql) {
    const verdict = await database.judge(mutant, source);
    if (verdict !== 'survived') return verdict;
  }
  await sandbox.write(mutant.file, mutated(source, mutant));
  try {
    if (!sql && (await sandbox.run(pure.filter((spec) => existsSync(path.join(root, spec))))).failed)
      return 'killed';
    const specs = started.filter(
      (spec) => existsSync(path.join(root, spec)) && !(sql && spec.includes('/model/')),
    );
    return (await sandbox.run(specs)).failed ? 'killed' : 'survived';
  } finally {
    await sandbox.write(mutant.file, source);
  }
}

function inWords(name: string, { mutants, killed, invalid, argued, survivors }: Tally): string {
  const share = mutants === argued ? 100 : (100 * killed) / (mutants - argued);
  return `${name.padEnd(18)} ${mutants} mutants, ${killed} killed (${share.toFixed(1)} % of those that differ), ${argued} argued, ${survivors.length} survived, ${invalid} did not compile`;
}

function sum(tallies: readonly Tally[]): Tally {
  const add = (pick: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    ...{ mutants: add(({ mutants }) => mutants), killed: add(({ killed }) => killed) },
    ...{ invalid: add(({ invalid }) => invalid), argued: add(({ argued }) => argued) },
    survivors: tallies.flatMap(({ survivors }) => survivors),
  };
}

async function mutants(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      take: { type: 'string', default: '1' },
      list: { type: 'boolean', default: false },
      survivors: { type: 'string' },
      retry: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || positionals.join(' ') !== 'wallet') {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const chosen = files.filter((name) => values.only === undefined || values.only === name);
  if (values.list) {
    for (const name of chosen) list(name);
    return 0;
  }
  const retried =
    values.retry === undefined ? undefined : new Set(readFileSync(values.retry, 'utf8').split('\n'));
  const database = await MutableDatabase.open(evenings);
  const sandbox = await Sandbox.open(root, {
    TEST_POSTGRES_URL: database.serverUrl,
    PROPERTY_RUNS: '8',
  });
  try {
    for (const spec of started.filter((one) => existsSync(path.join(root, one)))) await sandbox.bound(spec);
    if (!(await database.isWhole())) throw new Error('wallet and model differ before anything is broken');
    const clean = await sandbox.run(
      [...pure, ...started].filter((spec) => existsSync(path.join(root, spec))),
      600_000,
    );
    if (clean.failed) throw new Error(`the tests fail before anything is broken:\n${clean.output}`);
    const tallies: Tally[] = [];
    for (const name of chosen) {
      say(`${name} …`);
      tallies.push(
        await judgeFile(name, Number(values.take), { database, sandbox, retried, argued: arguedNames() }),
      );
    }
    say('');
    for (const [place, tally] of tallies.entries()) say(inWords(chosen[place] ?? '', tally));
    const total = sum(tallies);
    say(inWords('all', total));
    if (values.survivors !== undefined) await writeFile(values.survivors, `${total.survivors.join('\n')}\n`);
    return total.killed >= 0.9 * (total.mutants - total.argued) ? 0 : 1;
  } finally {
    await sandbox.close();
    await database.close();
  }
}

function list(name: string): void {
  const file = `${ledger}/${name}`;
  const source = readFileSync(path.join(root, file), 'utf8');
  const all = name.endsWith('.sql') ? sqlMutants(file, source) : tsMutants(file, source);
  for (const mutant of all)
    say(`${mutant.rule.padEnd(10)} ${lineOf(source, mutant)} ${nameOf(source, mutant)}`);
}

process.exitCode = await mutants(process.argv.slice(2));
