import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const copied = [
  ...['apps', 'libs', 'tools', 'bench', 'chaos', 'docs', 'dist'],
  ...['jest.config.ts', 'jest.resolver.cjs', 'package.json', 'tsconfig.json'],
];
/** Runs of a property that kill a mutant, if any do; the full number is for the unchanged code. */
const numRuns = 25;
/** A run that takes so many times as long as it does with the unchanged code never ends. */
const patience = 4;
const leastMs = 60_000;

interface Ended {
  failed: boolean;
  /** What saw the mistake: a test by its name, or that there was no end. */
  by: string;
  /** The suite that saw it. */
  suite: string;
  /** Whether something was not as expected; otherwise nothing came, or came too late. */
  isExpectation: boolean;
  output: string;
}

/** A copy of the repository in which sources may be broken: the clone itself is never touched. */
export class Sandbox {
  private readonly boundsMs = new Map<string, number>();

  private constructor(
    private readonly directory: string,
    private readonly environment: Record<string, string>,
  ) {}

  static async open(root: string, environment: Record<string, string>): Promise<Sandbox> {
    const directory = await mkdtemp(path.join(tmpdir(), 'croupier-mutants-'));
    for (const name of copied)
      await cp(path.join(root, name), path.join(directory, name), { recursive: true });
    await symlink(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
    await writeFile(path.join(directory, 'jest.mutants.config.mjs'), jestConfig);
    await writeFile(path.join(directory, 'jest.mutants.setup.mjs'), jestSetup);
    await writeFile(path.join(directory, 'jest.mutants.environment.mjs'), jestEnvironment);
    return new Sandbox(directory, environment);
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(path.join(this.directory, file), text);
  }

  /** Makes the properties of a spec cheap. */
  async bound(spec: string): Promise<void> {
    const text = await readFile(path.join(this.directory, spec), 'utf8');
    await this.write(spec, text.replace(/numRuns: \d+/g, `numRuns: ${numRuns}`));
  }

  isMeasured(specs: readonly string[]): boolean {
    return this.boundsMs.has(specs.join(' '));
  }

  /** Runs specs on the unchanged code, and remembers how long that takes. @throws if one fails */
  async measure(specs: readonly string[]): Promise<void> {
    if (specs.length === 0) return;
    const started = performance.now();
    const clean = await this.run(specs, 30 * leastMs);
    if (clean.failed)
      throw new Error(`the tests fail before anything is broken: ${clean.by}\n${clean.output}`);
    this.boundsMs.set(specs.join(' '), Math.max(leastMs, patience * (performance.now() - started)));
  }

  /**
   * Runs specs in their order until a test fails. If no expectation did, its suite is run again by itself, with more
   * time: a test that failed because the machine is busy saw nothing. @returns the test that saw a mistake, or nothing
   */
  async firstFailure(specs: readonly string[]): Promise<string | undefined> {
    if (specs.length === 0) return undefined;
    const boundMs = this.boundsMs.get(specs.join(' ')) ?? leastMs;
    const first = await this.run(specs, boundMs);
    if (!first.failed) return undefined;
    if (first.isExpectation) return first.by;
    const again = await this.run(specs, 2 * boundMs, first.suite === '' ? undefined : first.suite);
    if (again.failed) return again.by;
    const whole = await this.run(specs, 2 * boundMs);
    return whole.failed ? whole.by : undefined;
  }

  /** Plays evenings on the build of a broken file. @returns what was seen, or nothing */
  async play(
    file: string,
    text: string,
    { serviceUrl }: { serviceUrl: string },
    evenings: number,
  ): Promise<string | undefined> {
    await this.build(file, text);
    const program = ['dist/tools/mutants/play-main.js', serviceUrl, String(evenings)];
    const { code, output, isLate } = await this.start(program, 2 * leastMs);
    if (code === 0) return undefined;
    return `model: ${isLate ? `no end in ${2 * leastMs} ms` : (output.trim().split('\n').at(-1) ?? '')}`;
  }

  /** Puts a file in the place of its build, without asking the types. */
  async build(file: string, text: string): Promise<void> {
    const compilerOptions = {
      ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, useDefineForClassFields: false },
      ...{ experimentalDecorators: true, emitDecoratorMetadata: true },
    };
    const { outputText } = ts.transpileModule(text, { compilerOptions });
    const up = '../'.repeat(file.split('/').length - 1);
    await this.write(
      `dist/${file.replace(/\.ts$/, '.js')}`,
      outputText.replace(/from (['"])@croupier\/([a-z-]+)\1/g, `from '${up}libs/$2/src/index.js'`),
    );
  }

  /** All specs in one file, so that what they all import is loaded once. */
  private async run(specs: readonly string[], boundMs: number, suite?: string): Promise<Ended> {
    const together = 'tools/together.spec.ts';
    await this.write(
      together,
      specs.map((spec) => `import '../${spec.replace(/\.ts$/, '.js')}';\n`).join(''),
    );
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
    const testMs = specs.some((spec) => spec.includes('.int.')) ? 30_000 : 5_000;
    const how = ['--config', 'jest.mutants.config.mjs', '--runInBand', '--forceExit'];
    const only = suite === undefined ? [] : ['--testNamePattern', `^${suite.replace(/[^\w ]/g, '.')} `];
    const { code, output, isLate } = await this.start(
      [...jest, ...how, '--testTimeout', String(testMs), ...only, '--runTestsByPath', together],
      boundMs,
    );
    const [, text = '{}'] = /^SEEN (.*)$/m.exec(output) ?? [];
    const seen = JSON.parse(text) as { suite?: string; test?: string; isExpectation?: boolean };
    const by = isLate ? `no end in ${Math.round(boundMs)} ms` : (seen.test ?? 'the specs do not start');
    return {
      failed: code !== 0,
      by,
      suite: seen.suite ?? '',
      isExpectation: seen.isExpectation === true,
      output,
    };
  }

  private start(
    program: readonly string[],
    boundMs: number,
  ): Promise<{ code: number | null; output: string; isLate: boolean }> {
    const child = spawn(process.execPath, program, {
      cwd: this.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment, NODE_OPTIONS: '', TZ: 'UTC' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, boundMs);
    return new Promise((resolve) => {
      child.once('close', (code) => {
        clearTimeout(timer);
        resolve({ code, output, isLate });
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
  rootDir, roots: ['apps', 'libs', 'tools', 'chaos'].map((name) => path.join(rootDir, name)),
  testEnvironment: path.join(rootDir, 'jest.mutants.environment.mjs'),
  testRegex: '\\\\.spec\\\\.ts$', extensionsToTreatAsEsm: ['.ts'], transform: { '^.+\\\\.ts$': ['@swc/jest', swc] },
  resolver: path.join(rootDir, 'jest.resolver.cjs'), moduleNameMapper: { '^@croupier/([a-z-]+)$': path.join(rootDir, 'libs/$1/src/index.ts') },
  modulePathIgnorePatterns: [path.join(rootDir, 'dist')],
  setupFilesAfterEnv: [path.join(rootDir, 'jest.mutants.setup.mjs')], reporters: ['default'], cacheDirectory: path.join(rootDir, '.jest-cache'),
};
`;

/** One failure is enough: it is told, and all ends. */
const jestEnvironment = `
import { writeSync } from 'node:fs';
import { TestEnvironment } from 'jest-environment-node';
export default class Environment extends TestEnvironment {
  handleTestEvent({ name, test, describeBlock, error }) {
    if (name !== 'test_fn_failure' && name !== 'hook_failure') return;
    const names = [];
    for (let at = test ?? describeBlock; at?.parent; at = at.parent) names.unshift(at.name);
    const isExpectation = (error?.message ?? error?.[0]?.message ?? '').includes('expect(');
    writeSync(2, '\\nSEEN ' + JSON.stringify({ suite: names[0], test: names.join(' > '), isExpectation }) + '\\n');
    process.exit(1);
  }
}
`;

const jestSetup = `
import fc from 'fast-check';
fc.configureGlobal({ seed: 20261127, endOnFailure: true });
`;
