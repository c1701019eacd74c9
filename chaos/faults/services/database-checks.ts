import { setTimeout as pause } from 'node:timers/promises';
import { type Answered } from '../wallet/caller.js';
import { type Sent } from '../wallet/commands.js';
import { type CasinoLoad, settledWithout } from './casino-load.js';

/** What each call may take, and what the machine may add to it, in ms. */
export const deadlineMs = 1500;
export const slackMs = 250;
/** Connections of each service. */
export const pool = 4;
const patienceMs = 60_000;
/** What a call that nobody waits for any more may go on for in a service, in ms. */
const restMs = 3000;

/** Calls that were not settled in time. */
export function tardy(answers: readonly Answered[]): { slowest: number; broken: string[] } {
  const slowest = Math.round(answers.reduce((most, { ms }) => Math.max(most, ms), 0));
  const late = answers.filter(({ ms }) => ms > deadlineMs + slackMs);
  const broken = late.map(({ ms, sent }) => `${sent.contract.subject} took ${Math.round(ms)} ms`);
  return { slowest, broken };
}

/** How long until a round, a deposit and a withdrawal are all answered as on any day, in ms. */
export async function backAfter(load: CasinoLoad): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(load.one().map((sent) => well(load, sent)));
  return performance.now() - startedAt;
}

async function well(load: CasinoLoad, sent: Sent): Promise<void> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(30))
    if (load.isWell((await load.caller.insist(sent, patienceMs)).code)) return;
  throw new Error(`${sent.contract.subject} was not well for ${patienceMs} ms`);
}

/** Asks again for all that had no answer, and waits until payments has ended what it began. */
export async function resolved(load: CasinoLoad): Promise<{ count: number; broken: string[] }> {
  await pause(restMs);
  const count = await load.caller.resolve();
  for (const end = performance.now() + patienceMs; !(await load.allEnded()); await pause(200))
    if (performance.now() > end) return { count, broken: ['withdrawals did not come to their end'] };
  return { count, broken: [] };
}

/** A place of a pool that a dead connection holds would be missing now. */
export async function leaked(load: CasinoLoad): Promise<string[]> {
  const broken: string[] = [];
  for (let round = 0; round < pool * 8; round += pool) {
    const sents = Array.from({ length: pool }, () => load.one()).flat();
    const answers = await Promise.all(sents.map((sent) => load.caller.send(sent)));
    const unwell = answers.filter(({ code }) => settledWithout.includes(code) || code === 'internal');
    broken.push(...unwell.map(({ code, sent }) => `afterwards ${sent.contract.subject} was ${code}`));
  }
  return broken;
}
