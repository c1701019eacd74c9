import { chown, copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  provisionDatabase,
  type RunningNats,
  type RunningPostgres,
  startNats,
  startPostgres,
} from '@croupier/embedded';
import { messagingMigrations } from '@croupier/messaging';
import { migrate } from '@croupier/persistence';
import { actorKeys, Authority, type Certificate, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseConfig, ServiceConfig } from './config.js';
import { type Service } from './service.js';
import { startService } from './start-service.js';

@Module({})
class Empty {}

const bare: Service = { name: 'profile', module: Empty, config: ServiceConfig };
const kept: Service = {
  ...bare,
  config: DatabaseConfig,
  database: { entities: [], migrations: messagingMigrations },
};

let directory: string;
let house: Authority;
let other: Authority;
const common = { NATS_USER: 'profile', NATS_PASSWORD: 'test', LOG_LEVEL: 'silent', ...actorKeys };

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'croupier-tls-'));
  house = await Authority.open();
  other = await Authority.open();
});

afterAll(async () => {
  await house?.close();
  await other?.close();
  await rm(directory, { recursive: true, force: true });
});

/** Whether a service with these settings becomes ready, or what it says instead. */
async function startWith(service: Service, settings: Record<string, string>): Promise<string> {
  try {
    const running = await startService(service, { ...common, ...settings });
    const answer = await fetch(`${running.url}/health/ready`);
    await running.close();
    return `ready: ${answer.status}`;
  } catch (error) {
    return String(error);
  }
}

describe('a broker that encrypts', () => {
  let nats: RunningNats;
  let profile: Certificate;
  let sound: Record<string, string>;

  beforeAll(async () => {
    const server = await house.certify('localhost');
    profile = await house.certify('profile');
    nats = await serve('encrypted', { ...server, caFile: house.caFile });
    sound = {
      NATS_URL: `tls://localhost:${nats.port}`,
      NATS_TLS_CA_FILE: house.caFile,
      NATS_TLS_CERT_FILE: profile.certFile,
      NATS_TLS_KEY_FILE: profile.keyFile,
    };
  });

  afterAll(() => nats?.stop());

  function serve(name: string, tls?: Certificate & { caFile: string }): Promise<RunningNats> {
    const users = [{ user: 'profile', password: 'test' }];
    return startNats({ directory: path.join(directory, name), users, ...(tls ? { tls } : {}) });
  }

  it('lets a service in that both sides vouch for', async () => {
    expect(await startWith(bare, sound)).toBe('ready: 200');
  });

  it.each([
    ['whose authority is another', () => ({ NATS_TLS_CA_FILE: other.caFile }), /certificate/],
    ['that is told nothing of TLS', () => ({ NATS_URL: nats.url }), /certificate/],
    ['without a certificate', () => ({ NATS_TLS_CERT_FILE: '', NATS_TLS_KEY_FILE: '' }), /alert/],
  ])('is refused by or refuses a service %s, which says so at once', async (_, over, why) => {
    const settings: Record<string, string> = { ...sound, ...over() };
    if (settings['NATS_URL'] === nats.url) for (const key of Object.keys(sound).slice(1)) settings[key] = '';
    const said = await startWith(bare, settings);
    expect(said).toMatch(/NATS at .* do not agree on TLS: .* Look at NATS_URL and/);
    expect(said).toMatch(why);
  });

  it('takes no certificate that its authority did not sign', async () => {
    const stranger = await other.certify('stranger');
    const said = await startWith(bare, {
      ...sound,
      NATS_TLS_CERT_FILE: stranger.certFile,
      NATS_TLS_KEY_FILE: stranger.keyFile,
    });
    expect(said).toMatch(/do not agree on TLS: .*alert/);
  });

  it('must be the one that it was called as', async () => {
    const elsewhere = await serve('elsewhere', {
      ...(await house.certify('broker.example')),
      caFile: house.caFile,
    });
    const said = await startWith(bare, { ...sound, NATS_URL: `tls://localhost:${elsewhere.port}` });
    expect(said).toMatch(/do not agree on TLS: .*altnames/);
    await elsewhere.stop();
  });

  it('is not mistaken for one that does not encrypt: with tls:// nothing is said in the clear', async () => {
    const plain = await serve('plain');
    expect(await startWith(bare, { NATS_URL: plain.url })).toBe('ready: 200');
    const said = await startWith(bare, { NATS_URL: `tls://localhost:${plain.port}` });
    expect(said).toMatch(/do not agree on TLS: server does not support 'tls'/);
    await plain.stop();
  });
});

describe('a database that encrypts', () => {
  let stack: TestStack;
  let postgres: RunningPostgres;
  let address: string;
  let root: DataSource;

  beforeAll(async () => {
    stack = await TestStack.open();
    postgres = await startPostgres({ directory: path.join(directory, 'postgres'), durable: false });
    root = new DataSource({ type: 'postgres', url: postgres.superuserUrl, poolSize: 1 });
    await root.initialize();
    await provisionDatabase(postgres.superuserUrl, {
      ...{ name: 'profile', ownerRole: 'profile_owner', ownerPassword: 'test' },
      ...{ role: 'profile', password: 'test' },
    });
    address = `postgres://profile:test@localhost:${postgres.port}/profile`;
  });

  afterAll(async () => {
    await root?.destroy();
    await postgres?.stop();
    await stack?.close();
  });

  const encrypted = ({ caFile }: Authority): string =>
    `?sslmode=verify-full&sslrootcert=${encodeURIComponent(caFile)}`;
  const startAt = (url: string): Promise<string> =>
    startWith(kept, { NATS_URL: stack.nats.url, DATABASE_URL: url });

  it('is not mistaken for one that does not', async () => {
    expect(await startAt(address + encrypted(house))).toMatch(
      /PostgreSQL and this service do not agree on TLS: .*does not support SSL/,
    );
  });

  it('is migrated and asked by who knows its authority, and by nobody who knows another', async () => {
    await encrypt(await house.certify('localhost'));
    const owner = address.replace('profile:test', 'profile_owner:test');
    const migrated = (): Promise<boolean> =>
      migrate({ entities: [], migrations: messagingMigrations }, owner + encrypted(house)).then(
        () => true,
        () => false,
      );
    await until('the server has read its settings, and lets its owner in', migrated);
    expect(await startAt(address + encrypted(house))).toBe('ready: 200');
    expect(await startAt(address + encrypted(other))).toMatch(/do not agree on TLS: .*certificate/);
    const elsewhere = address.replace('localhost', '127.0.0.1');
    expect(await startAt(elsewhere + encrypted(house))).toMatch(/do not agree on TLS: .*not in the cert/);
  });

  /** Gives the server its certificate; the services' roles are let in encrypted alone from then on. */
  async function encrypt({ certFile, keyFile }: Certificate): Promise<void> {
    const data = postgres.dataDirectory;
    const { uid, gid } = await stat(data);
    for (const [from, name] of [
      [certFile, 'server.crt'],
      [keyFile, 'server.key'],
    ] as const) {
      await copyFile(from, path.join(data, name));
      await chown(path.join(data, name), uid, gid);
    }
    await writeFile(
      path.join(data, 'pg_hba.conf'),
      'host all postgres all scram-sha-256\nhostssl all all all scram-sha-256\n',
    );
    await root.query(`ALTER SYSTEM SET ssl = 'on'`);
    await root.query('SELECT pg_reload_conf()');
  }
});
