import { setTimeout as pause } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { standStill } from '@croupier/testing';
import { type BenchStack } from '../../../bench/stack.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from '../wallet/caller.js';
import { Mix, type round } from '../wallet/commands.js';
import { ledgerChecks, Stand } from '../wallet/stand.js';

const sizes = {
  small: [1, 3, 6, 1, 3, 10, 30],
  full: [1, 3, 10, 30, 60].flatMap((seconds) => Array.from({ length: 50 }, () => seconds)),
};
const deadlineMs = 1500;
const slackMs = 250;
const noticedWithinMs = 5000;

/** The broker stands still for a while, as a machine does that swaps or a virtual one that is moved. */
export async function brokerFrozen(options: Options): Promise<Report> {
  const freezes = sizes[options.size];
  const stand = await Stand.open({ wallets: 2 });
  try {
    const { stack } = stand;
    const caller = new Caller(stand.bus, deadlineMs);
    const mix = new Mix(new Seeded(options.seed), await stand.players(caller, 20, 1_000_000));
    const sentAt = new Map<string, number>();
    const next = (): ReturnType<typeof round> => {
      const sent = mix.next();
      if (!sent.shared && !sentAt.has(sent.externalId)) sentAt.set(sent.externalId, Date.now());
      return sent;
    };
    const stop = caller.keepBusy(next, 16);
    const noticed: number[] = [];
    for (const seconds of freezes) {
      await pause(500);
      const noticing = seconds * 1000 > noticedWithinMs ? noticedAfter(stand, seconds * 1000) : undefined;
      await frozen(stack, seconds * 1000);
      if (noticing) noticed.push(...(await noticing));
      await until('the platform takes bets again', () => stack.broker.connected);
    }
    await pause(1000);
    await stop();
    const late = await lateEffects(stand, sentAt);
    const slowest = caller.answers.reduce((most, { ms }) => Math.max(most, ms), 0);
    const resolved = await caller.resolve();
    const slowestNotice = noticed.reduce((most, ms) => Math.max(most, ms), 0);
    const broken = [...(await stand.faultsOf(caller)), ...late];
    if (slowest > deadlineMs + slackMs) broken.push(`a call took ${Math.round(slowest)} ms`);
    if (slowestNotice > noticedWithinMs)
      broken.push(`it was noticed only after ${Math.round(slowestNotice)} ms`);
    return {
      ...caller.counts,
      faults: { [`SIGSTOP of the broker (${freezes.join(', ')} s)`]: freezes.length },
      checked: [
        ledgerChecks,
        `${caller.answers.length} calls, each settled by its deadline of ${deadlineMs} ms + ${slackMs} ms; the slowest took ${Math.round(slowest)} ms`,
        `noticed after ${Math.round(slowestNotice)} ms at most, by the asker and by the readiness of both wallets`,
        `${sentAt.size} commands, none carried out after its deadline; ${resolved} without an answer, resolved by their keys`,
      ],
      broken,
      control: await control(stack),
    };
  } finally {
    process.kill(stand.stack.nats.pid, 'SIGCONT');
    await stand.close();
  }
}

async function frozen(stack: BenchStack, forMs: number): Promise<void> {
  process.kill(stack.nats.pid, 'SIGSTOP');
  await pause(forMs);
  process.kill(stack.nats.pid, 'SIGCONT');
}

/** When the asker and each wallet say that they are not ready, in ms from now. */
async function noticedAfter(stand: Stand, forMs: number): Promise<number[]> {
  const startedAt = performance.now();
  const when = async (holds: () => Promise<boolean> | boolean): Promise<number> => {
    while (!(await holds()) && performance.now() < startedAt + forMs) await pause(50);
    return performance.now() - startedAt;
  };
  const unready = async (url: string): Promise<boolean> => {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    return answer?.status !== 200;
  };
  return Promise.all([
    when(() => !stand.stack.broker.connected),
    ...stand.wallets.map(({ url }) => when(() => unready(url))),
  ]);
}

/** What the ledger recorded of a command later than its caller waited. */
async function lateEffects(stand: Stand, sentAt: ReadonlyMap<string, number>): Promise<string[]> {
  const rows = (await stand.admin.query(
    `SELECT external_id AS id, max(recorded_at) AS at FROM transactions WHERE external_id = ANY ($1) GROUP BY external_id`,
    [[...sentAt.keys()]],
  )) as { id: string; at: Date }[];
  return rows.flatMap(({ id, at }) => {
    const late = at.getTime() - ((sentAt.get(id) ?? 0) + deadlineMs);
    return late > slackMs ? [`${id} was carried out ${late} ms after its deadline`] : [];
  });
}

/** The library with its defaults: nobody notices, and what lay in the broker is worked on when nobody waits any more. */
async function control(stack: BenchStack): Promise<Report['control']> {
  const { url, user, password } = stack.broker.options;
  const open = (): Promise<NatsConnection> =>
    connect({ servers: url, user: user ?? '', pass: password ?? '' });
  const [asker, server] = [await open(), await open()];
  let late = 0;
  let noticed = false;
  void (async () => {
    for await (const { type } of asker.status())
      if (type === 'disconnect' || type === 'staleConnection') noticed = true;
  })();
  server.subscribe('bench.late', {
    callback: (_, message) => {
      if (Date.now() > Number(message.string()) + deadlineMs) late += 1;
      message.respond();
    },
  });
  await server.flush();
  await standStill(stack.nats.pid);
  const asked = Array.from({ length: 20 }, () =>
    asker.request('bench.late', String(Date.now()), { timeout: deadlineMs }).catch(() => undefined),
  );
  await pause(noticedWithinMs);
  await Promise.all(asked);
  const saw = noticed ? [] : [`unnoticed after ${noticedWithinMs} ms`];
  process.kill(stack.nats.pid, 'SIGCONT');
  await pause(500);
  if (late > 0) saw.push(`${late} of 20 asks were worked on after their deadline`);
  await Promise.all([asker.close(), server.close()]);
  return { what: "the library's defaults", saw: saw.length === 2 ? saw : [] };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 15_000; !holds(); await pause(50))
    if (performance.now() > end) throw new Error(`not within 15 s: ${what}`);
}
