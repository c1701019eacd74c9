import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource } from 'typeorm';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { factChecks, faultsOf } from './facts-checks.js';
import { type Side } from './facts-side.js';
import { FactsStand } from './facts-stand.js';
import { NaiveReader } from './naive-reader.js';

const sizes = {
  small: { facts: 10_000, writers: 48, relays: 3, delaysMs: [60, 1000] },
  full: { facts: 1_000_000, writers: 64, relays: 4, delaysMs: [200, 2000] },
} as const;
const hearers = 2;
const settleMs = 60_000;

/**
 * Ids of facts are taken before commit and some never come: writers that take their time or roll back, relays and hearers
 * that are killed. The control reads the same table at the same time by `id > last`.
 */
export async function outboxOrder(options: Options): Promise<Report> {
  const size = sizes[options.size];
  const stand = await FactsStand.open();
  const watch = new Watch(stand.teller);
  try {
    const names = Array.from({ length: size.relays }, (_, place) => `relay-${place}`);
    const relays = await Promise.all(names.map((name) => stand.start('relay', { name })));
    const hearing = await Promise.all(Array.from({ length: hearers }, () => stand.start('hear')));
    const writers = await stand.writersOf({ ...size, seed: options.seed, players: 400 });
    const naive = new NaiveReader(stand.teller);
    const killing = new Killing(new Seeded(options.seed), relays, hearing, watch);
    naive.start();
    killing.start();
    writers.start(size.facts);
    await writers.done();
    await killing.stop();
    const told = await stand.told();
    const skipping = await naive.stop();
    await stand.settled(told.length, settleMs);
    return {
      ...{ ok: told.length, refused: writers.rolledBack, unknown: 0 },
      faults: {
        'kill -9 of a relay': killing.relays,
        'of them the one at work': killing.atWork,
        'kill -9 of a hearer': killing.hearers,
        'facts rolled back': writers.rolledBack,
      },
      checked: [`${factChecks} (${told.length} facts of ${size.writers} writers)`],
      broken: faultsOf(told, await stand.effects()),
      control: { what: 'a reader that asks for `id > last`', saw: faultsOf(told, skipping) },
    };
  } finally {
    await stand.close();
  }
}

/** Sees which relay is at work: the one whose connection holds the lock. */
class Watch {
  constructor(private readonly database: DataSource) {}

  async atWork(): Promise<number | undefined> {
    const [row] = (await this.database.query(
      `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND application_name LIKE 'relay-%'`,
    )) as { name: string }[];
    return row && Number(row.name.slice('relay-'.length));
  }
}

/** Kills a relay every second or so, every other time the one that is at work, and now and then a hearer. */
class Killing {
  private loop: Promise<void> | undefined;
  private stopped = false;
  relays = 0;
  atWork = 0;
  hearers = 0;

  constructor(
    private readonly random: Seeded,
    private readonly ofRelays: readonly Side[],
    private readonly ofHearers: readonly Side[],
    private readonly watch: Watch,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await pause(this.random.between(500, 1500));
      const holder = await this.watch.atWork();
      const place = this.random.below(2) === 0 ? holder : this.random.below(this.ofRelays.length);
      if (place !== undefined) {
        this.ofRelays[place]?.kill();
        this.relays += 1;
        if (place === holder) this.atWork += 1;
      }
      if (this.random.below(8) > 0) continue;
      this.random.pick(this.ofHearers).kill();
      this.hearers += 1;
    }
  }
}
