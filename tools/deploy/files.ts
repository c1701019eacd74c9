import { alertRules } from './alerts.js';
import { broker } from './broker.js';
import { type DeployedApp, describeApp, namespace, type Overlay, overlays, settingsIn } from './app.js';
import { dashboards } from './dashboards.js';
import { databaseServer } from './database-server.js';
import { entrance } from './entrance.js';
import { type Manifest, yamlOf } from './manifest.js';
import { appPolicy, brokerPolicy, commonPolicies, databasePolicy, outsidePolicies } from './network.js';
import { scaler } from './scaling.js';
import { settingsName, workload } from './workload.js';

/** A file below deploy/. */
export interface DeployFile {
  file: string;
  text: string;
}

const writtenBy =
  'Written by `npm run contracts` from the service map and tools/deploy; see docs/deploying.md.';

/** Not for production: it is the world outside. */
export const sandboxOnly: readonly string[] = ['sandbox'];

/** Every file below deploy/, as it follows from the apps and the settings they read. */
export function deployFiles(
  settings: readonly { app: string; defaults: ReadonlyMap<string, unknown> }[],
): DeployFile[] {
  const apps = settings.map(({ app, defaults }) => describeApp(app, [...defaults.keys()]));
  const shipped = apps.filter(({ name }) => !sandboxOnly.includes(name));
  const base = new Map<string, Manifest[]>([
    ...shipped.map((app): [string, Manifest[]] => [`${app.name}.yaml`, [...workload(app), appPolicy(app)]]),
    ['network.yaml', [...commonPolicies(), brokerPolicy()]],
  ]);
  return [
    ...folder('deploy/base', base),
    ...overlays.flatMap((overlay) => overlayFiles(overlay, overlay === 'small' ? apps : shipped)),
    { file: 'deploy/observability/alerts.yaml', text: yamlOf([alertRules()], writtenBy) },
    ...Object.entries(dashboards()).map(([name, board]) => ({
      file: `deploy/observability/dashboards/${name}`,
      text: `${JSON.stringify(board, null, 2)}\n`,
    })),
  ];
}

function overlayFiles(overlay: Overlay, apps: readonly DeployedApp[]): DeployFile[] {
  const files = new Map<string, Manifest[]>([
    ['namespace.yaml', [namespaceObject()]],
    ['settings.yaml', apps.map((app) => settingsObject(app, overlay))],
    ['nats.yaml', broker(overlay)],
    ['postgresql.yaml', [...databaseServer(apps, overlay), databasePolicy(apps, overlay)]],
    ['outside.yaml', outsidePolicies(overlay)],
  ]);
  if (overlay === 'large') {
    files.set('scaling.yaml', apps.map(scaler));
    files.set('entrance.yaml', entrance());
  }
  for (const app of apps.filter(({ name }) => sandboxOnly.includes(name))) {
    files.set(`${app.name}.yaml`, [...workload(app), appPolicy(app)]);
  }
  return folder(`deploy/overlays/${overlay}`, files, {
    namespace,
    resources: ['../../base'],
    images: [{ name: 'croupier', newName: 'images.example.org/croupier', newTag: '0.1.0' }],
  });
}

function folder(
  path: string,
  files: ReadonlyMap<string, readonly Manifest[]>,
  more: { resources?: string[]; [key: string]: unknown } = {},
): DeployFile[] {
  const { resources = [], ...rest } = more;
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...rest,
    resources: [...resources, ...files.keys()],
  };
  return [
    { file: `${path}/kustomization.yaml`, text: yamlOf([kustomization], writtenBy) },
    ...[...files].map(([name, manifests]) => ({
      file: `${path}/${name}`,
      text: yamlOf(manifests, writtenBy),
    })),
  ];
}

/** The cluster itself refuses a pod here that could be root or more than it needs to be. */
function namespaceObject(): Manifest {
  const level = 'restricted';
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: {
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/warn': level,
      },
    },
  };
}

function settingsObject(app: DeployedApp, overlay: Overlay): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: settingsName(app.name), labels: { 'app.kubernetes.io/part-of': 'croupier' } },
    data: settingsIn(overlay, app),
  };
}
