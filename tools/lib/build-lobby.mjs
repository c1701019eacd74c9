import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault, Interrupted, progress, run } from './run.mjs';

/** What the page is made of, and the files that say how. */
const FOLDERS = ['web/lobby', 'libs/sdk/src'];
const SETTINGS = ['package-lock.json', 'tools/lib/build-lobby.mjs'];

function filesBelow(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function fingerprint(root) {
  const hash = createHash('sha256');
  for (const file of [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), ...SETTINGS]) {
    const { size, mtimeMs } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? {};
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const stampOf = (root) => path.join(root, 'dist', '.lobby-stamp');

/** Whether dist/lobby is what its sources say. */
export function isLobbyFresh(root) {
  try {
    return readFileSync(stampOf(root), 'utf8') === fingerprint(root);
  } catch {
    return false;
  }
}

/** Builds the lobby's page into dist/lobby unless it is what its sources say. Called under the lock of the build. */
export async function buildLobby(root, env) {
  if (isLobbyFresh(root)) return;
  const before = fingerprint(root);
  const done = progress('building the lobby');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const output = path.join(root, '.croupier', 'lobby-build.log');
  mkdirSync(path.dirname(output), { recursive: true });
  const log = openSync(output, 'w');
  const { code, interrupted } = await run(
    process.execPath,
    [vite, 'build', 'web/lobby', '--logLevel', 'warn'],
    { cwd: root, env: { ...env, NODE_ENV: 'production' }, stdio: ['ignore', log, log] },
  ).finally(() => closeSync(log));
  if (interrupted) throw new Interrupted('interrupted');
  if (code !== 0) {
    done('✗');
    throw new Fault(
      `the lobby could not be built:\n${readFileSync(output, 'utf8').trim()}`,
      'mend the error above, then run the same command again',
    );
  }
  writeFileSync(stampOf(root), before);
  done();
}
