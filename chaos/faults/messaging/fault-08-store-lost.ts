import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { streamOf } from '@croupier/contracts';
import { jetstreamManager } from '@nats-io/jetstream';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { factChecks, faultsOf } from './facts-checks.js';
import { FactsStand } from './facts-stand.js';

const sizes = { small: { wipes: 3, tails: 2 }, full: { wipes: 20, tails: 20 } };
const load = { writers: 8, players: 200, delaysMs: [40, 1500] } as const;
const settleMs = 60_000;
const stream = streamOf('identity');

/**
 * The broker is killed under load and comes back without its store, or with what it had a while ago: whole, or the messages
 * of the stream alone. Everything is told again from the outbox.
 */
export async function storeLost(options: Options): Promise<Report> {
  const { wipes, tails } = sizes[options.size];
  const stand = await FactsStand.open();
  try {
    const random = new Seeded(options.seed);
    const broker = new Breakable(stand);
    await stand.start('relay');
    await stand.start('hear');
    const writers = await stand.writersOf({ ...load, seed: options.seed });
    writers.start();
    let slowest = 0;
    const losses = [
      ...Array.from({ length: wipes }, () => () => broker.lose()),
      ...Array.from({ length: tails }, () => () => broker.goBack(broker.messages, random)),
      ...Array.from({ length: tails }, () => () => broker.goBack(stand.stack.store, random)),
    ];
    for (const lose of losses) {
      await pause(random.between(1000, 2000));
      await lose();
      const back = await backAfter(stand);
      options.say(`facts heard again after ${Math.round(back)} ms`);
      slowest = Math.max(slowest, back);
    }
    await writers.stop();
    const told = await stand.told();
    await stand.settled(told.length, settleMs);
    const effects = await stand.effects();
    return {
      ...{ ok: told.length, refused: writers.rolledBack, unknown: 0 },
      faults: {
        'stores lost': wipes,
        'streams set back by a while': tails,
        'stores set back by a while': tails,
      },
      checked: [
        `${factChecks} (${told.length} facts)`,
        `what was told when the broker came back was heard ${Math.round(slowest)} ms later at most`,
      ],
      broken: faultsOf(told, effects),
      control: await control(options),
    };
  } finally {
    await stand.close();
  }
}

class Breakable {
  constructor(private readonly stand: FactsStand) {}

  /** The messages of the stream, without what its consumers have heard. */
  get messages(): string {
    return path.join(this.stand.stack.store, 'jetstream', '$G', 'streams', stream, 'msgs');
  }

  async lose(): Promise<void> {
    const { stack } = this.stand;
    await stack.nats.kill();
    await rm(stack.store, { recursive: true });
    await stack.restartBroker();
  }

  /** Loses what came into a folder of the store in a second or two. */
  async goBack(folder: string, random: Seeded): Promise<void> {
    const { stack } = this.stand;
    const old = `${stack.store}-old`;
    await stack.nats.kill();
    await cp(folder, old, { recursive: true });
    await stack.restartBroker();
    await pause(random.between(1000, 2000));
    await stack.nats.kill();
    await rm(folder, { recursive: true });
    await cp(old, folder, { recursive: true });
    await rm(old, { recursive: true });
    await stack.restartBroker();
  }
}

/** How long until all that is in the outbox now is heard, in ms. */
async function backAfter(stand: FactsStand): Promise<number> {
  const from = performance.now();
  const told = (await stand.told()).map(({ eventId }) => eventId);
  while (performance.now() < from + settleMs) {
    const [row] = (await stand.hearer.query(
      `SELECT count(DISTINCT event_id)::integer AS count FROM effects WHERE event_id = ANY ($1::uuid[])`,
      [told],
    )) as [{ count: number }];
    if (row.count === told.length) break;
    await pause(100);
  }
  return performance.now() - from;
}

/** A relay that goes on from its cursor, whatever stream it finds. */
async function control(options: Options): Promise<Report['control']> {
  const stand = await FactsStand.open();
  try {
    const relay = await stand.start('relay');
    const hear = await stand.start('hear');
    const writers = await stand.writersOf({ ...load, seed: options.seed });
    writers.start(500);
    await writers.done();
    await stand.settled(500, settleMs);
    await hear.stop();
    const unheard = await stand.writersOf({ ...load, seed: options.seed + 100 });
    unheard.start(500);
    await unheard.done();
    await pause(1000);
    await relay.stop();
    await new Breakable(stand).lose();
    await pretend(stand);
    await stand.start('relay');
    await stand.start('hear');
    const last = await stand.writersOf({ ...load, seed: options.seed + 200 });
    last.start(100);
    await last.done();
    await stand.settled(600, settleMs);
    return {
      what: 'a relay that goes on from its cursor on a new stream',
      saw: faultsOf(await stand.told(), await stand.effects()),
    };
  } finally {
    await stand.close();
  }
}

/** Makes the stream anew and has the outbox believe that all was told to it. */
async function pretend({ stack, teller }: FactsStand): Promise<void> {
  while (!stack.broker.connected) await pause(50);
  const { streams } = await jetstreamManager(stack.broker.connection);
  const { created } = await streams.add({ name: stream, subjects: ['evt.identity.>'] });
  await teller.query(
    `UPDATE outbox_cursor SET published_through = (SELECT max(id) FROM outbox), stream_created = $1, last_seq = 0`,
    [created],
  );
}
