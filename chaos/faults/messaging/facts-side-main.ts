import { setTimeout as pause } from 'node:timers/promises';
import { playerRegistered, streamOf } from '@croupier/contracts';
import { Broker, type FactContext, FactsConsumer, FactTurn, OutboxRelay } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { DataSource } from 'typeorm';
import { effectsWriter, type ToldPayload } from './facts-effects.js';
import { type SideWanted } from './facts-side.js';

/**
 * One side of the way of facts, in a process of its own, told by the JSON of its only argument what it is: `relay` carries
 * the outbox to its stream, `hear` leaves one effect of each fact by way of the inbox, as services do, `bare` is the
 * control, which knows no inbox, and `slow` takes its time for each and leaves nothing.
 */
const wanted = JSON.parse(process.argv[2] ?? '{}') as SideWanted;
/** A hundred times what the effect of one takes when it is written alone. */
const slowMs = 200;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const { service, url, user, password } = wanted;
const broker = await Broker.open({ service, url, user, password, inboxPrefix: `_INBOX_${service}` }, silent);
const database = await new DataSource({
  type: 'postgres',
  url: wanted.databaseUrl,
  poolSize: 8,
  poolErrorHandler: () => undefined,
}).initialize();

if (wanted.side === 'relay') {
  new OutboxRelay(broker, database, streamOf('identity'), silent).start();
} else {
  const hearers = { hear: ofService, bare: ofNobody, slow: ofSlow };
  hearers[wanted.side]().start();
}
process.stdout.write('ready\n');

function ofService(): FactsConsumer {
  const turn = new FactTurn(database, silent);
  const consumer = new FactsConsumer(broker, database, 'identity', silent, {
    turn,
    atOnce: 256,
    ...(wanted.handlerBudgetMs === undefined ? {} : { handlerBudgetMs: wanted.handlerBudgetMs }),
  });
  const writer = effectsWriter(new TransactionRunner(database));
  consumer.on(playerRegistered.subject, async (payload, fact: FactContext) => {
    const told = payload as ToldPayload;
    await swallow(told);
    return writer.add(fact, [fact.id, told]);
  });
  turn.start();
  return consumer;
}

/** What some facts do to whoever hears them. */
async function swallow({ poison }: ToldPayload): Promise<void> {
  if (poison === 'throws') throw new Error('this fact cannot be worked on');
  if (poison === 'never settles') await new Promise(() => undefined);
  if (poison === 'kills') process.kill(process.pid, 'SIGKILL');
}

function ofNobody(): FactsConsumer {
  const consumer = new FactsConsumer(broker, database, 'identity', silent, { atOnce: 64 });
  consumer.on(playerRegistered.subject, (payload, fact) => {
    const { playerId, number } = payload as ToldPayload;
    const insert = `INSERT INTO bare_effects (event_id, player_id, number) VALUES ($1, $2, $3)`;
    return database.query(insert, [fact.id, playerId, number]);
  });
  return consumer;
}

function ofSlow(): FactsConsumer {
  const consumer = new FactsConsumer(broker, database, 'identity', silent);
  consumer.on(playerRegistered.subject, () => pause(slowMs));
  return consumer;
}
