import { facts, inboxPrefix, streamOf } from '@croupier/contracts';
import { ownerOf } from '@croupier/kernel';
import { Broker, FactsConsumer, FactTurn, streamDeclaration } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { jetstreamManager } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { type BenchStack } from '../../../bench/stack.js';
import { type Fact } from '../messaging/facts-checks.js';
import { effectsIn, effectsWriter, makeEffects } from '../messaging/facts-effects.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** The least that the broker takes. */
const windowMs = 100;

/** What the ledger tells of a player: of each version of an account, one fact. */
export const moneyFacts = facts
  .filter(({ subject, aggregate }) => ownerOf(subject) === 'wallet' && aggregate === 'playerId')
  .map(({ subject }) => subject)
  .filter((subject) => subject !== 'evt.wallet.account.frozen.v1');

interface OfAccount {
  playerId: string;
  version: number;
}

/**
 * Hears all that the wallet tells of players' money, in the database of profile: once as services do, by way of the inbox,
 * and once without one, as the control. The broker's own window against repeats is as short as it can be.
 */
export class FactHearers {
  private constructor(
    private readonly admin: DataSource,
    private readonly close: () => Promise<void>,
  ) {}

  /** Before the first wallet starts. */
  static async open(stack: BenchStack): Promise<FactHearers> {
    const { streams } = await jetstreamManager(stack.broker.connection);
    // The relay leaves a stream of its own revision as it is.
    await streams.add({
      ...streamDeclaration(streamOf('wallet'), 'wallet', 1),
      duplicate_window: windowMs * 1_000_000,
    });
    await stack.prepare('profile');
    const admin = await stack.database('profile');
    await makeEffects(admin);
    const database = await new DataSource({
      ...{ type: 'postgres', url: stack.databaseUrl('profile', 'profile'), poolSize: 8 },
    } as const).initialize();
    const ours = await brokerOf(stack, 'profile');
    const bare = await brokerOf(stack, 'bare');
    const turn = new FactTurn(database, silent);
    turn.start();
    const consumers = [hearing(ours, database, turn), hearingBare(bare, database)];
    for (const consumer of consumers) consumer.start();
    return new FactHearers(admin, async () => {
      for (const consumer of consumers) await consumer.stop();
      await turn.stop();
      await Promise.all([ours.close(), bare.close()]);
      await Promise.all([database.destroy(), admin.destroy()]);
    });
  }

  effects(of: 'effects' | 'bare_effects' = 'effects'): Promise<Fact[]> {
    return effectsIn(this.admin, of);
  }

  /** How many facts have an effect. */
  async heard(): Promise<number> {
    const [row] = (await this.admin.query(
      `SELECT count(DISTINCT event_id)::integer AS count FROM effects`,
    )) as [{ count: number }];
    return row.count;
  }

  async stop(): Promise<void> {
    await this.close();
  }
}

function brokerOf(stack: BenchStack, service: string): Promise<Broker> {
  const { url, user, password = '' } = stack.broker.options;
  return Broker.open({ service, url, user, password, inboxPrefix: inboxPrefix(service) }, silent);
}

function hearing(broker: Broker, database: DataSource, turn: FactTurn): FactsConsumer {
  const consumer = new FactsConsumer(broker, database, 'wallet', silent, { turn, atOnce: 64 });
  const writer = effectsWriter(new TransactionRunner(database));
  for (const subject of moneyFacts)
    consumer.on(subject, async (payload, fact) => {
      const { playerId, version } = payload as OfAccount;
      return writer.add(fact, [fact.id, { playerId, number: version }]);
    });
  return consumer;
}

function hearingBare(broker: Broker, database: DataSource): FactsConsumer {
  const consumer = new FactsConsumer(broker, database, 'wallet', silent, { atOnce: 64 });
  for (const subject of moneyFacts)
    consumer.on(subject, (payload, fact) => {
      const { playerId, version } = payload as OfAccount;
      const insert = `INSERT INTO bare_effects (event_id, player_id, number) VALUES ($1, $2, $3)`;
      return database.query(insert, [fact.id, playerId, version]);
    });
  return consumer;
}
