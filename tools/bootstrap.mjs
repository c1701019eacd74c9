#!/usr/bin/env node
/**
 * The door every npm script goes through: installs what is missing, continues under the Node this repository pins,
 * builds what is stale, then runs the tool. Plain JavaScript without dependencies, since nothing may be there yet.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Every command: the built file that runs it, and a line for the overview. */
const COMMANDS = {
  start: {
    file: 'tools/launch/main.js',
    about: 'start the platform, or some apps of it, and keep it running',
  },
  ps: { file: 'tools/launch/main.js', about: 'what runs: app, pid, port, memory, uptime, readiness' },
  reset: { file: 'tools/launch/main.js', about: 'forget all data of this clone' },
  doctor: { about: 'look for what is wrong on this machine and say how to mend it' },
  demo: { file: 'tools/demo/main.js', about: "a player's evening over HTTP, checked to the penny" },
  bench: { file: 'bench/main.js', about: 'measure: suites by name, figures as JSON on request' },
  faults: { file: 'chaos/faults/main.js', about: 'break things under a service and prove what it promises' },
  chaos: {
    file: 'chaos/mix/main.js',
    about: 'break the whole platform by a seeded schedule while people play',
  },
  mutants: { file: 'tools/mutants/main.js', about: 'break the ledger in every small way and ask the tests' },
  test: { about: 'build, then run the tests; arguments go to jest' },
  check: { file: 'tools/check/main.js', about: 'lint, types, import rules, tidy' },
  contracts: { file: 'tools/contracts/main.js', about: 'write the documents generated from the contracts' },
  deploy: { file: 'tools/deploy/main.js', about: 'manifests and secrets for a Kubernetes cluster' },
  'verify-round': { file: 'tools/verify-round/main.js', about: 'derive a round again from its proof' },
  'verify-ledger': { file: 'tools/verify-ledger/main.js', about: 'prove that the ledger is whole' },
  rebuild: { file: 'tools/rebuild/main.js', about: 'make the projections of an app again from its events' },
  redrive: { file: 'tools/redrive/main.js', about: 'have an app work on its dead letters again' },
  rolling: { file: 'tools/rolling/main.js', about: 'replace the replicas of an app under load' },
  scale: {
    file: 'tools/scale/main.js',
    about: 'give an app of the running platform more processes, or fewer',
  },
  games: { file: 'tools/games/main.js', about: 'certify the odds of a game definition; dump random numbers' },
  conformance: {
    file: 'tools/conformance/main.js',
    about: "check an operator's wallet or a studio's game server by the seamless-wallet protocol",
  },
  'new-app': { file: 'tools/new-app/main.js', about: "a new service of the house's shape" },
};

/** Tools that came later than this list are found by their folder. */
function commandFor(name) {
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name];
  return /^[a-z][a-z0-9-]*$/.test(name) ? { file: `tools/${name}/main.js`, about: '' } : undefined;
}

function usage() {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return ['Usage: npm run <command> [-- arguments]   (npm start, npm test)', '', ...lines, ''].join('\n');
}

function fail(message, fix) {
  process.stderr.write(`✗ ${message}\n${fix ? `  fix: ${fix}\n` : ''}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(
    `Node ${process.versions.node} is too old: Croupier needs Node ${OLDEST_NODE.join('.')} or newer.`,
    'install a current Node LTS, then run the same command again',
  );
}

/**
 * npm starts us through a shell, and either can die without passing the signal on; then nobody would be left to stop
 * us. Asked to end with our parent, or run by npm, we stop when the parent (and npm behind its shell) is gone.
 */
async function followParent() {
  const underNpm = process.env.npm_lifecycle_event !== undefined;
  if (!underNpm && process.env.CROUPIER_EXIT_WITH_PARENT === undefined) return;
  delete process.env.CROUPIER_EXIT_WITH_PARENT;
  const { isRunning, parentOf, processStamp } = await import('./lib/processes.mjs');
  const parent = process.ppid;
  const before = parentOf(parent);
  const throughShell = underNpm && /^(ba|da|a|z)?sh$/.test(before?.name ?? '');
  const npm = throughShell ? { pid: before.parent, stamp: processStamp(before.parent) } : undefined;
  setInterval(() => {
    if (process.ppid !== parent || (npm !== undefined && !isRunning(npm)))
      process.kill(process.pid, 'SIGTERM');
  }, 1_000).unref();
}

async function main() {
  checkNode();
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage());
    process.exit(name === undefined ? 1 : 0);
  }
  const command = commandFor(name);
  const { doctor } = await import('./lib/doctor.mjs');
  if (name === 'doctor') process.exit(await doctor(root, args));
  const source = command?.file && path.join(root, command.file.replace(/\.js$/, '.ts'));
  const { existsSync } = await import('node:fs');
  if (command === undefined || (source && !existsSync(source) && !Object.hasOwn(COMMANDS, name))) {
    fail(`there is no command "${name}".`, 'see the list: node tools/bootstrap.mjs --help');
  }
  if (source && !existsSync(source))
    fail(`"${name}" is not part of this version: ${path.relative(root, source)} is missing.`);
  const { isInstalled, install } = await import('./lib/install.mjs');
  if ((args.includes('--help') || args.includes('-h')) && !isInstalled(root)) {
    process.stdout.write(
      `${name}: ${command.about}\nIts options are shown once the packages are installed (npm start installs them).\n`,
    );
    process.exit(0);
  }
  await followParent();
  try {
    await install(root);
    await continueUnderPinnedNode(name, command, args);
  } catch (error) {
    if (error.interrupted) process.exit(130);
    if (error.fix === undefined) throw error;
    fail(error.message, error.fix);
  }
}

/** All tests: a platform that starts needs the whole machine for a moment, so nothing else runs beside one. */
const testPasses = [
  ['--selectProjects', 'pure', 'int'],
  ['--selectProjects', 'e2e', '--maxWorkers=1'],
];

async function continueUnderPinnedNode(name, command, args) {
  const { pinnedNode, childEnvironment } = await import('./lib/pinned.mjs');
  const { run } = await import('./lib/run.mjs');
  const env = childEnvironment(root);
  const node = pinnedNode(root);
  if (node !== undefined) {
    // Followed by the second incarnation, which is the one that starts things.
    const result = await run(node, [fileURLToPath(import.meta.url), name, ...args], {
      env: { ...env, CROUPIER_EXIT_WITH_PARENT: '1' },
      stdio: 'inherit',
    });
    process.exit(result.code);
  }
  const { build } = await import('./lib/build.mjs');
  await build(root, env);
  if (name === 'test') {
    const jest = [
      '--disable-warning=ExperimentalWarning',
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
    ];
    delete env.NODE_COMPILE_CACHE;
    let code = 0;
    for (const pass of args.length > 0 ? [args] : testPasses) {
      const result = await run(process.execPath, [...jest, ...pass], { env, stdio: 'inherit', cwd: root });
      code = Math.max(code, result.code);
      if (result.interrupted) break;
    }
    process.exit(code);
  }
  await runTool(name, command.file, args, env);
}

/** The tool runs in this very process: one process less to pass signals through and to hold in memory. */
async function runTool(name, file, args, env) {
  const { enableCompileCache } = await import('node:module');
  const { pathToFileURL } = await import('node:url');
  Object.assign(process.env, env);
  enableCompileCache?.(env.NODE_COMPILE_CACHE);
  const built = path.join(root, 'dist', file);
  const shared = file === 'tools/launch/main.js' ? [name] : [];
  process.argv = [process.execPath, built, ...shared, ...args];
  await import(pathToFileURL(built).href);
}

// Read early so that a clone without its package.json is named as the fault it is.
try {
  readFileSync(path.join(root, 'package.json'));
} catch {
  fail(`${root} holds no package.json.`, 'run this inside a complete clone of the repository');
}
await main();
