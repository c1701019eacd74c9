import { streamOf } from '@croupier/contracts';
import { type DeployedApp, namespace } from './app.js';
import { labelsOf, type Manifest } from './manifest.js';
import { cpuTarget, lagTarget, measureOf, replicasLeast } from './measured.js';

/**
 * Who hears facts is scaled by KEDA, on CPU and on the facts that wait for it; the others by a plain autoscaler on
 * CPU. Never both for one app: KEDA makes an autoscaler of its own.
 */
export function scaler(app: DeployedApp): Manifest {
  return app.hears.length > 0 ? onLag(app) : onCpu(app);
}

function onCpu({ name }: DeployedApp): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, labels: labelsOf(name, 'app') },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: replicasLeast,
      maxReplicas: measureOf(name).replicasMost,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuTarget } },
        },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    },
  };
}

function onLag({ name, hears }: DeployedApp): Manifest {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name, labels: labelsOf(name, 'app') },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicaCount: replicasLeast,
      maxReplicaCount: measureOf(name).replicasMost,
      pollingInterval: 15,
      advanced: {
        horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } },
      },
      triggers: [
        { type: 'cpu', metricType: 'Utilization', metadata: { value: String(cpuTarget) } },
        ...hears.map((source) => ({
          type: 'nats-jetstream',
          metadata: {
            // Asked from KEDA's own namespace, so in full.
            natsServerMonitoringEndpoint: `nats.${namespace}.svc.cluster.local:8222`,
            account: '$G',
            stream: streamOf(source),
            consumer: name,
            lagThreshold: String(lagTarget),
          },
        })),
      ],
    },
  };
}
