import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { arePagesFresh, buildPages } from './build-pages.mjs';
import { withLock } from './lock.mjs';
import { Fault, Interrupted, progress } from './run.mjs';

/** What the Nest CLI compiles (see nest-cli.json), and the files that say how. */
const FOLDERS = ['apps', 'libs', 'tools', 'bench', 'chaos'];
const SETTINGS = ['nest-cli.json', 'tsconfig.json', 'package-lock.json'];

/** Paths below `folder`, relative to `root`; folders of packages and of test material are left out. */
function filesBelow(root, folder, accept) {
  const files = [];
  const visit = (relative) => {
    let entries;
    try {
      entries = readdirSync(path.join(root, relative), { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const inner = `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!['node_modules', 'dist', 'test'].includes(entry.name)) visit(inner);
      } else if (accept(entry.name)) files.push(inner);
    }
  };
  visit(folder);
  return files;
}

const isSource = (name) => /\.(ts|json|sql)$/.test(name) && !/\.spec\.ts$/.test(name);
const isCompiled = (name) => name.endsWith('.ts') && !name.endsWith('.d.ts');

function sources(root) {
  return FOLDERS.flatMap((folder) => filesBelow(root, folder, isSource)).sort();
}

/** Changes with every source that is added, removed or written, and with the settings of the build. */
function fingerprint(root, files) {
  const hash = createHash('sha256');
  for (const file of [...files, ...SETTINGS]) {
    const { size, mtimeMs } = statSync(path.join(root, file), { throwIfNoEntry: false }) ?? {};
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** `fresh`, `stale` or `missing`. */
export function buildState(root) {
  try {
    const stamp = readFileSync(path.join(root, 'dist', '.stamp'), 'utf8');
    return stamp === fingerprint(root, sources(root)) ? 'fresh' : 'stale';
  } catch {
    return 'missing';
  }
}

/** Removes the output of sources that are gone. Nothing else is touched: a running platform may use it. */
function prune(root, files) {
  const kept = new Set(files.filter(isCompiled).map((file) => file.replace(/\.ts$/, '.js')));
  const dist = path.join(root, 'dist');
  for (const folder of FOLDERS) {
    for (const file of filesBelow(dist, folder, (name) => /\.js(\.map)?$/.test(name))) {
      if (!kept.has(file.replace(/\.map$/, ''))) rmSync(path.join(dist, file), { force: true });
    }
  }
}

function compile(root, env) {
  return new Promise((resolve, reject) => {
    const nest = path.join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
    const child = spawn(process.execPath, [nest, 'build', 'gateway'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const stop = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, stop);
      if (signal !== null) reject(new Interrupted('interrupted'));
      else resolve({ code, output });
    });
  });
}

/** The compiler may end with 0 although files failed: the proof is that every source has a new output. */
function missingOutputs(root, files, startedAt) {
  return files.filter(isCompiled).filter((file) => {
    const output = path.join(root, 'dist', file.replace(/\.ts$/, '.js'));
    const found = statSync(output, { throwIfNoEntry: false });
    return found === undefined || found.mtimeMs < startedAt - 100;
  });
}

/** The commands of packages of their own: npm makes one runnable when it links it, and not again after a build. */
function makeRunnable(root) {
  const tools = path.join(root, 'dist', 'tools');
  for (const file of filesBelow(tools, '.', (name) => name === 'package.json')) {
    const { bin = {} } = JSON.parse(readFileSync(path.join(tools, file), 'utf8'));
    for (const program of Object.values(bin)) chmodSync(path.join(tools, path.dirname(file), program), 0o755);
  }
}

/** Builds apps, libs, tools and the pages into dist/ unless dist/ is what the sources say. */
export async function build(root, env) {
  if (buildState(root) === 'fresh' && arePagesFresh(root)) return;
  await withLock(path.join(root, '.croupier', 'bootstrap.lock'), async () => {
    await buildServices(root, env);
    await buildPages(root, env);
  });
}

async function buildServices(root, env) {
  if (buildState(root) === 'fresh') return;
  const files = sources(root);
  const before = fingerprint(root, files);
  const startedAt = Date.now();
  const done = progress('building');
  const { code, output } = await compile(root, env);
  const missing = code === 0 ? missingOutputs(root, files, startedAt) : [];
  if (code !== 0 || missing.length > 0) {
    done('✗');
    // The compiler's own machine-code trace helps nobody who reads it here.
    const said = output
      .replace(/\nCaused by:[\s\S]*?(?=\nSuccessfully compiled|\nFailed to compile|$)/g, '')
      .trim();
    const list = missing.map((file) => `  not compiled: ${file}`).join('\n');
    throw new Fault(
      `the build failed:\n${said}\n${list}`,
      'mend the error above, then run the same command again',
    );
  }
  prune(root, files);
  makeRunnable(root);
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist', '.stamp'), before);
  done();
}
