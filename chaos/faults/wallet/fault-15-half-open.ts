import { setTimeout as pause } from 'node:timers/promises';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { type Answered, Caller } from './caller.js';
import { round } from './commands.js';
import { isOfPost, PgProxy } from './proxy.js';
import { stockDriverHangs } from './stock-driver.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { silences: 2, cuts: 60 }, full: { silences: 20, cuts: 2000 } };
const deadlineMs = 1500;
const slackMs = 250;

/** A database that accepts and says nothing, and one whose line goes after the commit and before its answer. */
export async function halfOpen(options: Options): Promise<Report> {
  const { silences, cuts } = sizes[options.size];
  const opened: { proxy?: PgProxy } = {};
  const stand = await Stand.open({
    through: async (url) => (opened.proxy = await PgProxy.before(url)).through(url),
  });
  const proxy = opened.proxy as PgProxy;
  try {
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus, deadlineMs);
    const players = await stand.players(caller, 20, 1_000_000);
    const broken: string[] = [];
    let slowest = 0;
    for (let silence = 0; silence < silences; silence += 1) {
      slowest = Math.max(
        slowest,
        await silently(proxy, caller, () => round(random.pick(players), 5, 2), broken),
      );
    }
    const lost = await lostCommits(proxy, caller, () => round(random.pick(players), 5, 2), cuts);
    broken.push(...lost.broken);
    const before = caller.journal;
    await caller.resolve();
    broken.push(...(await stand.faultsOf(caller)));
    return {
      ...caller.counts,
      faults: {
        'times the database went silent': silences,
        'lines cut after the commit, before its answer': lost.ids.length,
      },
      checked: [
        ledgerChecks,
        `every call settled by its deadline of ${deadlineMs} ms + ${slackMs} ms; the slowest took ${Math.round(slowest)} ms`,
        `every lost commit was outcome_unknown (${before.unknown.length} open before), none was called failed, each was found by its key`,
      ],
      broken,
      control: await control(stand, proxy, lost.ids),
    };
  } finally {
    await proxy.close();
    await stand.close();
  }
}

async function silently(
  proxy: PgProxy,
  caller: Caller,
  next: () => ReturnType<typeof round>,
  broken: string[],
): Promise<number> {
  const answers: Promise<Answered>[] = Array.from({ length: 10 }, () => caller.send(next()));
  proxy.silence();
  for (let call = 0; call < 40; call += 1) {
    answers.push(caller.send(next()));
    await pause(20);
  }
  const settled = await Promise.all(answers);
  proxy.heal();
  for (const { code, ms } of settled) {
    if (ms > deadlineMs + slackMs) broken.push(`a call took ${Math.round(ms)} ms`);
    if (!['ok', 'outcome_unknown', 'service_unavailable', 'overloaded', 'deadline_spent'].includes(code))
      broken.push(`a call in the silence was ${code}`);
  }
  await caller.insist(next());
  return Math.max(...settled.map(({ ms }) => ms));
}

/** Cuts each line between the commit and its answer. @returns the ids of what was committed and not answered */
async function lostCommits(
  proxy: PgProxy,
  caller: Caller,
  next: () => ReturnType<typeof round>,
  cuts: number,
): Promise<{ ids: string[]; broken: string[] }> {
  const [ids, broken]: [string[], string[]] = [[], []];
  for (let cut = 0; cut < cuts; cut += 1) {
    // The server has committed when it says that it is ready again.
    proxy.fate = (frame) =>
      isOfPost(frame) && frame.from === 'database' && frame.name === 'ReadyForQuery' ? 'cut before' : 'pass';
    const { code, sent } = await caller.send(next());
    proxy.fate = () => 'pass';
    if (code === 'outcome_unknown') ids.push(sent.externalId);
    else broken.push(`a lost commit was ${code}`);
  }
  return { ids, broken };
}

/** A caller that takes a lost answer for a refusal is found out by the ledger. */
async function control(stand: Stand, proxy: PgProxy, lost: readonly string[]): Promise<Report['control']> {
  const url = stand.stack.databaseUrl('wallet', 'wallet');
  const saw = await stockDriverHangs(proxy, url, deadlineMs + slackMs);
  const wrong = await stand.faultsOfBooks({ ok: [], refused: [...lost], unknown: [] });
  const isSeen = saw.length > 0 && wrong.length === lost.length;
  return {
    what: 'a stock driver, and a caller who books a lost answer as a refusal',
    saw: isSeen ? [...saw, ...wrong] : [],
  };
}
