import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Runs a program and returns its first line of output; throws with what it said on failure. */
export async function firstLine(program, args) {
  try {
    const { stdout } = await execute(program, args, { timeout: 20_000, cwd: '/' });
    return stdout.trim().split('\n')[0] ?? '';
  } catch (error) {
    throw new Error((error.stderr || error.message).trim().split('\n')[0], { cause: error });
  }
}

function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  const detail = `${process.versions.node} (${process.execPath})`;
  if (good) return { status: 'ok', name: 'Node', detail };
  return { status: 'fault', name: 'Node', detail, fix: 'install a current Node LTS (20.19 or newer)' };
}

async function npm() {
  try {
    return { status: 'ok', name: 'npm', detail: await firstLine('npm', ['--version']) };
  } catch (error) {
    return {
      status: 'fault',
      name: 'npm',
      detail: `does not run: ${error.message}`,
      fix: 'install npm (it comes with Node)',
    };
  }
}

function platform() {
  const detail = `${process.platform}-${process.arch}`;
  if (SUPPORTED.includes(detail)) return { status: 'ok', name: 'platform', detail };
  const fix = process.platform === 'win32' ? 'use a Linux shell (WSL)' : `use one of ${SUPPORTED.join(', ')}`;
  return { status: 'fault', name: 'platform', detail: `${detail} has no embedded servers`, fix };
}

function user() {
  const uid = process.getuid?.();
  const passwd = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  const entries = passwd.split('\n').map((line) => line.split(':'));
  if (uid === 0) {
    const name = ['postgres', 'nobody'].find((wanted) => entries.some(([entry]) => entry === wanted));
    if (name) return { status: 'ok', name: 'user', detail: `root; PostgreSQL runs as ${name}` };
    const detail = 'root, and there is no user postgres or nobody for PostgreSQL';
    return {
      status: 'fault',
      name: 'user',
      detail,
      fix: 'useradd --system postgres, or start as an ordinary user',
    };
  }
  if (process.platform === 'linux' && passwd && !entries.some((entry) => entry[2] === String(uid))) {
    const detail = `user id ${uid} has no entry in /etc/passwd; PostgreSQL wants one`;
    return {
      status: 'warn',
      name: 'user',
      detail,
      fix: 'add an entry unless your directory service has one',
    };
  }
  return { status: 'ok', name: 'user', detail: `uid ${uid}` };
}

function writable(name, folder) {
  let existing = folder;
  while (!existsSync(existing)) existing = path.dirname(existing);
  try {
    accessSync(existing, constants.W_OK);
  } catch {
    const owner = statSync(existing).uid;
    const fix = `sudo chown -R $(id -u) "${existing}"`;
    return { status: 'fault', name, detail: `${existing} cannot be written (owner uid ${owner})`, fix };
  }
  return { status: 'ok', name, detail: `${folder} can be written` };
}

function space(home) {
  let existing = home;
  while (!existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  const free = (bavail * bsize) / 2 ** 30;
  const detail = `${free.toFixed(1)} GB free`;
  if (free >= 2) return { status: 'ok', name: 'disk', detail };
  return {
    status: free < 0.5 ? 'fault' : 'warn',
    name: 'disk',
    detail,
    fix: 'free 2 GB: packages need 0.7, data the rest',
  };
}

function memory() {
  const total = totalmem() / 2 ** 30;
  const detail = `${total.toFixed(1)} GB`;
  if (total >= 3) return { status: 'ok', name: 'memory', detail };
  return {
    status: 'warn',
    name: 'memory',
    detail,
    fix: 'start all apps in one process: npm start -- --single',
  };
}

/** What the machine itself brings. */
export async function machineChecks(root, home) {
  return [
    node(),
    await npm(),
    platform(),
    user(),
    writable('clone', root),
    ...(home === path.join(root, '.croupier') ? [] : [writable('CROUPIER_HOME', home)]),
    space(home),
    memory(),
  ];
}
