import { brokerNodes, type Overlay } from './app.js';
import {
  containerSecurity,
  disruptionBudget,
  labelsOf,
  type Manifest,
  podSecurity,
  spread,
} from './manifest.js';

const user = 1000;
const labels = labelsOf('nats', 'broker');

/** Holds `nats.conf`: users, permissions and passwords in one, so it is a secret. */
export const brokerSecret = 'nats-config';

/** NATS with JetStream: one node, or three of which one may die. */
export function broker(overlay: Overlay): Manifest[] {
  return [brokerService(), brokerSet(overlay), disruptionBudget('nats', 'broker')];
}

function brokerService(): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'nats', labels },
    spec: {
      clusterIP: 'None',
      // The nodes find each other before any of them is ready.
      publishNotReadyAddresses: true,
      selector: labels,
      ports: [
        { name: 'client', port: 4222, targetPort: 'client' },
        { name: 'cluster', port: 6222, targetPort: 'cluster' },
        { name: 'monitor', port: 8222, targetPort: 'monitor' },
      ],
    },
  };
}

function brokerSet(overlay: Overlay): Manifest {
  const replicas = brokerNodes(overlay).length;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'nats', labels },
    spec: {
      serviceName: 'nats',
      replicas,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: podSecurity(user),
          terminationGracePeriodSeconds: 60,
          topologySpreadConstraints: spread(labels, replicas > 1),
          containers: [brokerContainer(overlay)],
          volumes: [
            { name: 'config', secret: { secretName: brokerSecret, defaultMode: 0o440 } },
            { name: 'run', emptyDir: { sizeLimit: '1Mi' } },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: overlay === 'large' ? '20Gi' : '4Gi' } },
          },
        },
      ],
    },
  };
}

function health(query: string, timing: object): object {
  return { httpGet: { path: `/healthz${query}`, port: 'monitor' }, timeoutSeconds: 5, ...timing };
}

function brokerContainer(overlay: Overlay): object {
  const memory = overlay === 'large' ? '1Gi' : '256Mi';
  return {
    name: 'nats',
    image: 'nats:2.14-alpine',
    command: ['nats-server'],
    args: ['--config', '/etc/nats/nats.conf', '--name', '$(POD_NAME)', '--pid', '/run/nats/nats.pid'],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'GOMEMLIMIT', value: overlay === 'large' ? '900MiB' : '220MiB' },
    ],
    ports: [
      { name: 'client', containerPort: 4222 },
      { name: 'cluster', containerPort: 6222 },
      { name: 'monitor', containerPort: 8222 },
    ],
    // Lame duck: clients move to the other nodes before this one ends.
    lifecycle: { preStop: { exec: { command: ['nats-server', '--signal', 'ldm=/run/nats/nats.pid'] } } },
    startupProbe: health('', { periodSeconds: 3, failureThreshold: 60 }),
    readinessProbe: health('?js-server-only=true', { periodSeconds: 10, failureThreshold: 3 }),
    livenessProbe: health('?js-enabled-only=true', { periodSeconds: 30, failureThreshold: 3 }),
    resources: {
      requests: { cpu: overlay === 'large' ? '500m' : '100m', memory },
      limits: { cpu: '2', memory },
    },
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'config', mountPath: '/etc/nats', readOnly: true },
      { name: 'data', mountPath: '/data' },
      { name: 'run', mountPath: '/run/nats' },
    ],
  };
}
