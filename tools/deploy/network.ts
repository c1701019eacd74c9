import { containerPort } from '../provision/containers.js';
import { type DeployedApp, type Overlay } from './app.js';
import { labelsOf, type Manifest } from './manifest.js';

/** Namespaces of others, by the label every namespace carries. */
const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
const databaseOperator = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cnpg-system' } },
};
/** Whoever runs the ingress controller labels its namespace so. */
const ingress = { namespaceSelector: { matchLabels: { 'croupier-ingress': 'true' } } };

const pods = (matchLabels: Record<string, string>): object => ({ podSelector: { matchLabels } });
const component = (name: string): object =>
  pods({ 'app.kubernetes.io/component': name, 'app.kubernetes.io/part-of': 'croupier' });
/** The server by its own label, or by the one CloudNativePG gives to all pods of a cluster, its jobs included. */
const operated = { 'cnpg.io/cluster': 'croupier-db' };
const database = [component('database'), pods(operated)];
const outsideCallers = pods({ 'croupier-calls-outside': 'true' });
const tcp = (...ports: number[]): object[] => ports.map((port) => ({ protocol: 'TCP', port }));

function policy(
  name: string,
  podSelector: object,
  rules: { ingress?: object[]; egress?: object[] },
): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: { 'app.kubernetes.io/part-of': 'croupier' } },
    spec: {
      podSelector,
      policyTypes: [...(rules.ingress ? ['Ingress'] : []), ...(rules.egress ? ['Egress'] : [])],
      ...rules,
    },
  };
}

/** Nothing may talk to anything; names may be looked up. Everything else is an edge somebody declared. */
export function commonPolicies(): Manifest[] {
  return [
    policy('default-deny', {}, { ingress: [], egress: [] }),
    policy(
      'names',
      {},
      {
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [{ protocol: 'UDP', port: 53 }, ...tcp(53)],
          },
        ],
      },
    ),
    policy(
      'migrations',
      { matchLabels: { 'app.kubernetes.io/component': 'migration' } },
      { egress: [{ to: database, ports: tcp(5432) }] },
    ),
  ];
}

/** The edges of one app: services meet on the broker alone, whose users are held to the service map by name. */
export function appPolicy(app: DeployedApp): Manifest {
  const entry = app.name === 'gateway' || app.name === 'sandbox' ? [ingress] : [];
  return policy(
    app.name,
    { matchLabels: labelsOf(app.name, 'app') },
    {
      ingress: [{ from: [monitoring, ...entry], ports: tcp(containerPort) }],
      egress: [
        { to: [component('broker')], ports: tcp(4222) },
        ...(app.database ? [{ to: database, ports: tcp(5432) }] : []),
      ],
    },
  );
}

/** Who is the world outside: in a small cluster the sandbox, in production everything that is not private. */
export function outsidePolicies(overlay: Overlay): Manifest[] {
  const callers = { matchLabels: { 'croupier-calls-outside': 'true' } };
  if (overlay === 'large') {
    const world = {
      ipBlock: {
        cidr: '0.0.0.0/0',
        except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
      },
    };
    return [policy('outside', callers, { egress: [{ to: [world], ports: tcp(443, 465, 587) }] })];
  }
  const sandbox = labelsOf('sandbox', 'app');
  const gateway = labelsOf('gateway', 'app');
  return [
    policy('outside', callers, { egress: [{ to: [pods(sandbox)] }] }),
    policy(
      'outside-is-the-sandbox',
      { matchLabels: sandbox },
      { ingress: [{ from: [outsideCallers] }], egress: [{ to: [pods(gateway)], ports: tcp(containerPort) }] },
    ),
    policy(
      'webhooks-of-the-sandbox',
      { matchLabels: gateway },
      { ingress: [{ from: [pods(sandbox)], ports: tcp(containerPort) }] },
    ),
  ];
}

/** The broker takes every app, and nobody else but those who read its figures. */
export function brokerPolicy(): Manifest {
  const self = labelsOf('nats', 'broker');
  return policy(
    'nats',
    { matchLabels: self },
    {
      ingress: [
        { from: [component('app')], ports: tcp(4222) },
        { from: [pods(self)], ports: tcp(4222, 6222, 8222) },
        { from: [monitoring], ports: tcp(8222) },
      ],
      egress: [{ to: [pods(self)], ports: tcp(4222, 6222, 8222) }],
    },
  );
}

/** The database server takes the apps that have a database, by name, and their migrations. */
export function databasePolicy(apps: readonly DeployedApp[], overlay: Overlay): Manifest {
  const callers = {
    podSelector: {
      matchExpressions: [
        {
          key: 'app.kubernetes.io/name',
          operator: 'In',
          values: apps.filter((app) => app.database).map(({ name }) => name),
        },
      ],
    },
  };
  const asked = { from: [callers, component('migration')], ports: tcp(5432) };
  if (overlay === 'small') {
    return policy(
      'croupier-db',
      { matchLabels: labelsOf('croupier-db', 'database') },
      { ingress: [asked], egress: [] },
    );
  }
  return policy(
    'croupier-db',
    { matchLabels: operated },
    {
      ingress: [
        asked,
        { from: [pods(operated), databaseOperator], ports: tcp(5432, 8000) },
        { from: [monitoring], ports: tcp(9187) },
      ],
      egress: [
        { to: [pods(operated)], ports: tcp(5432, 8000) },
        // Its instance manager asks the API server, which has no label to name it by.
        { ports: tcp(443, 6443) },
      ],
    },
  );
}
