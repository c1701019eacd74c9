import { databaseHost, type DeployedApp, type Overlay } from './app.js';
import { containerSecurity, disruptionBudget, labelsOf, type Manifest, podSecurity } from './manifest.js';
import { connectionsPerProcess, measureOf } from './measured.js';
import { superuserSecret } from './workload.js';

const labels = labelsOf('croupier-db', 'database');
/** `postgres` of the image. */
const user = 999;

/**
 * Connections the server must take: every replica there may be and the one more of a rolling update, each with its
 * pool full, the migrations, and some for people.
 */
export function connectionsNeeded(apps: readonly DeployedApp[], overlay: Overlay): number {
  const processes = apps
    .filter(({ database }) => database)
    .map(({ name }) => (overlay === 'large' ? measureOf(name).replicasMost : 1) + 1);
  const pools = processes.reduce((sum, count) => sum + count * connectionsPerProcess, 0);
  return Math.ceil((pools + apps.length + 20) / 50) * 50;
}

/** PostgreSQL: one server of its own, or a primary with two standbys, one of them always as far as the primary. */
export function databaseServer(apps: readonly DeployedApp[], overlay: Overlay): Manifest[] {
  const connections = String(connectionsNeeded(apps, overlay));
  if (overlay === 'large') return operatedCluster(connections);
  return [singleService(), singleSet(connections), disruptionBudget('croupier-db', 'database')];
}

function operatedCluster(connections: string): Manifest[] {
  const cluster = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'croupier-db', labels },
    spec: {
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:18',
      // The migration jobs make databases and roles with it; no app has it.
      enableSuperuserAccess: true,
      bootstrap: { initdb: { dataChecksums: true, encoding: 'UTF8', localeCollate: 'C', localeCType: 'C' } },
      postgresql: {
        // A commit that was answered is on two machines; without a standby there is no commit.
        synchronous: { method: 'any', number: 1, dataDurability: 'required' },
        parameters: {
          max_connections: connections,
          shared_buffers: '1GB',
          synchronous_commit: 'on',
          password_encryption: 'scram-sha-256',
          timezone: 'UTC',
        },
      },
      storage: { size: '100Gi' },
      walStorage: { size: '20Gi' },
      resources: { requests: { cpu: '2', memory: '4Gi' }, limits: { cpu: '4', memory: '4Gi' } },
      affinity: {
        enablePodAntiAffinity: true,
        topologyKey: 'kubernetes.io/hostname',
        podAntiAffinityType: 'required',
      },
      enablePDB: true,
      primaryUpdateStrategy: 'unsupervised',
      primaryUpdateMethod: 'switchover',
      backup: { volumeSnapshot: {} },
    },
  };
  const nightly = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'croupier-db-nightly', labels },
    spec: {
      schedule: '0 0 3 * * *',
      method: 'volumeSnapshot',
      cluster: { name: 'croupier-db' },
      backupOwnerReference: 'cluster',
    },
  };
  return [cluster, nightly];
}

function singleService(): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: databaseHost, labels },
    spec: { selector: labels, ports: [{ name: 'postgres', port: 5432, targetPort: 'postgres' }] },
  };
}

function singleSet(connections: string): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'croupier-db', labels },
    spec: {
      serviceName: databaseHost,
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: podSecurity(user),
          terminationGracePeriodSeconds: 60,
          containers: [singleContainer(connections)],
          volumes: [
            { name: 'run', emptyDir: { sizeLimit: '8Mi' } },
            { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
            { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } },
        },
      ],
    },
  };
}

function singleContainer(connections: string): object {
  const asked = { exec: { command: ['pg_isready', '-U', 'postgres', '-h', '127.0.0.1'] }, timeoutSeconds: 5 };
  return {
    name: 'postgres',
    image: 'postgres:18-trixie',
    args: ['-c', `max_connections=${connections}`],
    env: [
      { name: 'POSTGRES_INITDB_ARGS', value: '--locale=C --encoding=UTF8 --data-checksums' },
      {
        name: 'POSTGRES_PASSWORD',
        valueFrom: { secretKeyRef: { name: superuserSecret, key: 'password' } },
      },
    ],
    ports: [{ name: 'postgres', containerPort: 5432 }],
    startupProbe: { ...asked, periodSeconds: 3, failureThreshold: 60 },
    readinessProbe: { ...asked, periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...asked, periodSeconds: 20, failureThreshold: 6 },
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '2', memory: '1Gi' } },
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'data', mountPath: '/var/lib/postgresql' },
      { name: 'run', mountPath: '/var/run/postgresql' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'shm', mountPath: '/dev/shm' },
    ],
  };
}
