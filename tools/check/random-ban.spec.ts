import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint, Linter } from 'eslint';
import { parser } from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '../..');
/** One file of each kind for which the rules are others. */
const kinds = [
  'apps/games/src/rounds/play-round.handler.ts',
  'apps/games/src/rounds/rounds.int.spec.ts',
  'apps/games/test/casino.ts',
  'libs/game-maths/src/random.ts',
  'libs/messaging/src/bus.ts',
  'tools/games/main.ts',
  'bench/main.ts',
  'e2e/evening.e2e.spec.ts',
  'web/lobby/src/page.tsx',
  'web/lobby/vite.config.ts',
  'tools/bootstrap.mjs',
];
type Rule = Linter.RuleEntry;
const rules = new Map<string, Rule>();

beforeAll(async () => {
  const file = pathToFileURL(path.join(root, 'eslint.config.mjs')).href;
  const { default: baseConfig } = (await import(file)) as { default: Linter.Config[] };
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, baseConfig });
  for (const kind of kinds) {
    const config = (await eslint.calculateConfigForFile(path.join(root, kind))) as Linter.Config;
    rules.set(kind, config.rules?.['no-restricted-syntax'] ?? 'off');
  }
});

/** What the rule against certain syntax says of a text in a file of that kind. */
function complaints(kind: string, text: string): string[] {
  const found = new Linter().verify(
    text,
    [
      {
        files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
        languageOptions: { parser: parser as Linter.Parser },
        rules: { 'no-restricted-syntax': rules.get(kind) ?? 'off' },
      },
    ],
    path.basename(kind),
  );
  return found.map(({ message }) => message);
}

describe.each(kinds)('the linter in %s', (kind) => {
  it.each([
    'const a = Math.random();',
    "const a = Math['random']();",
    'const a = Math[`random`]();',
    "const name = 'ran' + 'dom'; const a = Math[name]();",
    'const a = globalThis.Math.random();',
    "const a = globalThis['Math'].random();",
    "const a = globalThis.Math['random']();",
    'const { random } = Math;',
    "const { 'random': draw } = Math;",
    'const { floor, ...rest } = Math;',
    'let random; ({ random } = Math);',
    'const m = Math; m.random();',
    'let m; m = Math;',
    "const a = Reflect.get(Math, 'random')();",
    'const m = { ...Math };',
    'const draw = Math.random;',
    'const a = Math?.random();',
  ])('refuses %s', (text) => {
    expect(complaints(kind, text)).toContainEqual(expect.stringContaining('Math.random is neither fair'));
  });

  it.each(['const a = Math.floor(1.5);', 'const { floor, max } = Math;', 'const a = random.below(37);'])(
    'takes %s',
    (text) => {
      expect(complaints(kind, text)).toEqual([]);
    },
  );
});
