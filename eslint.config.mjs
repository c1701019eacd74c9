import tseslint from 'typescript-eslint';

const fairMessage =
  'Math.random is neither fair nor repeatable: inject a RandomSource, or seed a generator in a test.';

/** By name, by any computed name, taken apart, or by way of another name for Math. */
const noRandom = [
  "MemberExpression[object.name='Math'][property.name='random']",
  "MemberExpression[object.property.name='Math'][property.name='random']",
  "MemberExpression[object.property.value='Math'][property.name='random']",
  "MemberExpression[object.name='Math'][computed=true]",
  "MemberExpression[object.property.name='Math'][computed=true]",
  "VariableDeclarator[init.name='Math'] > ObjectPattern > :matches(Property[key.name='random'], Property[key.value='random'], Property[computed=true], RestElement)",
  "AssignmentExpression[right.name='Math'] > ObjectPattern > :matches(Property[key.name='random'], Property[key.value='random'], Property[computed=true], RestElement)",
  "VariableDeclarator[id.type='Identifier'][init.name='Math']",
  "AssignmentExpression[left.type='Identifier'][right.name='Math']",
  "CallExpression > Identifier.arguments[name='Math']",
  "SpreadElement > Identifier[name='Math']",
].map((selector) => ({ selector, message: fairMessage }));

/** The present moment comes from the injected Clock, so that a test or a sandbox can move it. */
const noOwnClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the injected Clock: now(), or nowFor(player).',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Ask the injected Clock: now(), or nowFor(player).',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'Ask the injected Clock: now(), or nowFor(player).',
  },
];

const noDefaultExport = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name: one name for one thing everywhere.' },
  {
    selector: "ExportSpecifier[exported.name='default']",
    message: 'Export by name: one name for one thing everywhere.',
  },
];

const specs = ['**/*.spec.ts', '**/test/**', 'e2e/**'];
const configFiles = ['*.config.ts', '**/*.mjs', '**/*.cjs'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.croupier/', 'coverage/', 'libs/sdk/src/generated.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: configFiles,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // Knows decorators: a class that Nest injects by its type stays a value import.
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      // A handler or an overridden method is async by its contract, not by what it awaits.
      '@typescript-eslint/require-await': 'off',
      // Says what the untyped rows of a query are, which inference through a type argument only hides.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // A message without members is a message.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: false },
      ],
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 600 }],
      'max-lines-per-function': ['error', { max: 70 }],
      'no-restricted-syntax': ['error', ...noRandom, ...noDefaultExport],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          name: '@nestjs/cqrs',
          importNames: ['AggregateRoot', 'EventBus', 'EventPublisher', 'EventsHandler', 'Saga'],
          message:
            'What is only told in memory is lost with its process, or with a handler that throws: tell a fact.',
        },
      ],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: [
      ...specs,
      'libs/kernel/src/clock.ts',
      'libs/messaging/**',
      'libs/embedded/**',
      'libs/testing/**',
      'libs/runtime/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...noRandom, ...noDefaultExport, ...noOwnClock] },
  },
  {
    files: specs,
    rules: {
      // A describe block is a list of cases, not a function to be read at once.
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: configFiles,
    ignores: ['**/*.ts'],
    rules: { eqeqeq: ['error', 'always'], 'no-restricted-syntax': ['error', ...noRandom] },
  },
);
