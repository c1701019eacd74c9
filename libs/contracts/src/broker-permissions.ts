import { ownerOf } from '@croupier/kernel';
import { asks, facts, services } from './catalogue.js';
import { clockMoved, listClocks } from './sandbox/clocks.js';

/** What a broker user may say and hear; everything else is refused by the broker itself. */
export interface BrokerPermissions {
  publish: { allow: string[] };
  subscribe: { allow: string[] };
  /** The user may answer a message it received, on that message's reply subject. */
  allowResponses: boolean;
}

/** The JetStream stream that carries a service's facts: `EVT_WALLET`, `EVT_SAFER_GAMBLING`. */
export function streamOf(service: string): string {
  return `EVT_${service.toUpperCase().replaceAll('-', '_')}`;
}

/** Where a service reads facts again, for whoever misses some of them in its stream. */
export function factsAgain(service: string): string {
  return `facts.again.${service}`;
}

/** Where a service's answers arrive: nobody else may listen there. */
export function inboxPrefix(service: string): string {
  return `_INBOX_${service.replaceAll('-', '_')}`;
}

/** True if a service has a stream of facts, and so an outbox to send from. The sandbox's moved clocks are none. */
export function tellsFacts(service: string): boolean {
  return facts.some((fact) => ownerOf(fact.subject) === service && fact !== clockMoved);
}

/** The user of the operations page, which asks every service how it is and how much waits for it, and may do nothing else. */
export const consoleUser = 'console';

/** Who writes down what it hears and nothing else: `npm run rebuild` hears it again, by a consumer of its own. */
const keepsHistory = new Set(['games', 'profile']);

/** The least a service's broker user needs, derived from the declarations. Unknown services get discovery only. */
export function brokerPermissions(service: string): BrokerPermissions {
  if (service === consoleUser)
    return {
      publish: { allow: ['$SRV.STATS', ...consumers().map((one) => `$JS.API.CONSUMER.INFO.${one}`)] },
      subscribe: { allow: [`${inboxPrefix(service)}.>`] },
      allowResponses: false,
    };
  const declared = services[service] ?? { asks: [], consumes: [], watches: [] };
  const stream = streamOf(service);
  const publish = new Set<string>([listClocks.subject, ...declared.asks.map((ask) => ask.subject)]);
  const subscribe = new Set<string>([
    `${inboxPrefix(service)}.>`,
    clockMoved.subject,
    ...discoverySubjects(service),
    ...declared.watches.map((fact) => fact.subject),
  ]);
  const serves = asks.some((ask) => ownerOf(ask.subject) === service);
  if (serves) subscribe.add(`rpc.${service}.>`);
  // It could answer the facts it watches in place of their stream. Who asks for discovery or moves a clock is known.
  const allowResponses = serves || declared.watches.length === 0;
  if (!allowResponses)
    for (const inbox of ['_INBOX', inboxPrefix('sandbox'), inboxPrefix(consoleUser)])
      publish.add(`${inbox}.>`);
  if (service === 'sandbox') publish.add(clockMoved.subject);
  if (tellsFacts(service)) {
    publish.add(`evt.${service}.>`);
    for (const verb of ['CREATE', 'UPDATE', 'INFO', 'MSG.GET'])
      publish.add(`$JS.API.STREAM.${verb}.${stream}`);
    subscribe.add(factsAgain(service));
  }
  for (const owner of new Set(declared.consumes.map((fact) => ownerOf(fact.subject)))) {
    const source = streamOf(owner);
    publish.add(factsAgain(owner));
    publish.add(`$JS.API.STREAM.INFO.${source}`);
    publish.add(`$JS.API.CONSUMER.INFO.${source}.${service}`);
    publish.add(`$JS.API.CONSUMER.CREATE.${source}.${service}`);
    publish.add(`$JS.API.CONSUMER.CREATE.${source}.${service}.>`);
    publish.add(`$JS.API.CONSUMER.DURABLE.CREATE.${source}.${service}`);
    publish.add(`$JS.API.CONSUMER.MSG.NEXT.${source}.${service}`);
    publish.add(`$JS.ACK.${source}.${service}.>`);
    if (!keepsHistory.has(service)) continue;
    for (const verb of ['DURABLE.CREATE', 'INFO', 'MSG.NEXT', 'DELETE'])
      publish.add(`$JS.API.CONSUMER.${verb}.${source}.${service}-rebuild`);
  }
  return { publish: { allow: [...publish] }, subscribe: { allow: [...subscribe] }, allowResponses };
}

/** Stream and name of the consumer of every service for each stream it hears. */
function consumers(): string[] {
  return Object.entries(services).flatMap(([service, { consumes }]) => {
    const owners = new Set(consumes.map((fact) => ownerOf(fact.subject)));
    return [...owners].map((owner) => `${streamOf(owner)}.${service}`);
  });
}

function discoverySubjects(service: string): string[] {
  return ['PING', 'INFO', 'STATS'].flatMap((verb) => [
    `$SRV.${verb}`,
    `$SRV.${verb}.${service}`,
    `$SRV.${verb}.${service}.>`,
  ]);
}
