import { containerPort } from '../provision/containers.js';
import { databaseHost, type DeployedApp, fixedSettings } from './app.js';
import {
  containerSecurity,
  disruptionBudget,
  labelsOf,
  type Manifest,
  podSecurity,
  spread,
} from './manifest.js';
import { measureOf } from './measured.js';

/** `node` of the image. */
const user = 1000;
const image = 'croupier';
const temporary = [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }];
const mounts = [{ name: 'tmp', mountPath: '/tmp' }];
/** The delay before it stops taking work, what is in flight, the facts, and some air. */
const stopSeconds = 30;

/** Apps that somebody outside of their own pod calls over HTTP. */
const called = new Set(['gateway', 'sandbox']);

export function secretName(app: string): string {
  return `${app}-secrets`;
}

export function ownerSecretName(app: string): string {
  return `${app}-database-owner`;
}

export function settingsName(app: string): string {
  return `${app}-settings`;
}

export const superuserSecret = 'croupier-db-superuser';

/** Everything one app consists of, in every overlay alike. */
export function workload(app: DeployedApp): Manifest[] {
  return [
    deployment(app),
    disruptionBudget(app.name, 'app'),
    ...(called.has(app.name) ? [service(app.name)] : []),
    ...(app.database ? [migration(app)] : []),
  ];
}

function plain(values: Readonly<Record<string, string>>): object[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function fromSecret(name: string, secret: string, key = name, optional = false): object {
  return { name, valueFrom: { secretKeyRef: { name: secret, key, ...(optional ? { optional } : {}) } } };
}

function probe(path: string, timing: object): object {
  return { httpGet: { path: `/health/${path}`, port: 'http' }, timeoutSeconds: 3, ...timing };
}

function deployment(app: DeployedApp): Manifest {
  const labels = labelsOf(app.name, 'app');
  const measure = measureOf(app.name);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app.name, labels },
    spec: {
      revisionHistoryLimit: 3,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: {
          labels: { ...labels, ...(app.outside ? { 'croupier-calls-outside': 'true' } : {}) },
          annotations: {
            'prometheus.io/scrape': 'true',
            'prometheus.io/path': '/metrics',
            'prometheus.io/port': String(containerPort),
          },
        },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: podSecurity(user),
          terminationGracePeriodSeconds: stopSeconds,
          topologySpreadConstraints: spread(labels),
          containers: [
            {
              name: app.name,
              image,
              args: [`dist/apps/${app.name}/src/main.js`],
              ports: [{ name: 'http', containerPort }],
              envFrom: [{ configMapRef: { name: settingsName(app.name) } }],
              env: [
                ...plain({ ...fixedSettings, NATS_USER: app.name }),
                ...app.secrets.map((key) =>
                  fromSecret(key, secretName(app.name), key, app.optional.includes(key)),
                ),
              ],
              // A start waits up to 30 s for its servers and for its migrations.
              startupProbe: probe('startup', { periodSeconds: 2, failureThreshold: 30 }),
              readinessProbe: probe('ready', { periodSeconds: 5, failureThreshold: 2 }),
              livenessProbe: probe('live', { periodSeconds: 10, failureThreshold: 3 }),
              resources: {
                requests: { cpu: measure.cpu, memory: measure.memory },
                limits: { cpu: measure.cpuMost, memory: measure.memoryMost },
              },
              securityContext: containerSecurity,
              volumeMounts: mounts,
            },
          ],
          volumes: temporary,
        },
      },
    },
  };
}

function service(name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf(name, 'app') },
    spec: {
      selector: labelsOf(name, 'app'),
      ports: [{ name: 'http', port: containerPort, targetPort: 'http' }],
    },
  };
}

/** Makes the database and its roles as superuser, then migrates as its owner; again without harm. */
function migration(app: DeployedApp): Manifest {
  const name = `migrate-${app.name}`;
  const labels = labelsOf(name, 'migration');
  const step = (task: string, env: object[]): object => ({
    name: task,
    image,
    args: ['dist/tools/provision/database.js', task, app.name],
    env,
    resources: {
      requests: { cpu: '50m', memory: '128Mi' },
      limits: { cpu: '1', memory: '320Mi' },
    },
    securityContext: containerSecurity,
    volumeMounts: mounts,
  });
  const owner = fromSecret('OWNER_DATABASE_URL', ownerSecretName(app.name));
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      // The server may come up later than this.
      backoffLimit: 30,
      activeDeadlineSeconds: 1800,
      // A job cannot be changed: it goes away by itself, so that the next version can be applied.
      ttlSecondsAfterFinished: 300,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'OnFailure',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: podSecurity(user),
          initContainers: [
            step('provision', [
              ...plain({ POSTGRES_HOST: `${databaseHost}:5432` }),
              fromSecret('POSTGRES_SUPERUSER', superuserSecret, 'username'),
              fromSecret('POSTGRES_SUPERUSER_PASSWORD', superuserSecret, 'password'),
              fromSecret('DATABASE_URL', secretName(app.name)),
              owner,
            ]),
          ],
          containers: [step('migrate', [owner])],
          volumes: temporary,
        },
      },
    },
  };
}
