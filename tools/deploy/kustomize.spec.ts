import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { containersOf, render } from './kustomize.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'croupier-kustomize-'));
  mkdirSync(path.join(folder, 'base'));
  write('base/kustomization.yaml', 'resources: [app.yaml]');
  write(
    'base/app.yaml',
    `kind: Deployment
metadata: { name: app }
spec: { template: { spec: { containers: [{ image: 'ours' }, { image: 'other:1' }] } } }
---
kind: Namespace
metadata: { name: space }`,
  );
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  writeFileSync(path.join(folder, file), text);
}

describe('render', () => {
  it('gives the objects of a base their namespace and their image, and a namespace none', () => {
    write(
      'kustomization.yaml',
      'namespace: space\nresources: [base]\nimages: [{ name: ours, newName: host:5000/theirs, newTag: "2" }]',
    );
    const [deployment, space] = render(folder);
    expect(deployment?.metadata).toEqual({ name: 'app', namespace: 'space' });
    expect(space?.metadata).toEqual({ name: 'space' });
    expect(containersOf(deployment as never)).toEqual([
      { image: 'host:5000/theirs:2' },
      { image: 'other:1' },
    ]);
  });

  it('refuses what only the real one understands, and a resource that is not there', () => {
    write('kustomization.yaml', 'resources: [base]\npatches: []');
    expect(() => render(folder)).toThrow('patches needs the real kustomize');
    write('kustomization.yaml', 'resources: [base, gone.yaml]');
    expect(() => render(folder)).toThrow('gone.yaml is missing');
  });
});
