import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const copied = [
  'apps',
  'libs',
  'tools',
  'docs',
  'jest.config.ts',
  'jest.resolver.cjs',
  'package.json',
  'tsconfig.json',
];
/** Runs of a property that kill a mutant, if any do; the full number is for the unchanged code. */
const numRuns = 25;

/** A copy of the repository in which sources may be broken: the clone itself is never touched. */
export class Sandbox {
  private constructor(
    private readonly directory: string,
    private readonly environment: Record<string, string>,
  ) {}

  static async open(root: string, environment: Record<string, string>): Promise<Sandbox> {
    const directory = await mkdtemp(path.join(tmpdir(), 'croupier-mutants-'));
    for (const name of copied)
      await cp(path.join(root, name), path.join(directory, name), { recursive: true });
    for (const name of ['node_modules', 'dist'])
      await symlink(path.join(root, name), path.join(directory, name));
    await writeFile(path.join(directory, 'jest.mutants.config.mjs'), jestConfig);
    await writeFile(path.join(directory, 'jest.mutants.setup.mjs'), jestSetup);
    return new Sandbox(directory, environment);
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.directory, file), 'utf8');
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(path.join(this.directory, file), text);
  }

  /** Makes the properties of a spec cheap. */
  async bound(spec: string): Promise<void> {
    await this.write(spec, (await this.read(spec)).replace(/numRuns: \d+/g, `numRuns: ${numRuns}`));
  }

  /** Runs specs until one fails. @returns whether one did, and the name of the test that saw it */
  run(
    specs: readonly string[],
    boundMs = 120_000,
  ): Promise<{ failed: boolean; test: string; output: string }> {
    const jest = [
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '--config',
      'jest.mutants.config.mjs',
    ];
    const child = spawn(
      process.execPath,
      [...jest, '--bail', '--maxWorkers=2', '--forceExit', '--runTestsByPath', ...specs],
      {
        cwd: this.directory,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...this.environment, NODE_OPTIONS: '', TZ: 'UTC' },
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    // A mutant that never ends is one that is seen.
    const timer = setTimeout(() => child.kill('SIGKILL'), boundMs);
    return new Promise((resolve) => {
      child.once('close', (code) => {
        clearTimeout(timer);
        const test = /● ([^\n]+)/.exec(output)?.[1] ?? 'the run';
        resolve({ failed: code !== 0, test, output });
      });
    });
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** The projects of the repository in one, on servers that are there already. */
const jestConfig = `
import path from 'node:path';
const rootDir = import.meta.dirname;
const swc = { swcrc: false, sourceMaps: 'inline', module: { type: 'es6' }, jsc: { target: 'es2022', keepClassNames: true,
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } } };
export default {
  rootDir, roots: ['apps', 'libs', 'tools'].map((name) => path.join(rootDir, name)), testEnvironment: 'node', testTimeout: 20000,
  testRegex: '\\\\.spec\\\\.ts$', extensionsToTreatAsEsm: ['.ts'], transform: { '^.+\\\\.ts$': ['@swc/jest', swc] },
  resolver: path.join(rootDir, 'jest.resolver.cjs'), moduleNameMapper: { '^@croupier/([a-z-]+)$': path.join(rootDir, 'libs/$1/src/index.ts') },
  setupFilesAfterEnv: [path.join(rootDir, 'jest.mutants.setup.mjs')], reporters: ['default'], cacheDirectory: path.join(rootDir, '.jest-cache'),
};
`;

const jestSetup = `
import fc from 'fast-check';
fc.configureGlobal({ seed: 20261127, endOnFailure: true });
`;
