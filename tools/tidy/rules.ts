import { codeLines, isSpec, type SourceFile } from './source-file.js';

/** Something to be mended; a warning may stay for a while. */
export interface Finding {
  file: string;
  line?: number;
  rule: string;
  message: string;
  warning?: true;
}

type Rule = (file: SourceFile) => Finding[];

const linesWanted = 300;
const linesMost = 600;
const readmeLinesMost = 60;
const folderFilesWanted = 12;

/** What a file of an app or lib may be called: `noun.SUFFIX.ts`. None means pure domain. */
export const suffixes = [
  'module',
  'config',
  'controller',
  'consumer',
  'handler',
  'queries',
  'service',
  'entity',
  'process',
  'client',
  'guard',
  'pipe',
  'filter',
  'sql',
  'spec',
  'int.spec',
  'e2e.spec',
  'browser.spec',
] as const;

function isCode(file: string): boolean {
  return /\.(ts|mjs|cjs|js|tsx|css)$/.test(file);
}

function isProduct(file: string): boolean {
  return /^(apps|libs)\/.+\.ts$/.test(file) && !isSpec(file);
}

/** Written by a tool from declarations that are read instead. */
const generatedFiles = new Set(['libs/sdk/src/generated.ts']);

function size({ path, text }: SourceFile): Finding[] {
  if (!isCode(path) || generatedFiles.has(path)) return [];
  const lines = text.split('\n').length - 1;
  if (lines <= linesWanted) return [];
  const message = `${lines} lines; split it by noun (${linesWanted} wanted, ${linesMost} at most)`;
  return [{ file: path, rule: 'size', message, ...(lines > linesMost ? {} : { warning: true as const }) }];
}

function suffix({ path }: SourceFile): Finding[] {
  if (!/^(apps|libs)\/.+\/src\/.+\.ts$/.test(path)) return [];
  const name = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length);
  const found = name.includes('.') ? name.slice(name.indexOf('.') + 1) : undefined;
  if (found === undefined || (suffixes as readonly string[]).includes(found)) return [];
  return [
    {
      file: path,
      rule: 'suffix',
      message: `.${found} is none of the suffixes: ${suffixes.join(', ')}, none`,
    },
  ];
}

/** A rule about single lines of code. */
function lineRule(rule: string, applies: (file: string) => boolean, pattern: RegExp, message: string): Rule {
  return ({ path, text }) => {
    if (!applies(path) || !pattern.test(text)) return [];
    return codeLines(text).flatMap((line, index) =>
      pattern.test(line) ? [{ file: path, line: index + 1, rule, message }] : [],
    );
  };
}

const subjectOfPattern = lineRule(
  'subject',
  (file) => /^(apps|libs)\/.+\.ts$/.test(file),
  /@(Message|Event)Pattern(<[^>]*>)?\((?!\w+\.subject\))/,
  "a pattern takes a contract's subject: @MessagePattern(readWallet.subject)",
);

const subjectLiteral = lineRule(
  'subject',
  (file) => isProduct(file) && !file.startsWith('libs/contracts/'),
  /['"`](rpc|evt)\.[a-z-]+\.[a-z.-]+\.v\d+['"`]/,
  'a subject is written once, in libs/contracts',
);

const environment = lineRule(
  'environment',
  (file) => isProduct(file) && !/^libs\/(runtime|testing|embedded)\//.test(file),
  /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\[['"]env|\bloadEnvFile\b/,
  "settings come through the app's config class",
);

const floats = lineRule(
  'float-money',
  isMoneyCode,
  /\bparseFloat\(|\.toFixed\(|\.toPrecision\(|\/\s*100\b(?![.\d_])/,
  'money is an integer of minor units and is never divided: print it with Money.toString',
);

/** Game maths divides a stake by its lines, behind an invariant that it comes out even. */
const fractions = lineRule(
  'float-money',
  (file) => isMoneyCode(file) && !file.startsWith('libs/game-maths/'),
  /^(?!.*['"`<]).*(amount|minor|cash|stake|payout|balance|price|money)\w*\)?\s*(\/(?![/*])|\*\s*\d*\.\d)/i,
  'a fraction of money needs a rounding with a name',
);

function isMoneyCode(file: string): boolean {
  return isProduct(file) && file !== 'libs/kernel/src/money.ts';
}

function todo({ path, text }: SourceFile): Finding[] {
  if (!isCode(path)) return [];
  return text.split('\n').flatMap((line, index) =>
    /(\/\/|\*).*\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b(?!.*#\d+)/.test(line)
      ? [
          {
            file: path,
            line: index + 1,
            rule: 'todo',
            message: 'what is left to do has an issue: give its number, (#12)',
          },
        ]
      : [],
  );
}

/** Rules that look at one file. */
export const fileRules: readonly Rule[] = [
  size,
  suffix,
  subjectOfPattern,
  subjectLiteral,
  environment,
  floats,
  fractions,
  todo,
];

/** Every app is of the house's shape: README of one screen, entry files, specs, an entry in nest-cli.json. */
export function appShape(files: readonly SourceFile[]): Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const apps = new Set(files.flatMap(({ path }) => /^apps\/([^/]+)\//.exec(path)?.[1] ?? []));
  const cli = JSON.parse(byPath.get('nest-cli.json')?.text ?? '{"projects":{}}') as { projects: object };
  const listed = Object.keys(cli.projects);
  const missing = [...apps].filter((app) => !listed.includes(app));
  return [
    ...missing.map((app) => shape(`apps/${app}`, 'is not a project of nest-cli.json')),
    ...listed.flatMap((app) => oneApp(app, byPath, files)),
  ];
}

function oneApp(
  app: string,
  byPath: ReadonlyMap<string, SourceFile>,
  files: readonly SourceFile[],
): Finding[] {
  const folder = `apps/${app}`;
  const wanted = [
    'README.md',
    'tsconfig.app.json',
    'src/main.ts',
    'src/service.ts',
    `src/${app}.module.ts`,
    `src/${app}.config.ts`,
  ];
  const findings = wanted
    .filter((file) => !byPath.has(`${folder}/${file}`))
    .map((file) => shape(`${folder}/${file}`, 'is missing'));
  const lines = (byPath.get(`${folder}/README.md`)?.text.split('\n').length ?? 1) - 1;
  if (lines > readmeLinesMost) {
    findings.push(shape(`${folder}/README.md`, `${lines} lines; one screen is ${readmeLinesMost}`));
  }
  if (!files.some(({ path }) => path.startsWith(`${folder}/`) && path.endsWith('.spec.ts'))) {
    findings.push(shape(folder, 'has no spec'));
  }
  return findings;
}

function shape(file: string, message: string): Finding {
  return { file, rule: 'app-shape', message };
}

/** A folder that grows past what one remembers is two nouns. */
export function folderSizes(files: readonly SourceFile[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    if (!isProduct(path) || !path.startsWith('apps/') || path.includes('/migrations/')) continue;
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > folderFilesWanted)
    .map(([file, count]) => ({
      file,
      rule: 'folder-size',
      message: `${count} source files; ${folderFilesWanted} wanted, split it by noun`,
      warning: true as const,
    }));
}
