import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  brokerPermissions,
  inboxPrefix,
  listClocks,
  playerRegistered,
  services,
  streamOf,
} from '@croupier/contracts';
import { freePort, natsProgram } from '@croupier/embedded';
import { newId } from '@croupier/kernel';
import { Broker, messagingMigrations, OutboxRelay, outgoing, tell } from '@croupier/messaging';
import { createTestDatabase, type TestDatabase, until } from '@croupier/testing';
import { jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { FactsConsumer } from '../../libs/messaging/src/facts-consumer.js';
import { clusterConfig } from './containers.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A node of the cluster; its ports are its own because all of them run on one machine here. */
interface Node {
  name: string;
  port: number;
  monitor: number;
  route: number;
  process?: ChildProcess;
}

describe('the configuration written for a cluster of three', () => {
  let directory: string;
  let nodes: Node[];
  let database: TestDatabase;
  let source: DataSource;
  let admin: Broker;
  const stops: (() => Promise<void>)[] = [];
  const heard: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-cluster-'));
    nodes = [];
    for (const name of ['nats-0', 'nats-1', 'nats-2']) {
      nodes.push({ name, port: await freePort(), monitor: await freePort(), route: await freePort() });
    }
    const users = Object.keys(services).map((user) => ({
      user,
      password: 'test',
      permissions: brokerPermissions(user),
    }));
    const names = nodes.map(({ name }) => name);
    const config = clusterConfig(names, [...users, { user: 'admin', password: 'test' }], 'route-password');
    // Where a container would have a volume of its own.
    for (const { name } of nodes)
      await writeFile(fileOf(name), config.replace('"/data"', JSON.stringify(path.join(directory, name))));
    for (const node of nodes) start(node);
    database = await createTestDatabase({
      entities: [],
      migrations: messagingMigrations,
    });
    source = await new DataSource({ type: 'postgres', url: database.url, poolSize: 6 }).initialize();
    admin = await connect('admin');
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
    await source?.destroy();
    await database?.drop();
    for (const node of nodes) node.process?.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  });

  function fileOf(node: string): string {
    return path.join(directory, `${node}.conf`);
  }

  function start(node: Node): void {
    const routes = nodes.map(({ route }) => `nats://route:route-password@127.0.0.1:${route}`);
    node.process = spawn(
      natsProgram(),
      [
        ...['--config', fileOf(node.name), '--name', node.name, '--addr', '127.0.0.1'],
        ...['--port', String(node.port), '--http_port', String(node.monitor)],
        ...['--cluster', `nats://127.0.0.1:${node.route}`, '--routes', routes.join(',')],
      ],
      { stdio: 'ignore' },
    );
  }

  async function connect(user: string): Promise<Broker> {
    const url = nodes.map(({ port }) => `nats://127.0.0.1:${port}`).join(',');
    const options = { service: user, url, user, password: 'test', inboxPrefix: inboxPrefix(user) };
    const broker = await Broker.open(options, quiet);
    stops.push(() => broker.close());
    return broker;
  }

  async function register(): Promise<string> {
    const playerId = newId();
    const payload = { playerId, currency: 'GBP', registeredAt: new Date(0).toISOString() };
    await source.transaction((manager) => tell(manager, outgoing(playerRegistered, payload)));
    return playerId;
  }

  async function stream(): Promise<StreamInfo> {
    const manager = await jetstreamManager(admin.connection, { checkAPI: false, timeout: 2000 });
    return manager.streams.info(streamOf('identity'));
  }

  it('carries a fact that one node alone keeps, as a broker of one does', async () => {
    const relay = new OutboxRelay(await connect('identity'), source, streamOf('identity'), quiet);
    relay.start();
    const consumer = new FactsConsumer(await connect('profile'), source, 'identity', quiet);
    consumer.on(playerRegistered.subject, async (payload) =>
      heard.push((payload as { playerId: string }).playerId),
    );
    consumer.start();
    stops.push(() => consumer.stop());
    const first = await register();
    await until('it is heard', () => heard.includes(first));
    expect((await stream()).config.num_replicas).toBe(1);
    await relay.stop();
  });

  it('keeps the stream on all three once the setting says so, what was told before included', async () => {
    const relay = new OutboxRelay(await connect('identity'), source, streamOf('identity'), quiet, 3);
    relay.start();
    stops.push(() => relay.stop());
    const second = await register();
    await until('it is heard', () => heard.includes(second));
    await until('every copy is whole', async () => {
      const { cluster } = await stream();
      return cluster?.replicas?.length === 2 && cluster.replicas.every(({ current }) => current);
    });
    expect((await stream()).state.messages).toBe(2);
  });

  it('loses neither facts nor service when the node that leads is killed', async () => {
    const { cluster } = await stream();
    const leader = nodes.find(({ name }) => name === cluster?.leader)?.process as ChildProcess;
    leader.kill('SIGKILL');
    await once(leader, 'exit');
    const third = await register();
    await until('it is heard', () => heard.includes(third), 45_000);
    expect(heard).toHaveLength(3);
    expect((await stream()).state.messages).toBe(3);
  });

  it('holds a service to its permissions on every node', async () => {
    const wallet = await connect('wallet');
    await expect(
      wallet.connection.request('rpc.identity.sign-in.v1', '{}', { timeout: 1000 }),
    ).rejects.toThrow(/permission/i);
    await expect(wallet.connection.request(listClocks.subject, '{}', { timeout: 1000 })).rejects.toThrow(
      /no responders/i,
    );
  });
});
