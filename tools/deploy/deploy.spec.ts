import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { foreignServices } from '@croupier/contracts';
import { readConfig, ServiceConfig } from '@croupier/runtime';
import { describe, expect, it } from '@jest/globals';
import { appsOf } from '../contracts/artefacts.js';
import { readSettings } from '../contracts/env-example.js';
import { completeSecrets } from '../launch/secrets.js';
import { describeApp, namespace, type Overlay, overlays } from './app.js';
import { connectionsNeeded } from './database-server.js';
import { deployFiles } from './files.js';
import { containersOf, render } from './kustomize.js';
import { type Manifest } from './manifest.js';
import { secretManifests } from './secrets.js';

interface Container {
  name: string;
  image: string;
  args?: string[];
  env?: {
    name: string;
    value?: string;
    valueFrom?: { secretKeyRef?: { name: string; key: string; optional?: true } };
  }[];
  envFrom?: { configMapRef: { name: string } }[];
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  securityContext: object;
  startupProbe?: { httpGet: { path: string } };
  readinessProbe?: { httpGet: { path: string } };
  livenessProbe?: { httpGet: { path: string } };
}

interface Policy {
  podSelector: object;
  ingress?: { from?: object[]; ports?: { port: number }[] }[];
  egress?: { to?: object[]; ports?: { port: number }[] }[];
}

const root = process.cwd();
const names = appsOf(root);
const settings = await readSettings(root, '.ts', names);
const apps = settings.map(({ app, defaults }) => describeApp(app, [...defaults.keys()]));
const rendered = Object.fromEntries(
  overlays.map((overlay) => [overlay, render(path.join('deploy/overlays', overlay))]),
) as Record<Overlay, Manifest[]>;
const shipped = (overlay: Overlay): string[] =>
  names.filter((name) => overlay === 'small' || name !== 'sandbox');
const ofKind = (overlay: Overlay, ...kinds: string[]): Manifest[] =>
  rendered[overlay].filter(({ kind }) => kinds.includes(kind));
const namesOf = (manifests: Manifest[]): string[] => manifests.map(({ metadata }) => metadata.name).sort();
const named = (overlay: Overlay, kind: string, name: string): Manifest =>
  ofKind(overlay, kind).find(({ metadata }) => metadata.name === name) as Manifest;
const specOf = <Spec>(manifest: Manifest): Spec => manifest['spec'] as Spec;
const running = ['Deployment', 'StatefulSet', 'Job'];

/** Made here, to see that every reference leads somewhere and every app gets what it needs. */
function secretsOf(overlay: Overlay): Map<string, Record<string, string>> {
  const chosen = apps.filter(({ name }) => shipped(overlay).includes(name));
  const stored = { ...completeSecrets({}, names, foreignServices), route: 'route', superuser: 'superuser' };
  return new Map(
    secretManifests(chosen, overlay, stored).map((secret) => [
      secret.metadata.name,
      secret['stringData'] as Record<string, string>,
    ]),
  );
}

describe.each(overlays)('overlay %s', (overlay) => {
  it('runs every app from its own entry file, and the sandbox in a small cluster alone', () => {
    const deployments = ofKind(overlay, 'Deployment');
    expect(namesOf(deployments)).toEqual(shipped(overlay));
    for (const deployment of deployments) {
      const { name } = deployment.metadata;
      expect(containersOf<Container>(deployment).map(({ args }) => args)).toEqual([
        [`dist/apps/${name}/src/main.js`],
      ]);
      expect(existsSync(`apps/${name}/src/main.ts`)).toBe(true);
    }
  });

  it('lets no process be root, gain rights, write to its image or take what it wants', () => {
    for (const manifest of ofKind(overlay, ...running)) {
      const { template } = specOf<{ template: { spec: Record<string, unknown> } }>(manifest);
      expect(template.spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const container of containersOf<Container>(manifest)) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        for (const bound of [container.resources.requests, container.resources.limits]) {
          expect(Object.keys(bound).sort()).toEqual(['cpu', 'memory']);
        }
        expect(container.image).toMatch(/:[^:/]*\d/);
      }
    }
    expect(named(overlay, 'Namespace', namespace).metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });

  it('asks every app for its three probes', () => {
    for (const deployment of ofKind(overlay, 'Deployment')) {
      const [app] = containersOf<Container>(deployment);
      const probes = [app?.startupProbe, app?.readinessProbe, app?.livenessProbe];
      expect(probes.map((probe) => probe?.httpGet.path)).toEqual([
        '/health/startup',
        '/health/ready',
        '/health/live',
      ]);
    }
  });

  it('keeps all but one of everything up while nodes are drained', () => {
    const budgets = namesOf(ofKind(overlay, 'PodDisruptionBudget'));
    expect(budgets).toEqual(namesOf(ofKind(overlay, 'Deployment', 'StatefulSet')));
    for (const deployment of ofKind(overlay, 'Deployment')) {
      const spread = specOf<{ template: { spec: { topologySpreadConstraints: object[] } } }>(deployment);
      expect(spread.template.spec.topologySpreadConstraints).toHaveLength(2);
    }
  });

  it('gives the key that says who acts to the gateway alone, and its public half to all', () => {
    const secrets = [...secretsOf(overlay)];
    const having = (key: string): string[] =>
      secrets.flatMap(([name, values]) => (key in values ? [name] : [])).sort();
    expect(having('ACTOR_SIGNING_KEY')).toEqual(['gateway-secrets']);
    expect(having('ACTOR_PUBLIC_KEYS')).toEqual(shipped(overlay).map((app) => `${app}-secrets`));
  });

  it('migrates every database by a job, and gives no app the rights of its owner', () => {
    const withDatabase = apps.filter(({ name, database }) => database && shipped(overlay).includes(name));
    expect(namesOf(ofKind(overlay, 'Job'))).toEqual(withDatabase.map(({ name }) => `migrate-${name}`));
    const text = JSON.stringify(ofKind(overlay, 'Deployment'));
    expect(text).not.toMatch(/OWNER_DATABASE_URL|superuser/i);
  });

  it('holds no secret, and refers to none that nobody makes', () => {
    expect(ofKind(overlay, 'Secret')).toEqual([]);
    const known = secretsOf(overlay);
    if (overlay === 'large') known.set('croupier-db-superuser', { username: '', password: '' });
    const maps = new Set(namesOf(ofKind(overlay, 'ConfigMap')));
    for (const container of ofKind(overlay, ...running).flatMap((one) => containersOf<Container>(one))) {
      for (const { name, value, valueFrom } of container.env ?? []) {
        if (/KEY|SECRET|PASSWORD|PEPPER|DATABASE_URL/.test(name)) expect(value).toBeUndefined();
        const reference = valueFrom?.secretKeyRef;
        if (reference && !reference.optional)
          expect(Object.keys(known.get(reference.name) ?? {})).toContain(reference.key);
      }
      for (const { configMapRef } of container.envFrom ?? []) expect(maps).toContain(configMapRef.name);
    }
    const text = JSON.stringify(ofKind(overlay, 'ConfigMap'));
    expect(text).not.toMatch(/:\/\/[^/"]*:[^/"]*@|_KEY"|_SECRET"|PASSWORD"|PEPPER"/);
  });

  it('lets every service into the broker, one that is no app among them, an example in a small cluster alone', () => {
    const config = secretsOf(overlay).get('nats-config')?.['nats.conf'] ?? '';
    const { authorization } = JSON.parse(config) as { authorization: { users: { user: string }[] } };
    const examples = overlay === 'small' ? ['top-payouts'] : [];
    expect(authorization.users.map(({ user }) => user).sort()).toEqual(
      [...shipped(overlay), ...examples, 'admin'].sort(),
    );
  });

  it.each(shipped(overlay))('gives %s settings with which it starts', async (app) => {
    const secrets = secretsOf(overlay);
    const [container] = containersOf<Container>(named(overlay, 'Deployment', app));
    const environment = { ...(named(overlay, 'ConfigMap', `${app}-settings`)['data'] as object) } as Record<
      string,
      string
    >;
    for (const { name, value, valueFrom } of container?.env ?? []) {
      const reference = valueFrom?.secretKeyRef;
      environment[name] = value ?? secrets.get(reference?.name ?? '')?.[reference?.key ?? ''] ?? '';
    }
    expect(environment['NODE_ENV']).toBe(overlay === 'large' ? 'production' : undefined);
    expect(() => readConfig(app, ServiceConfig, environment)).not.toThrow();
    const file = `../../apps/${app}/src/${app}.config.ts`;
    const exported = Object.values((await import(file)) as Record<string, unknown>);
    for (const config of exported) {
      if (typeof config !== 'function' || !(config.prototype instanceof ServiceConfig)) continue;
      expect(() => readConfig(app, config as new () => ServiceConfig, environment)).not.toThrow();
    }
  });

  it('keeps facts on as many nodes as the broker has', () => {
    const { replicas } = specOf<{ replicas: number }>(named(overlay, 'StatefulSet', 'nats'));
    expect(replicas).toBe(overlay === 'large' ? 3 : 1);
    for (const map of ofKind(overlay, 'ConfigMap')) {
      const data = map['data'] as Record<string, string>;
      expect(data['NATS_STREAM_REPLICAS']).toBe(String(replicas));
      expect(data['NATS_URL']?.split(',')).toHaveLength(replicas);
    }
  });
});

describe.each(overlays)('the network of overlay %s', (overlay) => {
  const policy = (name: string): Policy => specOf<Policy>(named(overlay, 'NetworkPolicy', name));
  const component = (name: string): object => ({
    podSelector: {
      matchLabels: { 'app.kubernetes.io/component': name, 'app.kubernetes.io/part-of': 'croupier' },
    },
  });

  it('denies by default', () => {
    expect(policy('default-deny')).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [],
    });
  });

  it.each(shipped(overlay))(
    'lets %s speak to the broker, to its database if it has one, and to nobody',
    (app) => {
      const { egress = [], ingress = [] } = policy(app);
      const hasDatabase = settings.find((one) => one.app === app)?.defaults.has('DATABASE_URL');
      expect(egress.map(({ ports }) => ports?.map(({ port }) => port))).toEqual(
        hasDatabase ? [[4222], [5432]] : [[4222]],
      );
      expect(egress[0]?.to).toEqual([component('broker')]);
      const entered = JSON.stringify(ingress).includes('croupier-ingress');
      expect(entered).toBe(app === 'gateway' || app === 'sandbox');
    },
  );

  it('lets in at the database exactly the apps that have one', () => {
    const [asked] = policy('croupier-db').ingress ?? [];
    const withDatabase = apps.filter(({ name, database }) => database && shipped(overlay).includes(name));
    expect(JSON.stringify(asked?.from?.[0])).toContain(JSON.stringify(withDatabase.map(({ name }) => name)));
    expect(asked?.from?.[1]).toEqual(component('migration'));
  });

  it('lets out those alone whose settings name somebody outside', () => {
    const labelled = ofKind(overlay, 'Deployment').filter((deployment) =>
      JSON.stringify(specOf<{ template: object }>(deployment).template).includes('croupier-calls-outside'),
    );
    const expected = settings
      .filter(({ app, defaults }) =>
        [...defaults.keys()].some(
          (key) => app !== 'sandbox' && /_URLS?$/.test(key) && !/^(NATS|DATABASE|PUBLIC|SANDBOX)_/.test(key),
        ),
      )
      .map(({ app }) => app);
    expect(namesOf(labelled)).toEqual(expected);
    expect(expected).toEqual(expect.arrayContaining(['identity', 'payments', 'profile']));
    expect(JSON.stringify(policy('outside')).includes('0.0.0.0/0')).toBe(overlay === 'large');
  });
});

describe('overlay large', () => {
  it('knows nothing of the sandbox', () => {
    expect(JSON.stringify(rendered.large)).not.toMatch(/"sandbox|sandbox"|http:\/\/sandbox|SANDBOX":"true/);
  });

  it('scales each app once, never to zero', () => {
    const scalers = ofKind('large', 'HorizontalPodAutoscaler');
    expect(namesOf(scalers)).toEqual(shipped('large'));
    for (const scaler of scalers)
      expect(specOf<{ minReplicas: number }>(scaler).minReplicas).toBeGreaterThanOrEqual(2);
  });

  it('commits on two machines, and takes every connection there may be', () => {
    const { instances, postgresql } = specOf<{
      instances: number;
      postgresql: { synchronous: object; parameters: Record<string, string> };
    }>(named('large', 'Cluster', 'croupier-db'));
    expect(instances).toBe(3);
    expect(postgresql.synchronous).toEqual({ method: 'any', number: 1, dataDurability: 'required' });
    const chosen = apps.filter(({ name }) => name !== 'sandbox');
    expect(Number(postgresql.parameters['max_connections'])).toBe(connectionsNeeded(chosen, 'large'));
  });

  it('shows figures, probes and the back office to no player', () => {
    const text = JSON.stringify(named('large', 'Ingress', 'gateway'));
    for (const closed of ['/metrics', '/health', '/backoffice']) {
      expect(text).toContain(`{"path":"${closed}","pathType":"Prefix","backend":{"service":{"name":"closed"`);
    }
  });
});

describe('the files below deploy/', () => {
  it('are those that are written, and no other', () => {
    const found = readdirSync('deploy', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(found.sort()).toEqual(
      deployFiles(settings)
        .map(({ file }) => file)
        .sort(),
    );
  });
});
