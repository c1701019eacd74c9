import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { lockHolder } from './lock.mjs';
import { isRunning } from './processes.mjs';

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isPortFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)));
  });
}

function lock(file, name) {
  const holder = lockHolder(file);
  if (holder === undefined) return { status: 'ok', name, detail: 'free' };
  if (isRunning(holder)) return { status: 'ok', name, detail: `held by process ${holder.pid}` };
  return {
    status: 'warn',
    name,
    detail: 'left by a process that is gone',
    fix: 'nothing to do: the next command takes it over',
  };
}

/** Processes of a launcher that is gone: they hold ports and data. */
function leftovers(run) {
  if (run === undefined) return { status: 'ok', name: 'leftovers', detail: 'none' };
  const parts = [run.postgres, run.nats, ...(run.apps ?? [])].filter((part) => part && isRunning(part));
  if (isRunning(run.launcher)) {
    return {
      status: 'ok',
      name: 'platform',
      detail: `runs (process ${run.launcher.pid}, ${parts.length} children)`,
    };
  }
  if (parts.length === 0) return { status: 'ok', name: 'leftovers', detail: 'none' };
  const pids = parts.map((part) => part.pid).join(', ');
  const detail = `processes ${pids} of a launcher that is gone`;
  return { status: 'warn', name: 'leftovers', detail, fix: 'nothing to do: the next npm start stops them' };
}

async function ports(home, running) {
  const remembered = readJson(path.join(home, 'ports.json'));
  if (running || remembered === undefined) return { status: 'ok', name: 'ports', detail: 'chosen at start' };
  const taken = [];
  for (const [name, port] of Object.entries(remembered)) {
    if (!(await isPortFree(port))) taken.push(`${name} ${port}`);
  }
  if (taken.length === 0) return { status: 'ok', name: 'ports', detail: 'the remembered ones are free' };
  const detail = `taken by others: ${taken.join(', ')}`;
  return { status: 'warn', name: 'ports', detail, fix: 'nothing to do: others are chosen at the next start' };
}

/** Files of another user in the home, as left by one start with sudo, stop an ordinary user's start. */
function ownership(home) {
  const uid = process.getuid?.();
  if (!existsSync(home) || uid === undefined || uid === 0) return [];
  const foreign = readdirSync(home).filter((name) => statSync(path.join(home, name)).uid !== uid);
  if (foreign.length === 0) return [];
  const detail = `${foreign.join(', ')} in ${home} belong to another user`;
  return [
    {
      status: 'fault',
      name: 'ownership',
      detail,
      fix: `sudo chown -R $(id -u) "${home}", or sudo rm -rf "${home}"`,
    },
  ];
}

function secrets(home) {
  const file = path.join(home, 'secrets.json');
  if (!existsSync(file)) return { status: 'ok', name: 'secrets', detail: 'generated at the first start' };
  if (readJson(file) === undefined) {
    return { status: 'fault', name: 'secrets', detail: `${file} cannot be read`, fix: 'npm run reset' };
  }
  if (statSync(file).mode & 0o077) {
    return {
      status: 'warn',
      name: 'secrets',
      detail: `${file} can be read by others`,
      fix: `chmod 600 "${file}"`,
    };
  }
  return { status: 'ok', name: 'secrets', detail: 'present, readable by their owner only' };
}

/** What earlier runs of this clone have left. */
export async function stateChecks(root, home) {
  const run = readJson(path.join(home, 'run.json'));
  const running = run !== undefined && isRunning(run.launcher);
  return [
    lock(path.join(root, '.croupier', 'bootstrap.lock'), 'build lock'),
    leftovers(run),
    await ports(home, running),
    secrets(home),
    ...ownership(home),
  ];
}
