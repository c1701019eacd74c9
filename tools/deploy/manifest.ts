import { stringify } from 'yaml';

/** One object of the Kubernetes API. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  [more: string]: unknown;
}

export type Component = 'app' | 'migration' | 'broker' | 'database';

/** What marks the pods of one thing; also what selects them. */
export function labelsOf(name: string, component: Component): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': 'croupier',
  };
}

/** Neither root, nor more rights than a process has by itself, nor a place to write but what is mounted. */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

export function podSecurity(user: number): object {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Spreads the pods of one thing over nodes and zones; `must` refuses a node that has one already. */
export function spread(labels: Record<string, string>, must = false): object[] {
  return ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey, index) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: must && index === 0 ? 'DoNotSchedule' : 'ScheduleAnyway',
    labelSelector: { matchLabels: labels },
  }));
}

/** A budget under which a node can always be drained, one pod after the other. */
export function disruptionBudget(name: string, component: Component): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, labels: labelsOf(name, component) },
    spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(name, component) } },
  };
}

/** The text of a file of manifests. */
export function yamlOf(manifests: readonly object[], comment: string): string {
  const documents = manifests.map((manifest) =>
    stringify(manifest, { aliasDuplicateObjects: false, lineWidth: 0 }),
  );
  return `# ${comment}\n${documents.join('---\n')}`;
}
