import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { pinnedNode } from './pinned.mjs';
import { Fault, Interrupted, progress, run } from './run.mjs';

/** A setting such as NODE_ENV=production or omit=optional must not leave out what building and starting need. */
const ALL_KINDS = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];

const stampFile = (root) => path.join(root, 'node_modules', '.croupier-lock-hash');
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** What the stamp of a complete installation says. */
export function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

/** Whether a plain `npm ci` or `npm install` has already put everything in place that is not optional. */
function matchesLock(root) {
  try {
    const wanted = readJson(path.join(root, 'package-lock.json')).packages;
    const present = readJson(path.join(root, 'node_modules', '.package-lock.json')).packages;
    return Object.entries(wanted).every(([name, entry]) => {
      if (name === '') return true;
      const found = present[name];
      if (found === undefined) return entry.optional === true;
      return found.version === entry.version && existsSync(path.join(root, name));
    });
  } catch {
    return false;
  }
}

/** Whether the required packages are those of package-lock.json. */
export function isInstalled(root) {
  try {
    if (readFileSync(stampFile(root), 'utf8').trim() === lockHash(root)) return true;
  } catch {
    // No stamp: not installed by us, or not at all.
  }
  return matchesLock(root);
}

/**
 * Platform packages of package.json that belong on this machine and are missing. npm leaves one out without a word
 * when the Node that runs npm is older than the package asks for.
 */
export function missingPlatformPackages(root) {
  const wanted = Object.keys(readJson(path.join(root, 'package.json')).optionalDependencies ?? {});
  const { packages } = readJson(path.join(root, 'package-lock.json'));
  return wanted.filter((name) => {
    const entry = packages[`node_modules/${name}`];
    const fits = (list, value) => list === undefined || list.includes(value);
    if (!entry || !fits(entry.os, process.platform) || !fits(entry.cpu, process.arch)) return false;
    return !existsSync(path.join(root, 'node_modules', name, 'package.json'));
  });
}

/** npm's own program file, if it can be told; package managers of other names set npm_execpath, too. */
function npmProgram() {
  const given = process.env.npm_execpath;
  if (given && path.basename(given) === 'npm-cli.js' && existsSync(given)) return given;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, 'npm');
    if (!folder || !existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (path.basename(real) === 'npm-cli.js') return real;
  }
  return undefined;
}

/** Runs npm under the given Node, its output going to the log. Returns whether it succeeded. */
async function npm(root, node, args, text) {
  const log = path.join(root, '.croupier', 'logs', 'install.log');
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  const program = npmProgram();
  const done = progress(text);
  try {
    const options = { cwd: root, stdio: ['ignore', output, output] };
    const result = program ? await run(node, [program, ...args], options) : await run('npm', args, options);
    if (result.interrupted) {
      done('–');
      throw new Interrupted('interrupted');
    }
    done(result.code === 0 ? '✓' : '✗');
    return result.code === 0;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Fault(
      'npm was not found.',
      'install npm (it comes with Node), then run the same command again',
    );
  } finally {
    closeSync(output);
  }
}

/** The last words of npm, for the terminal. */
function installLog(root) {
  const log = path.join(root, '.croupier', 'logs', 'install.log');
  const lines = readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => /error|ERR/.test(line));
  return `${lines
    .slice(-6)
    .map((line) => `    ${line}`)
    .join('\n')}\n  log: ${log}`;
}

async function installAll(root) {
  const log = path.join(root, '.croupier', 'logs', 'install.log');
  if (existsSync(log) && statSync(log).size > 1024 * 1024) renameSync(log, `${log}.1`);
  if (await npm(root, process.execPath, ['ci', ...ALL_KINDS], 'installing packages (about a minute, once)'))
    return;
  throw new Fault(
    `npm ci failed:\n${installLog(root)}`,
    'check the network and the disk space; `npm ci` by hand shows the whole story',
  );
}

/** Adds the platform packages npm left out, under the pinned Node, without touching package-lock.json. */
async function addMissing(root, missing) {
  const lock = path.join(root, 'package-lock.json');
  const copy = path.join(root, '.croupier', 'package-lock.copy');
  mkdirSync(path.dirname(copy), { recursive: true });
  copyFileSync(lock, copy);
  const node = pinnedNode(root) ?? process.execPath;
  const args = ['install', ...ALL_KINDS, '--prefer-offline', '--ignore-scripts'];
  try {
    await npm(root, node, args, `adding ${missing.join(', ')}`);
  } finally {
    if (!readFileSync(lock).equals(readFileSync(copy))) copyFileSync(copy, lock);
    rmSync(copy, { force: true });
  }
  const still = missingPlatformPackages(root);
  if (still.length > 0) {
    process.stderr.write(`! ${still.join(', ')} could not be installed; see .croupier/logs/install.log\n`);
  }
}

/** Makes node_modules what package-lock.json says; does nothing when it is. */
export async function install(root) {
  const stamped = () => {
    try {
      return readFileSync(stampFile(root), 'utf8').trim() === lockHash(root);
    } catch {
      return false;
    }
  };
  if (stamped() && missingPlatformPackages(root).length === 0) return;
  await withLock(path.join(root, '.croupier', 'bootstrap.lock'), async () => {
    if (!stamped() && !matchesLock(root)) await installAll(root);
    const missing = missingPlatformPackages(root);
    if (missing.length > 0) await addMissing(root, missing);
    if (!stamped()) writeFileSync(stampFile(root), `${lockHash(root)}\n`);
  });
}
