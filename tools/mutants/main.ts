import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { arguedNames } from './argued.js';
import { MutableDatabase } from './database.js';
import { judge } from './judge.js';
import { byName, lineOf, type Mutant } from './mutant.js';
import { Sandbox } from './sandbox.js';
import { sqlMutants } from './sql-mutants.js';
import { type Target, targets } from './targets.js';
import { tsMutants } from './ts-mutants.js';
import { Verdicts } from './verdict.js';

const usage = `Usage: npm run mutants -- wallet [--only FILE] [--take N] [--list] [--quick]
         [--evenings N] [--resume FILE]

Breaks the ledger in every small way and asks the tests whether they see it. Sources are broken in a copy.
  --only FILE       one file of the ledger, such as post.sql
  --take N          every Nth mutant alone, for a quick look
  --list            only say which mutants there are
  --quick           ask the model and the specs that start nothing; what they do not see is left for a run without it
  --evenings N      how many the model plays (80); what it did not see is played again
  --resume FILE     keep verdicts in this file, and judge no mutant twice; of one state of the code
  --survivors FILE  write the survivors' names, one a line
  --retry FILE      only those whose names are in this file
Mutants that cannot be told from the code are in tools/mutants/argued.txt, each with its reason: the model alone is
asked about them.
`;

const root = path.resolve(import.meta.dirname, '../../..');
/** How a mutant is told that was cut off: it has no end, or the machine was too slow for it. */
const late = /no end in |statement timeout|more work than it accepts/;

interface Tally {
  name: string;
  mutants: number;
  killed: number;
  late: number;
  invalid: number;
  argued: number;
  survivors: string[];
}

interface Run {
  take: number;
  isQuick: boolean;
  /** What the model did not see before is played again. */
  isAgain: boolean;
  retried: ReadonlySet<string> | undefined;
  verdicts: Verdicts;
  argued: ReadonlySet<string>;
  database: MutableDatabase;
  sandbox: Sandbox;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function mutantsOf({ name, file }: Target): { source: string; all: Map<string, Mutant> } {
  const source = readFileSync(path.join(root, file), 'utf8');
  const all = name.endsWith('.sql') ? sqlMutants(file, source) : tsMutants(file, source);
  return { source, all: byName(source, all) };
}

async function judgeTarget(target: Target, run: Run): Promise<Tally> {
  const { take, isQuick, isAgain, retried, verdicts, argued } = run;
  const { source, all } = mutantsOf(target);
  const chosen = [...all].filter(([name], place) => (retried ? retried.has(name) : place % take === 0));
  const tally = { name: target.name, mutants: 0, killed: 0, late: 0, invalid: 0, argued: 0 };
  const survivors: string[] = [];
  await run.sandbox.measure(target.pure);
  for (const [name, mutant] of chosen) {
    const known = verdicts.of(name);
    const before = isAgain && known?.verdict === 'unseen' && !argued.has(name) ? undefined : known;
    const isDone = before !== undefined && (before.verdict !== 'unseen' || isQuick || argued.has(name));
    const verdict = isDone
      ? before
      : await judge(target, mutant, source, { ...run, before, isQuick: isQuick || argued.has(name) });
    if (!isDone) verdicts.keep(name, verdict);
    if (verdict.verdict === 'invalid') {
      tally.invalid += 1;
      continue;
    }
    tally.mutants += 1;
    if (verdict.verdict === 'killed') tally.killed += 1;
    else if (argued.has(name)) tally.argued += 1;
    else {
      survivors.push(name);
      say(`  ${verdict.verdict}, line ${lineOf(source, mutant)}: ${name}`);
    }
    if (verdict.verdict === 'killed' && late.test(verdict.by)) tally.late += 1;
    if (tally.mutants % 50 === 0)
      say(`  ${target.name}: ${tally.mutants} of ${chosen.length}, ${tally.killed} killed`);
  }
  return { ...tally, survivors };
}

function inWords({ name, mutants, killed, late, invalid, argued, survivors }: Tally): string {
  const share = mutants === argued ? 100 : (100 * killed) / (mutants - argued);
  const how = `${killed} killed (${share.toFixed(1)} % of those that differ; ${late} had no end)`;
  return `${name.padEnd(18)} ${mutants} mutants, ${how}, ${argued} argued, ${survivors.length} survived, ${invalid} did not compile`;
}

function sum(tallies: readonly Tally[]): Tally {
  const add = (pick: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    ...{ name: 'all', mutants: add(({ mutants }) => mutants), killed: add(({ killed }) => killed) },
    ...{ late: add(({ late }) => late), invalid: add(({ invalid }) => invalid) },
    argued: add(({ argued }) => argued),
    survivors: tallies.flatMap(({ survivors }) => survivors),
  };
}

function options(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      take: { type: 'string', default: '1' },
      list: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      evenings: { type: 'string' },
      resume: { type: 'string' },
      survivors: { type: 'string' },
      retry: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
}

async function mutants(args: readonly string[]): Promise<number> {
  const { values, positionals } = options(args);
  if (values.help || positionals.join(' ') !== 'wallet') {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const chosen = targets.filter(({ name }) => values.only === undefined || values.only === name);
  if (values.list) {
    for (const target of chosen) list(target);
    return 0;
  }
  const database = await MutableDatabase.open(Number(values.evenings ?? 80));
  const sandbox = await Sandbox.open(root, { TEST_POSTGRES_URL: database.serverUrl, PROPERTY_RUNS: '8' });
  try {
    for (const spec of new Set(chosen.flatMap(({ started }) => started.flat()))) await sandbox.bound(spec);
    const difference = await database.difference();
    if (difference !== undefined) throw new Error(`wallet and model differ already: ${difference}`);
    const tallies: Tally[] = [];
    for (const target of chosen) {
      say(`${target.name} …`);
      const retried =
        values.retry === undefined ? undefined : new Set(readFileSync(values.retry, 'utf8').split('\n'));
      tallies.push(
        await judgeTarget(target, {
          ...{
            take: Number(values.take),
            isQuick: values.quick,
            isAgain: values.evenings !== undefined,
            retried,
            database,
            sandbox,
          },
          ...{ verdicts: new Verdicts(values.resume), argued: arguedNames() },
        }),
      );
    }
    say('');
    for (const tally of tallies) say(inWords(tally));
    const total = sum(tallies);
    say(inWords(total));
    if (values.survivors !== undefined) await writeFile(values.survivors, `${total.survivors.join('\n')}\n`);
    return total.killed >= 0.9 * (total.mutants - total.argued) ? 0 : 1;
  } finally {
    await sandbox.close();
    await database.close();
  }
}

function list(target: Target): void {
  const { source, all } = mutantsOf(target);
  for (const [name, mutant] of all) say(`${mutant.rule.padEnd(10)} ${lineOf(source, mutant)} ${name}`);
}

process.exitCode = await mutants(process.argv.slice(2));
