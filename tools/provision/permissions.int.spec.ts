import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  asks,
  type BrokerPermissions,
  brokerPermissions,
  clockMoved,
  facts,
  inboxPrefix,
  listClocks,
  services,
  streamOf,
  tellsFacts,
} from '@croupier/contracts';
import { type RunningNats, startNats } from '@croupier/embedded';
import { ownerOf } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type NatsConnection, PermissionViolationError } from '@nats-io/transport-node';

const password = 'matrix';
const names = Object.keys(services);

/** Two users whose permissions are not what is declared: the matrix must see both. */
const tooMany = 'analytics';
const tooFew = 'games';

/** All that anybody might try: what is declared, and what nobody is granted. */
const subjects = [
  ...asks.map(({ subject }) => subject),
  ...facts.map(({ subject }) => subject),
  ...names.flatMap((name) => [
    ...['PING', 'INFO', 'STATS'].flatMap((verb) => [`$SRV.${verb}.${name}`, `$SRV.${verb}.${name}.1`]),
    `${inboxPrefix(name)}.x.1`,
    ...['CREATE', 'UPDATE', 'INFO', 'DELETE', 'PURGE'].map(
      (verb) => `$JS.API.STREAM.${verb}.${streamOf(name)}`,
    ),
    `$JS.API.STREAM.MSG.DELETE.${streamOf(name)}`,
    `$JS.API.STREAM.MSG.GET.${streamOf(name)}`,
    `facts.again.${name}`,
    ...[...names, ...['games', 'profile', 'analytics'].map((one) => `${one}-rebuild`)].flatMap((consumer) =>
      [
        ...['CREATE', 'INFO', 'DELETE', 'MSG.NEXT', 'DURABLE.CREATE', 'PAUSE'].map(
          (verb) => `$JS.API.CONSUMER.${verb}`,
        ),
        '$JS.ACK',
      ].map((verb) => `${verb}.${streamOf(name)}.${consumer}${verb === '$JS.ACK' ? '.1.1.1.1.1' : ''}`),
    ),
  ]),
  ...[
    '$SRV.PING',
    '$SRV.INFO',
    '$SRV.STATS',
    '$JS.API.INFO',
    '$JS.API.STREAM.NAMES',
    '_INBOX.x',
    'rpc.x',
    'evt.x',
    'x',
  ],
];
const wildcards = [
  '>',
  '*',
  'rpc.>',
  'evt.>',
  '_INBOX.>',
  '*.*',
  '$SYS.>',
  '$JS.>',
  '$JS.API.>',
  '$SRV.>',
  '$SRV.PING.>',
];

type Way = 'publish' | 'subscribe';

describe('the users of the broker', () => {
  let directory: string;
  let nats: RunningNats;
  let wrong: RunningNats;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-matrix-'));
    const users = (of: (name: string) => BrokerPermissions) =>
      names.map((name) => ({ user: name, password, ...of(name) }));
    const start = (folder: string, of: (name: string) => BrokerPermissions): Promise<RunningNats> =>
      startNats({ directory: path.join(directory, folder), users: users(of) });
    [nats, wrong] = await Promise.all([start('right', brokerPermissions), start('wrong', misgranted)]);
  });

  afterAll(async () => {
    await Promise.all([nats.stop(), wrong.stop()]);
    await rm(directory, { recursive: true });
  });

  it.each(names)('%s may do what is declared and nothing else', async (name) => {
    expect(await grantedBy(nats, name)).toEqual(declaredFor(name));
  });

  it('are held against it: a right too many and one too few show', async () => {
    const [more, fewer] = [await grantedBy(wrong, tooMany), await grantedBy(wrong, tooFew)];
    expect(more.publish.filter((subject) => !declaredFor(tooMany).publish.includes(subject))).toEqual([
      'rpc.wallet.settle-round.v1',
    ]);
    expect(declaredFor(tooFew).publish.filter((subject) => !fewer.publish.includes(subject))).toEqual([
      'rpc.wallet.settle-round.v1',
    ]);
  });
});

function misgranted(name: string): BrokerPermissions {
  const right = brokerPermissions(name);
  const bet = 'rpc.wallet.settle-round.v1';
  if (name === tooMany) return { ...right, publish: { allow: [...right.publish.allow, bet] } };
  if (name !== tooFew) return right;
  return { ...right, publish: { allow: right.publish.allow.filter((subject) => subject !== bet) } };
}

/** What a user may do by the declarations of its service, told without a look at how permissions are made of them. */
function declaredFor(name: string): Record<Way, string[]> {
  const { asks: asked, consumes, watches } = services[name] ?? { asks: [], consumes: [], watches: [] };
  const heard = new Set(consumes.map((fact) => streamOf(ownerOf(fact.subject))));
  const isSandbox = name === 'sandbox';
  const tells = tellsFacts(name);
  const own = streamOf(name);
  const serves = asks.some((ask) => ownerOf(ask.subject) === name);
  const mayPublish = (subject: string): boolean => {
    const parts = subject.split('.');
    if (subject.startsWith('rpc.'))
      return subject === listClocks.subject || asked.some((ask) => ask.subject === subject);
    if (subject === clockMoved.subject) return isSandbox;
    // Who watches facts and serves nothing answers where it is told to, not whatever it receives.
    if (/^_INBOX(_sandbox)?\./.test(subject)) return !serves && watches.length > 0;
    if (subject.startsWith('evt.')) return tells && parts[1] === name;
    if (/^\$JS\.API\.STREAM\.(CREATE|UPDATE|MSG\.GET)\./.test(subject)) return tells && parts.at(-1) === own;
    if (subject.startsWith('$JS.API.STREAM.INFO.'))
      return (tells && parts.at(-1) === own) || heard.has(parts.at(-1) ?? '');
    if (subject.startsWith('facts.again.'))
      return consumes.some((fact) => ownerOf(fact.subject) === parts[2]);
    const again =
      /^\$JS\.API\.CONSUMER\.(?:DURABLE\.CREATE|INFO|MSG\.NEXT|DELETE)\.(\w+)\.(games|profile)-rebuild$/.exec(
        subject,
      );
    if (again) return again[2] === name && heard.has(again[1] ?? '');
    const consumer =
      /^\$JS\.(?:API\.CONSUMER\.(?:CREATE|INFO|MSG\.NEXT|DURABLE\.CREATE)|ACK)\.(\w+)\.([\w-]+)(?:\.|$)/.exec(
        subject,
      );
    return consumer !== null && heard.has(consumer[1] ?? '') && consumer[2] === name;
  };
  const mayHear = (subject: string): boolean => {
    if (subject.startsWith('rpc.')) return ownerOf(subject) === name;
    if (subject === clockMoved.subject) return true;
    if (subject.startsWith('facts.again.')) return tells && subject.split('.')[2] === name;
    if (subject.startsWith('evt.')) return watches.some((fact) => fact.subject === subject);
    if (subject.startsWith('$SRV.')) return subject.split('.').length === 2 || subject.split('.')[2] === name;
    return subject.startsWith(`${inboxPrefix(name)}.`);
  };
  return { publish: subjects.filter(mayPublish).sort(), subscribe: subjects.filter(mayHear).sort() };
}

/** Tries every subject both ways, and every wildcard as a hearer. @returns what the broker let pass */
async function grantedBy(nats: RunningNats, user: string): Promise<Record<Way, string[]>> {
  const connection = await connect({
    servers: nats.url,
    user,
    pass: password,
    inboxPrefix: inboxPrefix(user),
  });
  const refused: Record<Way, Set<string>> = { publish: new Set(), subscribe: new Set() };
  const heard = followRefusals(connection, refused);
  for (const subject of subjects) connection.publish(subject, '', { reply: `${inboxPrefix(user)}.matrix` });
  for (const subject of [...subjects, ...wildcards])
    connection.subscribe(subject, { callback: () => undefined });
  await connection.flush();
  await connection.close();
  await heard;
  const passed = (way: Way, tried: readonly string[]): string[] =>
    tried.filter((one) => !refused[way].has(one)).sort();
  return {
    publish: passed('publish', subjects),
    subscribe: passed('subscribe', [...subjects, ...wildcards]),
  };
}

async function followRefusals(connection: NatsConnection, refused: Record<Way, Set<string>>): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type !== 'error' || !(status.error instanceof PermissionViolationError)) continue;
    const { operation, subject } = status.error;
    refused[operation === 'publish' ? 'publish' : 'subscribe'].add(subject);
  }
}
