import path from 'node:path';
import { type Options, type Report } from '../item.js';
import { runSuites } from './suites.js';

/** The reader of the outbox keeps one of these. */
const leastPool = { TEST_DATABASE_POOL: '2' };
/** Suites that ask services; the ledger's own speak to the database alone and know no pool. */
const ofWallet = 'wallet/src/(service|accounts|awards|batches|controls|rounds|stakes|statements)';
const sizes = {
  small: ['wallet', 'payments', 'bonus', 'safer-gambling', 'games'],
  full: undefined,
};
const suitesOf = (apps: readonly string[] | undefined): string => {
  const others = apps?.filter((app) => app !== 'wallet') ?? ['(?!wallet/)[a-z-]+'];
  return `apps/(${ofWallet}|(${others.join('|')})/src/)`;
};

const needy = path.resolve(import.meta.dirname, '../../../../chaos/faults/platform/needy-setup.ts');
/** Two tests in which one transaction runs at a time. */
const controlSuite = 'apps/payments/src/withdrawals/reviews';
const controlTests = 'waits with the money held|is not one exactly at the bound';
/** What waits for itself need not be waited for. */
const controlMs = 20_000;

/** The suites of services on the smallest pool that a service takes: nothing may wait for a second connection. */
export async function leastPoolSuites({ size }: Options): Promise<Report> {
  const apps = sizes[size];
  const ran = await runSuites(suitesOf(apps), leastPool);
  const broken = [...ran.values()].flatMap(({ failed }) => failed);
  for (const app of apps ?? ['wallet']) if (!ran.get(app)?.passed) broken.push(`no test of ${app} ran`);
  const all = [...ran.values()];
  return {
    ...{ ok: all.reduce((sum, { passed }) => sum + passed, 0), refused: 0, unknown: 0 },
    faults: { 'suites on a pool of two': all.reduce((sum, { suites }) => sum + suites, 0) },
    checked: [...ran].map(
      ([app, { suites, passed, ms }]) =>
        `${app}: ${suites} suites, ${passed} tests passed, ${Math.round(ms / 1000)} s`,
    ),
    broken,
    control: await control(),
  };
}

/** The same eyes on services each of whose transactions asks for a connection beside its own. */
async function control(): Promise<Report['control']> {
  const failedOn = async (pool: Record<string, string>): Promise<string[]> => {
    const only = ['--testNamePattern', controlTests, '--testTimeout', String(controlMs)];
    const ran = await runSuites(controlSuite, pool, ['--setupFilesAfterEnv', needy, ...only]);
    return [...ran.values()].flatMap(({ failed }) => failed);
  };
  const saw = await failedOn(leastPool);
  const onMore = await failedOn({});
  return {
    what: `transactions that need a second connection, in the same suites and on the same pool; where there are eight, ${onMore.length} of these tests fail`,
    saw: onMore.length === 0 ? saw : [],
  };
}
