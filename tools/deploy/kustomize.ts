import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { type Manifest } from './manifest.js';

/** The little of Kustomize that deploy/ uses; anything else in a kustomization is refused. */
interface Kustomization {
  namespace?: string;
  resources: string[];
  images?: { name: string; newName?: string; newTag?: string }[];
}

const understood = new Set(['apiVersion', 'kind', 'namespace', 'resources', 'images']);
const clusterWide = new Set(['Namespace']);

interface Container {
  image: string;
}

/** What `kustomize build FOLDER` gives, as objects in the order of the files. */
export function render(folder: string): Manifest[] {
  const file = path.join(folder, 'kustomization.yaml');
  const kustomization = parse(readFileSync(file, 'utf8')) as Kustomization;
  const strange = Object.keys(kustomization).filter((key) => !understood.has(key));
  if (strange.length > 0) throw new Error(`${file}: ${strange.join(', ')} needs the real kustomize`);
  const manifests = kustomization.resources.flatMap((resource) => load(path.join(folder, resource)));
  for (const manifest of manifests) {
    if (kustomization.namespace !== undefined && !clusterWide.has(manifest.kind)) {
      manifest.metadata.namespace = kustomization.namespace;
    }
    for (const container of containersOf(manifest)) rename(container, kustomization.images ?? []);
  }
  return manifests;
}

/** The containers of whatever runs pods, those that run first included. */
export function containersOf<Shape extends Container>(manifest: Manifest): Shape[] {
  const spec = manifest['spec'] as
    { template?: { spec?: { containers?: Shape[]; initContainers?: Shape[] } } } | undefined;
  const pod = spec?.template?.spec;
  return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
}

function load(resource: string): Manifest[] {
  if (!existsSync(resource)) throw new Error(`${resource} is missing`);
  if (statSync(resource).isDirectory()) return render(resource);
  return parseAllDocuments(readFileSync(resource, 'utf8')).map((document) => document.toJS() as Manifest);
}

function rename(container: Container, images: NonNullable<Kustomization['images']>): void {
  const colon = container.image.lastIndexOf(':');
  const name = colon > container.image.lastIndexOf('/') ? container.image.slice(0, colon) : container.image;
  const found = images.find((image) => image.name === name);
  if (found === undefined) return;
  const tag = found.newTag === undefined ? container.image.slice(name.length) : `:${found.newTag}`;
  container.image = `${found.newName ?? name}${tag}`;
}
