import { type DeployedApp } from './app.js';
import { labelsOf, type Manifest } from './manifest.js';
import { cpuTarget, measureOf, replicasLeast } from './measured.js';

/** On CPU alone: facts are heard by one replica of an app at a time, and more of them would hear no faster. */
export function scaler({ name }: DeployedApp): Manifest {
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
