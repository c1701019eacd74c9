import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { appFiles } from './app-templates.js';
import { contractFile, editCatalogue, editIndex, editNestCli } from './contract-edits.js';
import { type AppNames, NewAppFault } from './names.js';

const contracts = 'libs/contracts/src';

/** Files as they are to be, by path from the root, formatted. */
export type Plan = ReadonlyMap<string, string>;

/** Everything a new app adds and changes, worked out before anything is written. @throws NewAppFault if it is taken */
export async function planApp(root: string, names: AppNames, stamp: number): Promise<Plan> {
  refuseTaken(root, names);
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const files: Record<string, string> = {
    ...appFiles(names, stamp),
    [`${contracts}/${names.kebab}/status.ts`]: contractFile(names),
    [`${contracts}/index.ts`]: editIndex(read(`${contracts}/index.ts`), names),
    [`${contracts}/catalogue.ts`]: editCatalogue(read(`${contracts}/catalogue.ts`), names),
    'nest-cli.json': editNestCli(read('nest-cli.json'), names),
  };
  const formatted = Object.entries(files).map(async ([file, text]): Promise<[string, string]> => {
    const options = await resolveConfig(path.join(root, file));
    return [file, await format(text, { ...options, filepath: file })];
  });
  return new Map(await Promise.all(formatted));
}

/** Files that follow from the contracts and are written anew after the plan. */
export function derivedFiles({ pascal }: AppNames): string[] {
  const golden = [`Read${pascal}Status`, `${pascal}Status`].map(
    (name) => `libs/contracts/golden/${name}.json`,
  );
  return ['docs/errors.md', 'docs/service-map.md', '.env.example', ...golden];
}

/** Remembers files as they are. The function it returns puts them back and removes those that were not there. */
export function snapshot(root: string, files: Iterable<string>): () => void {
  const before = [...files].map((file) => {
    const target = path.join(root, file);
    return { target, text: existsSync(target) ? readFileSync(target) : undefined };
  });
  return () => {
    for (const { target, text } of before) {
      if (text !== undefined) {
        writeFileSync(target, text);
      } else {
        rmSync(target, { force: true });
        removeEmptyFolders(path.dirname(target), root);
      }
    }
  };
}

export function write(root: string, plan: Plan): void {
  for (const [file, text] of plan) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

function refuseTaken(root: string, { kebab, pascal }: AppNames): void {
  const taken = [`apps/${kebab}`, `libs/${kebab}`, `${contracts}/${kebab}`].find((folder) =>
    existsSync(path.join(root, folder)),
  );
  if (taken !== undefined) throw new NewAppFault(`"${kebab}" is taken: there is ${taken}/`);
  const own = new RegExp(`\\b(${pascal}Status|Read${pascal}Status|read${pascal}Status)\\b`);
  const sources = readdirSync(path.join(root, contracts), { recursive: true, encoding: 'utf8' });
  for (const file of sources.filter((name) => name.endsWith('.ts'))) {
    const clash = own.exec(readFileSync(path.join(root, contracts, file), 'utf8'));
    if (clash) {
      throw new NewAppFault(
        `"${kebab}" would declare ${clash[0]}, which ${contracts}/${file} has already; choose another name`,
      );
    }
  }
}

function removeEmptyFolders(folder: string, root: string): void {
  if (folder === root || !existsSync(folder) || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmptyFolders(path.dirname(folder), root);
}
