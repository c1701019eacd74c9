import { playerRegistered, streamOf } from '@croupier/contracts';
import {
  Broker,
  type FactContext,
  FactsConsumer,
  FactWriter,
  firstTime,
  OutboxRelay,
} from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { DataSource } from 'typeorm';

/**
 * One side of the way of a fact, in a process of its own: `node facts-main.js SIDE NATS-URL USER PASSWORD DATABASE-URL`.
 * `tell` carries an outbox to its stream; `each` and `many` hear it and leave an effect of each fact, with a transaction
 * for each or for many of them.
 */
const [side = '', url = '', user = '', password = '', databaseUrl = ''] = process.argv.slice(2);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const options = { service: user, url, user, password, inboxPrefix: `_INBOX_${user}` };
const broker = await Broker.open(options, silent);
const database = await new DataSource({ type: 'postgres', url: databaseUrl, poolSize: 8 }).initialize();
const transactions = new TransactionRunner(database);

if (side === 'tell') {
  new OutboxRelay(broker, database, streamOf(user), silent).start();
} else {
  const many = side === 'many';
  const consumer = new FactsConsumer(broker, database, 'identity', silent, many ? { atOnce: 256 } : {});
  const writer = new FactWriter<string>(transactions, (manager, ids) =>
    manager.query('INSERT INTO effects (event_id) SELECT unnest($1::uuid[])', [ids]),
  );
  const each = (fact: FactContext): Promise<unknown> =>
    transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return;
      await manager.query('INSERT INTO effects (event_id) VALUES ($1)', [fact.id]);
    });
  consumer.on(playerRegistered.subject, (_, fact) => (many ? writer.add(fact, fact.id) : each(fact)));
  consumer.start();
}
process.stdout.write('ready\n');
