/** One tool of the check: a Node program, run in the root of the repository. */
export interface Step {
  name: string;
  /** File of the program, from the root, and its arguments. */
  command: readonly [string, ...string[]];
  /** Environment variables it needs besides ours. */
  env?: Readonly<Record<string, string>>;
}

const cache = 'node_modules/.cache/croupier';
const prettier = ['--cache', '--cache-location', `${cache}/prettier`, '--log-level', 'warn', '.'] as const;
const eslint = 'node_modules/eslint/bin/eslint.js';
/** The linter holds the types of the whole repository in memory. */
const memory = { NODE_OPTIONS: '--max-old-space-size=3072' };

/**
 * All steps, the longest first. ESLint keeps no cache: its rules look at types, and the cache of a file would not
 * see that a type it uses changed in another.
 */
export const steps: readonly Step[] = [
  { name: 'lint', command: [eslint, '--max-warnings', '0', '.'], env: memory },
  { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', ...prettier] },
  {
    name: 'types',
    command: [
      'node_modules/typescript7/bin/tsc',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      `${cache}/types.tsbuildinfo`,
      '-p',
      'tsconfig.json',
    ],
  },
  {
    name: 'types of the lobby',
    command: ['node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'web/lobby/tsconfig.json'],
  },
  {
    name: 'types of the operations page',
    command: ['node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'web/console/tsconfig.json'],
  },
  {
    name: 'import rules',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      'apps',
      'libs',
      'tools',
      'bench',
      'chaos',
      'e2e',
      'examples',
      'web',
    ],
  },
  { name: 'tidy', command: ['dist/tools/tidy/main.js'] },
  { name: 'contracts', command: ['dist/tools/contracts/main.js', '--check'] },
  { name: 'asyncapi', command: ['dist/tools/contracts/parse.js'] },
];

/** What mends what can be mended without a person, in the order in which it must run. */
export const fixes: readonly Step[] = [
  { name: 'write contracts', command: ['dist/tools/contracts/main.js'] },
  { name: 'lint --fix', command: [eslint, '--fix', '.'], env: memory },
  { name: 'format --write', command: ['node_modules/prettier/bin/prettier.cjs', '--write', ...prettier] },
];
