import { type AppNames, NewAppFault } from './names.js';

/** The declaration of the app's first ask: `libs/contracts/src/NAME/status.ts`. */
export function contractFile({ kebab, pascal }: AppNames): string {
  return `import { declareAsk } from '../declare.js';
import { InstantField } from '../fields.js';

export class Read${pascal}Status {}

export class ${pascal}Status {
  @InstantField({ description: 'Since when the service has had its tables.' })
  since: string;
}

export const read${pascal}Status = declareAsk({
  subject: 'rpc.${kebab}.read-status.v1',
  summary: 'The state of the service itself.',
  request: Read${pascal}Status,
  reply: ${pascal}Status,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'service',
  errors: [],
});
`;
}

/** Adds the declaration to libs/contracts/src/index.ts, among the others in alphabetical order. */
export function editIndex(text: string, { kebab }: AppNames): string {
  const statement = `export * from './${kebab}/status.js';\n`;
  return insertByPath(text, /^export [^;]*? from '\.\/([^']+\/[^']+)';\n/gm, `${kebab}/status.js`, statement);
}

/** Adds the ask and the service to libs/contracts/src/catalogue.ts. */
export function editCatalogue(text: string, { kebab, pascal }: AppNames): string {
  const statement = `import { read${pascal}Status } from './${kebab}/status.js';\n`;
  const imported = insertByPath(
    text,
    /^import [^;]*? from '\.\/([^']+)';\n/gm,
    `${kebab}/status.js`,
    statement,
  );
  const key = kebab.includes('-') ? `'${kebab}'` : kebab;
  const asked = append(imported, /^export const asks\b[^=]*= \[/m, '\n];', `  read${pascal}Status,`);
  return append(
    asked,
    /^export const services\b[^=]*= \{/m,
    '\n};',
    `  ${key}: { asks: [], consumes: [], watches: [] },`,
  );
}

/** Adds a project like the others to nest-cli.json. */
export function editNestCli(text: string, { kebab }: AppNames): string {
  const cli = JSON.parse(text) as { projects?: Record<string, unknown> };
  if (cli.projects === undefined) throw new NewAppFault('nest-cli.json has no projects');
  cli.projects[kebab] = {
    type: 'application',
    root: `apps/${kebab}`,
    entryFile: 'main',
    sourceRoot: `apps/${kebab}/src`,
    compilerOptions: { tsConfigPath: `apps/${kebab}/tsconfig.app.json` },
  };
  return `${JSON.stringify(cli, null, 2)}\n`;
}

/** Inserts a statement before the first of its kind whose path comes after `path`, or after the last of them. */
function insertByPath(text: string, kind: RegExp, path: string, statement: string): string {
  const found = [...text.matchAll(kind)];
  const last = found.at(-1);
  if (last === undefined) throw new NewAppFault(`found no statement to put \`${statement.trim()}\` beside`);
  const next = found.find((match) => (match[1] ?? '') > path);
  const place = next?.index ?? last.index + last[0].length;
  return text.slice(0, place) + statement + text.slice(place);
}

/** Adds a line at the end of the list that starts at `start` and ends at the first `end` after it. */
function append(text: string, start: RegExp, end: string, line: string): string {
  const from = start.exec(text);
  const to = from === null ? -1 : text.indexOf(end, from.index);
  if (to < 0) throw new NewAppFault(`found no ${start.source} in libs/contracts/src/catalogue.ts to add to`);
  return `${text.slice(0, to)}\n${line}${text.slice(to)}`;
}
