import { brokerPermissions } from '@croupier/contracts';
import { type BrokerUser, clusterConfig } from '../provision/containers.js';
import { type StoredSecrets } from '../provision/stored-secrets.js';
import {
  brokerNodes,
  databaseHost,
  type DeployedApp,
  foreignIn,
  namespace,
  type Overlay,
  valuesOf,
} from './app.js';
import { brokerSecret } from './broker.js';
import { type Manifest } from './manifest.js';
import { ownerSecretName, secretName, superuserSecret } from './workload.js';

function secret(name: string, stringData: Record<string, string>): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'croupier' } },
    type: 'Opaque',
    stringData,
  };
}

/**
 * Every secret the manifests of an overlay refer to. For somebody's first cluster; who has a vault lets that make
 * secrets of the same names and keys.
 */
export function secretManifests(
  apps: readonly DeployedApp[],
  overlay: Overlay,
  stored: StoredSecrets,
): Manifest[] {
  const users: BrokerUser[] = [...apps.map(({ name }) => name), ...foreignIn(overlay)].map((name) => ({
    user: name,
    password: stored.nats[name] ?? '',
    permissions: brokerPermissions(name),
  }));
  users.push({ user: 'admin', password: stored.nats['admin'] ?? '' });
  return [
    ...apps.flatMap((app) => appSecrets(app, overlay, stored)),
    secret(brokerSecret, { 'nats.conf': clusterConfig(brokerNodes(overlay), users, stored.route) }),
    // CloudNativePG makes its own.
    ...(overlay === 'small'
      ? [secret(superuserSecret, { username: 'postgres', password: stored.superuser })]
      : []),
  ];
}

function appSecrets(app: DeployedApp, overlay: Overlay, stored: StoredSecrets): Manifest[] {
  const passwords = stored.databases[app.name] ?? { owner: '', app: '' };
  const values: Record<string, string> = {
    ...stored.values,
    ...valuesOf(app.name, overlay, { database: passwords.app, nats: stored.nats[app.name] ?? '' }),
  };
  const known = app.secrets.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]]));
  const secrets = [secret(secretName(app.name), Object.fromEntries(known) as Record<string, string>)];
  if (!app.database) return secrets;
  const name = app.name.replaceAll('-', '_');
  const url = `postgres://${name}_owner:${passwords.owner}@${databaseHost}:5432/${name}`;
  return [...secrets, secret(ownerSecretName(app.name), { OWNER_DATABASE_URL: url })];
}
