import { inboxPrefix, rebuildProgress } from '@croupier/contracts';
import { Broker, Bus } from '@croupier/messaging';
import { DataSource } from 'typeorm';
import { RebuildFault, type RebuildReport } from './rebuild.js';

/** Where bonus and its broker are, and who it is there. */
export interface BonusEnvironment {
  DATABASE_URL: string;
  NATS_URL: string;
  NATS_USER: string;
  NATS_PASSWORD: string;
}

const silent = { info: () => undefined, warn: () => undefined };
const patience = { deadlineMs: 10_000 };

/**
 * Has bonus sum the progress of every award anew from the facts it kept, player by player, each in one transaction
 * under the locks of the award: play may go on. The rules are those of the running service, not a second copy.
 * @throws RebuildFault while bonus does not run
 */
export async function rebuildBonus(environment: BonusEnvironment): Promise<RebuildReport> {
  const startedAt = performance.now();
  const { players, events } = await kept(environment.DATABASE_URL);
  const broker = await Broker.open(
    {
      url: environment.NATS_URL,
      service: 'bonus',
      user: environment.NATS_USER,
      password: environment.NATS_PASSWORD,
      inboxPrefix: inboxPrefix('bonus'),
    },
    silent,
  );
  const bus = new Bus(broker);
  const sums = { awards: 0, changed: 0 };
  try {
    for (const playerId of players) {
      const { awards, changed } = await bus.ask(rebuildProgress, { playerId }, patience);
      sums.awards += awards;
      sums.changed += changed;
    }
  } catch (cause) {
    throw new RebuildFault(`bonus did not answer: ${String(cause)}`, 'start the platform: npm start', cause);
  } finally {
    await broker.close();
  }
  return {
    events,
    durationMs: Math.round(performance.now() - startedAt),
    projections: [{ name: 'awards', rows: sums.awards, same: sums.changed === 0 }],
  };
}

async function kept(url: string): Promise<{ players: string[]; events: number }> {
  const database = new DataSource({ type: 'postgres', url, applicationName: 'rebuild', poolSize: 1 });
  await database.initialize();
  try {
    const players = (await database.query('SELECT DISTINCT player_id FROM awards ORDER BY player_id')) as {
      player_id: string;
    }[];
    const [{ events }] = (await database.query('SELECT count(*)::int AS events FROM movements')) as [
      { events: number },
    ];
    return { players: players.map((row) => row.player_id), events };
  } finally {
    await database.destroy();
  }
}
