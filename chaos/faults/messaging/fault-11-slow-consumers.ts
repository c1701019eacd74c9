import { readFileSync } from 'node:fs';
import { connect as connectSocket, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { streamOf } from '@croupier/contracts';
import { jetstreamManager } from '@nats-io/jetstream';
import { type Subscription } from '@nats-io/transport-node';
import { quantile } from '../../../bench/figures.js';
import { type BenchStack } from '../../../bench/stack.js';
import { type Options, type Report } from '../item.js';
import { factChecks, faultsOf } from './facts-checks.js';
import { FactsStand } from './facts-stand.js';

const sizes = { small: { facts: 6000 }, full: { facts: 400_000 } };
const settleMs = 120_000;
const rssMostMb = 64;
/** The others share two cores with them: what is heard by three takes more of them than what is heard by one. */
const slowdownMost = 1.5;
/** Facts that a service takes at once, of whatever it hears: the rest waits in the stream. */
const takenMost = 256;

/**
 * A consumer that needs a hundred times as long as the others, and a subscriber that takes nothing from its socket: they fall
 * behind, and nobody else does. The control is a plain subscription, which keeps what it cannot do in its own memory.
 */
export async function slowConsumers(options: Options): Promise<Report> {
  const { facts } = sizes[options.size];
  const stand = await FactsStand.open();
  const sockets: Socket[] = [];
  try {
    await stand.start('relay');
    const hear = await stand.start('hear');
    const writers = { writers: 16, players: 500, delaysMs: [5, 50] } as const;
    const alone = await lagOf(stand, { ...writers, seed: options.seed }, facts);
    const slow = await stand.start('slow');
    sockets.push(await neverReads(stand.stack));
    const plain = listen(stand.stack);
    await pause(2000);
    const rssBefore = rssMb(slow.pid);
    const beside = await lagOf(stand, { ...writers, seed: options.seed + 1 }, facts);
    const grown = rssMb(slow.pid) - rssBefore;
    const { consumers } = await jetstreamManager(stand.stack.broker.connection);
    const behind = await consumers.info(streamOf('identity'), 'slow');
    const kept = plain.getPending();
    plain.unsubscribe();
    const told = await stand.told();
    const broken = faultsOf(told, await stand.effects());
    if (grown > rssMostMb) broken.push(`the slow one grew by ${grown} MB`);
    if (beside.p99 > alone.p99 * slowdownMost)
      broken.push(`p99 of the other was ${beside.p99} ms beside them and ${alone.p99} ms alone`);
    if (behind.num_pending === 0) broken.push('the slow one was not slow: nothing waits for it');
    if (behind.num_ack_pending > takenMost) broken.push(`it took ${behind.num_ack_pending} at once`);
    if (hear.deaths + slow.deaths > 0) broken.push('a hearer died');
    return {
      ...{ ok: told.length, refused: 0, unknown: 0 },
      faults: { 'consumers 100 times slower': 1, 'subscribers that read nothing': sockets.length },
      checked: [
        factChecks,
        `lag of the other: p50 ${alone.p50} ms and p99 ${alone.p99} ms alone, ${beside.p50} and ${beside.p99} beside them`,
        `the slow one has taken ${behind.num_ack_pending}, ${behind.num_pending} wait for it in the stream; it grew by ${grown} MB`,
      ],
      broken,
      control: {
        what: 'a plain subscription at the same pace',
        saw: kept > takenMost ? [`${kept} facts lay in its memory, to be lost with it`] : [],
      },
    };
  } finally {
    for (const socket of sockets) socket.destroy();
    await stand.close();
  }
}

/** Tells so many more facts. @returns how long it took from each to its effect, in ms */
async function lagOf(
  stand: FactsStand,
  wanted: Parameters<FactsStand['writersOf']>[0],
  facts: number,
): Promise<{ p50: number; p99: number }> {
  const [{ last }] = (await stand.teller.query('SELECT coalesce(max(id), 0) AS last FROM outbox')) as [
    { last: string },
  ];
  const before = (await stand.effects()).length;
  const writers = await stand.writersOf(wanted);
  writers.start(facts);
  await writers.done();
  await stand.settled(before + facts, settleMs);
  const told = await times(
    stand,
    `SELECT event_id, created_at AS at FROM outbox WHERE id > ${last}`,
    'teller',
  );
  const heard = await times(stand, 'SELECT event_id, heard_at AS at FROM effects', 'hearer');
  const lags = [...told].map(([id, at]) => (heard.get(id) ?? Number.POSITIVE_INFINITY) - at);
  return { p50: quantile(lags, 0.5), p99: quantile(lags, 0.99) };
}

async function times(
  stand: FactsStand,
  sql: string,
  where: 'teller' | 'hearer',
): Promise<Map<string, number>> {
  const rows = (await stand[where].query(sql)) as { event_id: string; at: Date }[];
  return new Map(rows.map(({ event_id: id, at }) => [id, at.getTime()]));
}

/** Subscribes to everything that is told and takes nothing from its socket. */
async function neverReads({ broker: { options }, nats }: BenchStack): Promise<Socket> {
  const socket = connectSocket({ port: nats.port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('data', resolve));
  const login = JSON.stringify({ verbose: false, user: options.user, pass: options.password });
  socket.write(`CONNECT ${login}\r\nSUB evt.> 1\r\nPING\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  return socket;
}

function listen({ broker }: BenchStack): Subscription {
  const subscription = broker.connection.subscribe('evt.identity.>');
  void (async () => {
    // What is left in its memory when all is over must not keep the command from ending.
    for await (const message of subscription)
      await pause(message.data.length > 0 ? 200 : 0, undefined, { ref: false });
  })();
  return subscription;
}

function rssMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb ?? 0) / 1024);
}
