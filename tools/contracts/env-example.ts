import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { configKeys, ServiceConfig } from '@croupier/runtime';

type ConfigClass = new () => ServiceConfig;

/** The settings of one app: the name of each environment variable and its default, if it has one. */
export interface AppSettings {
  app: string;
  defaults: ReadonlyMap<string, string | undefined>;
}

/** First sentences of what the configuration classes say of their members. */
export type Explanations = ReadonlyMap<string, string>;

/** .env.example: each variable of each app once, under the apps that read it. */
export function envExample(apps: readonly AppSettings[], explanations: Explanations): string {
  const variables = new Map<string, { apps: string[]; value: string }>();
  for (const { app, defaults } of apps) {
    for (const [name, value] of defaults) {
      const known = variables.get(name) ?? { apps: [], value: value ?? '' };
      known.apps.push(app);
      variables.set(name, known);
    }
  }
  const groups = new Map<string, string[]>();
  for (const [name, { apps: readers, value }] of [...variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const title = readers.length === apps.length ? 'every app' : readers.join(', ');
    const explained = explanations.get(name);
    const lines = [...(explained === undefined ? [] : [`# ${explained}`]), `${name}=${value}`];
    groups.set(title, [...(groups.get(title) ?? []), ...lines]);
  }
  const order = [...groups].sort(([a], [b]) => rank(b) - rank(a) || (a < b ? -1 : 1));
  return [
    '# Every setting of every app, with its default. `npm start` fills them in by itself; who runs an app in another',
    '# way sets what has no default here. Written by `npm run contracts` from the configuration classes.',
    ...order.flatMap(([title, lines]) => ['', `## ${title}`, ...lines]),
    '',
  ].join('\n');
}

/** Names in a .env file, in its order. */
export function variablesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => /^([A-Z][A-Z0-9_]*)=/.exec(line)?.[1] ?? []);
}

/** First sentences of the docstrings above the members of configuration classes. */
export function explanationsIn(source: string): Map<string, string> {
  const found = new Map<string, string>();
  const member = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*((?:(?!\/\*\*)[^;])*?)\b([A-Z][A-Z0-9_]+)[?!]?:/g;
  for (const [, comment = '', between = '', name = ''] of source.matchAll(member)) {
    // What stands between must be decorators alone, or the docstring is of something else.
    if (between.trim() !== '' && !between.trim().startsWith('@')) continue;
    const text = comment
      .replace(/^\s*\*? ?/gm, '')
      .replace(/\s+/g, ' ')
      .trim();
    found.set(name, /^.*?\.(?= |$)/.exec(text)?.[0] ?? text);
  }
  return found;
}

/** Reads the configuration classes of the apps named; an app without one has the settings of all. `here` is the folder of the sources or of the build. */
export async function readSettings(
  here: string,
  extension: string,
  apps: readonly string[],
): Promise<AppSettings[]> {
  return Promise.all(
    apps.map(async (app) => {
      const file = path.join(here, 'apps', app, 'src', `${app}.config${extension}`);
      if (!existsSync(file)) return { app, defaults: new Map(settingsOf(ServiceConfig)) };
      const exported = Object.values((await import(file)) as Record<string, unknown>);
      const classes = exported.filter(
        (value): value is ConfigClass =>
          typeof value === 'function' && value.prototype instanceof ServiceConfig,
      );
      return { app, defaults: new Map(classes.flatMap(settingsOf)) };
    }),
  );
}

export function readExplanations(root: string, apps: readonly string[]): Explanations {
  const files = [
    'libs/runtime/src/config.ts',
    ...apps.map((app) => `apps/${app}/src/${app}.config.ts`),
  ].filter((file) => existsSync(path.join(root, file)));
  return new Map(files.flatMap((file) => [...explanationsIn(readFileSync(path.join(root, file), 'utf8'))]));
}

function settingsOf(config: ConfigClass): [string, string | undefined][] {
  const defaults = new config() as unknown as Record<string, unknown>;
  return configKeys(config).map((key) => {
    const value = defaults[key];
    const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return [key, plain ? String(value) : undefined];
  });
}

function rank(title: string): number {
  return title === 'every app' ? Number.POSITIVE_INFINITY : title.split(', ').length;
}
