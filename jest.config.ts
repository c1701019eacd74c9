import { availableParallelism } from 'node:os';
import type { Config } from 'jest';

const swc: [string, Record<string, unknown>] = [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  resolver: '<rootDir>/jest.resolver.cjs',
  moduleNameMapper: { '^@croupier/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.croupier'],
};

const platforms = {
  globalSetup: '<rootDir>/jest.e2e-setup.mjs',
  globalTeardown: '<rootDir>/jest.e2e-teardown.mjs',
};

/** Walks at the lobby's page, only when asked for by name: they need a Chromium, and no other test does. */
const browser = {
  ...shared,
  ...platforms,
  displayName: 'browser',
  roots: ['<rootDir>/e2e'],
  testRegex: '\\.browser\\.spec\\.ts$',
  testEnvironment: '<rootDir>/jest.browser-environment.mjs',
};
const withBrowser = process.argv.includes('browser');
/** A platform that starts needs the whole machine for a moment, and what a page says in time is part of what is looked at. */
const oneAtATime = process.argv.some((argument) => /\b(e2e|browser)\b/.test(argument));

/** The suffix of a spec decides its project: pure specs start nothing, the others get real servers. */
const config: Config = {
  // For all: Jest does not read it from a project. A slow machine must fail no spec on time; a hang still ends.
  testTimeout: 180_000,
  // Suites wait for real servers for much of their time: with a worker to a core, cores idle.
  maxWorkers: oneAtATime ? 1 : availableParallelism() + 1,
  // A worker keeps what every spec has loaded, 4 GB at the end of a whole run: another one takes its place before that.
  workerIdleMemoryLimit: '1500MB',
  testSequencer: '<rootDir>/jest.sequencer.mjs',
  reporters: ['default', '<rootDir>/jest.ends.mjs'],
  projects: [
    {
      ...shared,
      displayName: 'pure',
      roots: ['apps', 'libs', 'tools', 'bench', 'chaos', 'web'].map((folder) => `<rootDir>/${folder}`),
      testRegex: '(?<!\\.int|\\.e2e|\\.browser)\\.spec\\.ts$',
    },
    {
      ...shared,
      displayName: 'int',
      roots: ['apps', 'libs', 'tools', 'bench', 'chaos', 'examples'].map((folder) => `<rootDir>/${folder}`),
      testRegex: '\\.int\\.spec\\.ts$',
      globalSetup: '<rootDir>/jest.global-setup.mjs',
      globalTeardown: '<rootDir>/jest.global-teardown.mjs',
    },
    {
      ...shared,
      ...platforms,
      displayName: 'e2e',
      roots: ['<rootDir>/e2e'],
      testRegex: '\\.e2e\\.spec\\.ts$',
    },
    ...(withBrowser ? [browser] : []),
  ],
};

export default config;
