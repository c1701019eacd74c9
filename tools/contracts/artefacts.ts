import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brokerPermissions, consoleUser, errorCatalogue, services } from '@croupier/contracts';
import { type ErrorRow } from '@croupier/kernel';
import { format, resolveConfig } from 'prettier';
import { deployFiles } from '../deploy/files.js';
import { asyncApiOf } from './asyncapi.js';
import { envExample, readExplanations, readSettings } from './env-example.js';
import { errorsDocument } from './errors-document.js';
import { type Golden, goldenFaults, goldenOf, messageClasses } from './golden.js';
import { sdkTypes } from './sdk-types.js';
import { serviceMap, serviceMapDocument } from './service-map.js';

export const goldenFolder = 'libs/contracts/golden';

/** A file that follows from the declarations. */
export interface Artefact {
  file: string;
  text: string;
}

/** Where the declarations are read from: the sources under jest, dist/ in a built tool. */
export interface Place {
  root: string;
  /** Folder that holds apps/, libs/ and tools/ of the running code. */
  code: string;
  /** `.ts` under jest, `.js` in a built tool. */
  extension: string;
}

/** Names of the apps nest-cli.json lists, sorted. */
export function appsOf(root: string): string[] {
  const cli = JSON.parse(readFileSync(path.join(root, 'nest-cli.json'), 'utf8')) as { projects: object };
  return Object.keys(cli.projects).sort();
}

/** The documents, the types of the SDK, .env.example and the manifests below deploy/, as they should be. */
export async function generated(place: Place): Promise<Artefact[]> {
  const apps = appsOf(place.root);
  const settings = await readSettings(place.code, place.extension, apps);
  return [
    await pretty(place.root, 'docs/errors.md', errorsDocument()),
    json('libs/contracts/errors.json', errorTable()),
    await pretty(place.root, 'docs/service-map.md', serviceMapDocument()),
    json('libs/contracts/service-map.json', serviceMap()),
    { file: 'libs/sdk/src/generated.ts', text: await sdkTypes() },
    ...Object.keys(services).map((service) => json(`docs/asyncapi/${service}.json`, asyncApiOf(service))),
    json('docs/broker-permissions.json', permissionsOfAll()),
    { file: '.env.example', text: envExample(settings, readExplanations(place.root, apps)) },
    ...(await Promise.all(deployFiles(settings).map(({ file, text }) => pretty(place.root, file, text)))),
  ];
}

/** Goldens of messages that have none yet, and of those named in `accepted`. */
export async function newGoldens(root: string, accepted: readonly string[]): Promise<Artefact[]> {
  const wanted = [...messageClasses()].filter(
    ([name]) => accepted.includes(name) || !existsSync(path.join(root, goldenFile(name))),
  );
  return Promise.all(
    wanted.map(([name, message]) => {
      const { file, text } = json(goldenFile(name), goldenOf(name, message));
      return pretty(root, file, text);
    }),
  );
}

/** Goldens of messages that are declared no longer. */
export function orphanedGoldens(root: string): string[] {
  const folder = path.join(root, goldenFolder);
  const names = new Set([...messageClasses().keys()].map((name) => `${name}.json`));
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => !names.has(file))
        .sort()
    : [];
}

/** Messages that broke with what they once were, a message that has no golden among them. */
export function brokenGoldens(root: string): string[] {
  return [...messageClasses()].flatMap(([name, message]) => {
    const file = path.join(root, goldenFile(name));
    if (!existsSync(file)) return [`${name}: has no golden file; run \`npm run contracts\``];
    return goldenFaults(name, message, JSON.parse(readFileSync(file, 'utf8')) as Golden);
  });
}

export function goldenFile(name: string): string {
  return `${goldenFolder}/${name}.json`;
}

/** What a refusal says besides its code, for who writes refusals in another language. */
function errorTable(): object {
  const codes = Object.keys(errorCatalogue).sort();
  return Object.fromEntries(
    codes.map((code) => {
      const { kind, message, remedy, retry = false } = errorCatalogue[code] as ErrorRow;
      return [code, { kind, message, remedy, retry }];
    }),
  );
}

function permissionsOfAll(): object {
  return Object.fromEntries(
    [...Object.keys(services), consoleUser].map((service) => [service, brokerPermissions(service)]),
  );
}

/** For machines: their folders are in .prettierignore. */
export function json(file: string, value: object): Artefact {
  return { file, text: `${JSON.stringify(value, null, 2)}\n` };
}

async function pretty(root: string, file: string, text: string): Promise<Artefact> {
  const options = await resolveConfig(path.join(root, file));
  return { file, text: await format(text, { ...options, filepath: file }) };
}
