import { asks, commonErrors, facts, schemasFor, services, streamOf } from '@croupier/contracts';
import { type AskContract, type FactContract, type MessageClass, ownerOf } from '@croupier/kernel';
import { askHeaders, factHeaders } from './asyncapi-headers.js';

type Ask = AskContract<object, object>;
type Fact = FactContract<object>;
type Part = Record<string, unknown>;

const inbox = 'callersInbox';
const ownedBy =
  (service: string) =>
  ({ subject }: { subject: string }): boolean =>
    ownerOf(subject) === service;

/** The AsyncAPI 3 document of a service: what it answers and tells in full, what it asks and hears by reference. */
export function asyncApiOf(service: string): object {
  const declared = services[service] ?? { asks: [], consumes: [], watches: [] };
  const answers = asks.filter(ownedBy(service));
  const tells = facts.filter(ownedBy(service));
  const messages = [
    ...answers.flatMap(({ request, reply }) => [request, reply]),
    ...tells.map((one) => one.payload),
  ];
  return {
    asyncapi: '3.0.0',
    info: {
      title: `Croupier: ${service}`,
      version: '1.0.0',
      description:
        'Asks are NATS requests, answered by one of the queue group of the service; facts come from its JetStream stream. Written by `npm run contracts` from the declarations in libs/contracts.',
    },
    defaultContentType: 'application/json',
    channels: {
      ...named(answers, (ask) => ({
        address: ask.subject,
        title: ask.summary,
        messages: { request: message(ask.request, 'AskHeaders') },
      })),
      ...named(tells, (fact) => ({
        address: fact.subject,
        title: fact.summary,
        description: `Kept in the stream ${streamOf(service)}.`,
        'x-aggregate': fact.aggregate,
        messages: { fact: message(fact.payload, 'FactHeaders') },
      })),
      ...(answers.length > 0
        ? {
            [inbox]: {
              address: null,
              title: 'Where the caller waits: the reply subject of its request.',
              messages: {
                ...Object.fromEntries(answers.map((ask) => [nameOf(ask), message(ask.reply)])),
                refusal: { $ref: '#/components/messages/refusal' },
              },
            },
          }
        : {}),
    },
    operations: {
      ...Object.fromEntries(answers.map((ask) => [`answer-${nameOf(ask)}`, answering(ask)])),
      ...Object.fromEntries(tells.map((fact) => [`tell-${nameOf(fact)}`, at(service, 'send', fact)])),
      ...Object.fromEntries(
        elsewhere('ask', declared.asks).map(([name, one]) => [name, at(service, 'send', one)]),
      ),
      ...Object.fromEntries(
        elsewhere('hear', [...declared.consumes, ...declared.watches]).map(([name, one]) => [
          name,
          at(service, 'receive', one),
        ]),
      ),
    },
    components: {
      messages: { refusal },
      schemas: {
        ...(schemasFor(messages) as Part),
        ...{ AskHeaders: askHeaders, FactHeaders: factHeaders, Refusal: refusalBody },
      },
    },
  };
}

function named<Contract extends { subject: string }>(
  list: readonly Contract[],
  channel: (one: Contract) => object,
): Part {
  return Object.fromEntries(list.map((one) => [nameOf(one), channel(one)]));
}

/** `settle-round` of `rpc.wallet.settle-round.v1`; `round-settled` of `evt.wallet.round.settled.v1`. */
function nameOf({ subject }: { subject: string }): string {
  return subject.split('.').slice(2, -1).join('-');
}

function elsewhere(verb: string, list: readonly { subject: string }[]): [string, { subject: string }][] {
  return [...new Set(list)].map((one) => [`${verb}-${ownerOf(one.subject)}-${nameOf(one)}`, one]);
}

/** @param headers those that go with it; a reply has none */
function message(body: MessageClass, headers?: 'AskHeaders' | 'FactHeaders'): object {
  return {
    name: body.name,
    ...(headers ? { headers: { $ref: `#/components/schemas/${headers}` } } : {}),
    payload: { $ref: `#/components/schemas/${body.name}` },
  };
}

function answering(ask: Ask): object {
  return {
    action: 'receive',
    summary: ask.summary,
    channel: { $ref: `#/channels/${nameOf(ask)}` },
    reply: {
      channel: { $ref: `#/channels/${inbox}` },
      messages: [
        { $ref: `#/channels/${inbox}/messages/${nameOf(ask)}` },
        { $ref: `#/channels/${inbox}/messages/refusal` },
      ],
    },
    'x-deadline-ms': ask.deadlineMs,
    'x-idempotent': ask.idempotent,
    'x-priority': ask.priority,
    'x-actor': ask.actor,
    ...(ask.actingStaff === undefined ? {} : { 'x-acting-staff': ask.actingStaff }),
    'x-errors': [...ask.errors, ...Object.keys(commonErrors)].sort(),
  };
}

/** An operation on a channel, which the document of another service may describe. */
function at(service: string, action: 'send' | 'receive', one: Pick<Ask | Fact, 'subject'>): object {
  const owner = ownerOf(one.subject);
  const file = owner === service ? '' : `./${owner}.json`;
  return { action, channel: { $ref: `${file}#/channels/${nameOf(one)}` } };
}

const refusalBody = {
  type: 'object',
  description: 'Why nothing was done; its codes are in docs/errors.md.',
  required: ['code', 'kind', 'message', 'remedy', 'retry'],
  properties: {
    ...{ code: { type: 'string' }, kind: { type: 'string' }, message: { type: 'string' } },
    ...{ remedy: { type: 'string' }, retry: { type: 'boolean' }, field: { type: 'string' } },
    ...{ detail: { type: 'string' }, retryAfterMs: { type: 'integer', minimum: 0 } },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const refusal = {
  name: 'Refusal',
  headers: { type: 'object', required: ['Croupier-Error'], properties: { 'Croupier-Error': { const: '1' } } },
  payload: { $ref: '#/components/schemas/Refusal' },
};
