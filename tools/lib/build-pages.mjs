import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault, Interrupted, progress, run } from './run.mjs';

/** The pages of web/, what each is made of beside its own folder, and what it is called while it is built. */
const PAGES = {
  lobby: { with: ['libs/sdk/src', 'libs/game-maths/src', 'libs/kernel/src'], what: 'the lobby' },
  console: { with: ['web/lobby/src/styles'], what: 'the operations page' },
};
/** The files that say how. */
const SETTINGS = ['package-lock.json', 'tools/lib/build-pages.mjs'];

function filesBelow(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function fingerprint(root, page) {
  const hash = createHash('sha256');
  const folders = [`web/${page}`, ...PAGES[page].with];
  for (const file of [...folders.flatMap((folder) => filesBelow(root, folder)), ...SETTINGS]) {
    const { size, mtimeMs } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? {};
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const stampOf = (root, page) => path.join(root, 'dist', `.${page}-stamp`);

function isFresh(root, page) {
  try {
    return readFileSync(stampOf(root, page), 'utf8') === fingerprint(root, page);
  } catch {
    return false;
  }
}

/** Whether the pages in dist/ are what their sources say. */
export function arePagesFresh(root) {
  return Object.keys(PAGES).every((page) => isFresh(root, page));
}

/** Builds the pages into dist/ unless they are what their sources say. Called under the lock of the build. */
export async function buildPages(root, env) {
  for (const page of Object.keys(PAGES)) if (!isFresh(root, page)) await buildPage(root, env, page);
}

async function buildPage(root, env, page) {
  const before = fingerprint(root, page);
  const { what } = PAGES[page];
  const done = progress(`building ${what}`);
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const output = path.join(root, '.croupier', `${page}-build.log`);
  mkdirSync(path.dirname(output), { recursive: true });
  const log = openSync(output, 'w');
  const { code, interrupted } = await run(
    process.execPath,
    [vite, 'build', `web/${page}`, '--logLevel', 'warn'],
    { cwd: root, env: { ...env, NODE_ENV: 'production' }, stdio: ['ignore', log, log] },
  ).finally(() => closeSync(log));
  if (interrupted) throw new Interrupted('interrupted');
  if (code !== 0) {
    done('✗');
    throw new Fault(
      `${what} could not be built:\n${readFileSync(output, 'utf8').trim()}`,
      'mend the error above, then run the same command again',
    );
  }
  writeFileSync(stampOf(root, page), before);
  done();
}
