import { containerPort } from '../provision/containers.js';
import { labelsOf, type Manifest } from './manifest.js';

const labels = labelsOf('gateway', 'app');
/** A service without pods: what is sent there is answered 503 by the ingress itself. */
const closed = 'closed';

/** Where browsers come in: players on one host, staff on another, and figures and probes on none. */
export function entrance(): Manifest[] {
  const to = (path: string, service: string, pathType = 'Prefix'): object => ({
    path,
    pathType,
    backend: { service: { name: service, port: { number: containerPort } } },
  });
  const ingress = (name: string, host: string, paths: object[]): Manifest => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, labels },
    spec: {
      tls: [{ hosts: [host], secretName: `${name}-tls` }],
      rules: [{ host, http: { paths } }],
    },
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: closed, labels: { 'app.kubernetes.io/part-of': 'croupier' } },
      spec: { ports: [{ name: 'http', port: containerPort }] },
    },
    ingress('gateway', 'play.example.org', [
      to('/metrics', closed),
      to('/health', closed),
      to('/backoffice', closed),
      to('/', 'gateway'),
    ]),
    ingress('backoffice', 'backoffice.example.org', [to('/backoffice', 'gateway')]),
  ];
}
