import { setTimeout as pause } from 'node:timers/promises';
import { playerRegistered, streamOf } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { type Options, type Report } from '../item.js';
import { factChecks, faultsOf } from './facts-checks.js';
import { FactsStand } from './facts-stand.js';

/** One that kills does so six times, and somebody has to take over each time. */
const sizes = { small: { each: 10, killers: 2 }, full: { each: 180, killers: 100 } };
const load = { writers: 8, players: 200, delaysMs: [60, 400] } as const;
const handlerBudgetMs = 2000;
const settleMs = 120_000;
const mostDeliveries = 3;
const onTheirWayMs = 3000;
const stream = streamOf('identity');

/** What is said of each sort where it is put aside. */
const causes = {
  'not JSON': /it is not JSON/,
  'wrong type': /invalid input syntax/,
  throws: /cannot be worked on/,
  'never settles': /did not end within/,
  kills: /its process died each time/,
  'too large': /too large for the broker/,
} as const;
type Sort = keyof typeof causes;
const harmless = ['not JSON', 'wrong type', 'throws', 'never settles', 'too large'] as const;
type Poisons = Map<string, Sort>;

/** Facts that nobody can ever work on, of six sorts, among good ones. The control relies on a number of deliveries. */
export async function poisoned(options: Options): Promise<Report> {
  const { each, killers } = sizes[options.size];
  const stand = await FactsStand.open();
  try {
    await stand.start('relay');
    const hear = await stand.start('hear', { handlerBudgetMs });
    const poisons: Poisons = new Map();
    await underLoad(stand, options.seed, async () => {
      for (let place = 0; place < each; place += 1) {
        for (const sort of harmless) poisons.set(await poison(stand, sort), sort);
        await pause(100);
      }
      await lettersCome(stand, poisons.size, settleMs);
    });
    const others = await othersWaited(stand);
    await underLoad(stand, options.seed + 100, async () => {
      for (let place = 0; place < killers; place += 1) poisons.set(await poison(stand, 'kills'), 'kills');
      await lettersCome(stand, poisons.size, killers * 60_000);
    });
    const told = await stand.told();
    await stand.settled(told.length, settleMs);
    return {
      ...{ ok: told.length, refused: poisons.size, unknown: 0 },
      faults: { ...countsOf(poisons), 'deaths of the hearer': hear.deaths },
      checked: [
        `${factChecks} (${told.length} good ones)`,
        'each poison is among the dead letters, once, and with its cause; nothing good is',
        others.checked,
      ],
      broken: [
        ...faultsOf(told, await stand.effects()),
        ...unaccounted(poisons, await letters(stand)),
        ...others.broken,
      ],
      control: await control(stand, poisons),
    };
  } finally {
    await stand.close();
  }
}

/** Does so while good facts are told all the time. */
async function underLoad(stand: FactsStand, seed: number, work: () => Promise<void>): Promise<void> {
  const writers = await stand.writersOf({ ...load, seed });
  writers.start();
  try {
    await work();
  } finally {
    await writers.stop();
  }
  await stand.settled((await stand.told()).length, settleMs);
}

/** @returns its id */
async function poison({ stack, teller }: FactsStand, sort: Sort): Promise<string> {
  const id = newId();
  const { subject } = playerRegistered;
  if (sort === 'not JSON') {
    // No outbox would hold it.
    const about = headers();
    about.set('ce-id', id);
    await stack.broker.connection.request(subject, '{"playerId":', { headers: about, timeout: 5000 });
    return id;
  }
  const told = {
    playerId: newId(),
    number: sort === 'wrong type' ? 'seven' : 1,
    poison: sort,
    ...(sort === 'too large' ? { more: 'x'.repeat(2 * 1024 * 1024) } : {}),
  };
  const insert = 'INSERT INTO outbox (event_id, subject, payload) VALUES ($1, $2, $3)';
  await teller.query(insert, [id, subject, JSON.stringify(told)]);
  return id;
}

interface Letter {
  id: string;
  cause: string;
}

async function letters({ teller, hearer }: FactsStand): Promise<Letter[]> {
  const sql = 'SELECT event_id AS id, cause FROM dead_letters';
  const found = await Promise.all([teller.query(sql), hearer.query(sql)]);
  return found.flat() as Letter[];
}

async function lettersCome(stand: FactsStand, count: number, boundMs: number): Promise<void> {
  const end = performance.now() + boundMs;
  while (performance.now() < end && (await letters(stand)).length < count) await pause(200);
}

/** Poison that is nowhere, or is given another cause than its own, and what is put aside and is none. */
function unaccounted(poisons: Poisons, found: readonly Letter[]): string[] {
  const broken: string[] = [];
  for (const sort of Object.keys(causes) as Sort[]) {
    const ids = [...poisons].filter(([, of]) => of === sort).map(([id]) => id);
    const wrong = ids.filter((id) => {
      const of = found.filter((letter) => letter.id === id);
      return of.length !== 1 || !causes[sort].test(of[0]?.cause ?? '');
    });
    if (wrong.length > 0)
      broken.push(
        `${wrong.length} of ${ids.length} poison (${sort}) are not among the dead letters with their cause`,
      );
  }
  const good = found.filter(({ id }) => !poisons.has(id));
  if (good.length > 0)
    broken.push(`${good.length} good facts are among the dead letters: ${good[0]?.cause ?? ''}`);
  return broken;
}

function countsOf(poisons: Poisons): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const sort of poisons.values()) counts[sort] = (counts[sort] ?? 0) + 1;
  return counts;
}

interface Timed {
  id: string;
  /** In ms. */
  at: number;
}

/**
 * What throws is tried for ten seconds or so. What others told in that time must be done before it is given up, but for
 * what was told in the last moments of it.
 */
async function othersWaited({ teller, hearer }: FactsStand): Promise<{ checked: string; broken: string[] }> {
  const ms = (column: string): string => `event_id AS id, 1000 * extract(epoch FROM ${column})::float8 AS at`;
  const [told, bad, heard, dead] = (await Promise.all([
    teller.query(`SELECT ${ms('created_at')} FROM outbox WHERE NOT payload ? 'poison'`),
    teller.query(`SELECT ${ms('created_at')} FROM outbox WHERE payload->>'poison' = 'throws'`),
    hearer.query(`SELECT ${ms('heard_at')} FROM effects`),
    hearer.query(`SELECT ${ms('failed_at')} FROM dead_letters`),
  ])) as [Timed[], Timed[], Timed[], Timed[]];
  const [heardAt, deadAt] = [heard, dead].map((rows) => new Map(rows.map(({ id, at }) => [id, at])));
  let compared = 0;
  let late = 0;
  for (const { id, at: from } of bad) {
    const end = deadAt?.get(id) ?? 0;
    const beside = told.filter(({ at }) => at > from && at < end - onTheirWayMs);
    compared += beside.length;
    late += beside.filter(({ id: other }) => (heardAt?.get(other) ?? Infinity) > end).length;
  }
  return {
    checked: `${compared} times a good fact was told beside one that throws, and done before that one was given up`,
    broken: [
      ...(late > 0 ? [`${late} good facts waited for one of somebody else that throws`] : []),
      ...(compared === 0 ? ['no good fact was told beside one that throws'] : []),
    ],
  };
}

/** A consumer as in the manual: after so many deliveries the broker gives it no more, and says so to nobody. */
async function control({ stack }: FactsStand, poisons: Poisons): Promise<Report['control']> {
  const { connection } = stack.broker;
  const { consumers } = await jetstreamManager(connection);
  const config = { ack_policy: AckPolicy.Explicit, max_deliver: mostDeliveries };
  await consumers.add(stream, { ...config, durable_name: 'plain' });
  const plain = await jetstream(connection).consumers.get(stream, 'plain');
  const done = new Set<string>();
  for (;;) {
    for await (const message of await plain.fetch({ max_messages: 1000, expires: 1000 })) {
      const id = message.headers?.get('ce-id') ?? '';
      if (poisons.has(id)) {
        message.nak();
      } else {
        done.add(id);
        message.ack();
      }
    }
    const { num_pending: unread, num_ack_pending: underWay } = await consumers.info(stream, 'plain');
    if (unread + underWay === 0) break;
  }
  // What is too large never came to the stream.
  const heard = new Map([...poisons].filter(([id, sort]) => sort !== 'too large' && !done.has(id)));
  return {
    what: `${mostDeliveries} deliveries at most, and the consumer says that nothing is left`,
    saw: unaccounted(heard, []),
  };
}
