import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { notRun, type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { Caller } from './caller.js';
import { Mix } from './commands.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { cuts: 2, loadMs: 2500 }, full: { cuts: 100, loadMs: 10_000 } };
const readyBoundMs = 60_000;
const programs = ['mkfs.ext4', 'mount', 'umount', 'losetup'];

/** Pulls the plug of a disk under load: whatever was acknowledged is there when the power is back. */
export async function powerCut(options: Options): Promise<Report> {
  const missing = whyNot();
  if (missing !== undefined) return notRun(missing);
  const { cuts, loadMs } = sizes[options.size];
  const total = { ok: 0, refused: 0, unknown: 0, broken: [] as string[], slowest: 0 };
  for (let cut = 0; cut < cuts; cut += 1) {
    const { caller, found, readyMs } = await cutOnce(options.seed + cut, loadMs, {});
    const { ok, refused, unknown } = caller.counts;
    Object.assign(total, {
      ok: total.ok + ok,
      refused: total.refused + refused,
      unknown: total.unknown + unknown,
    });
    total.broken.push(...found);
    total.slowest = Math.max(total.slowest, readyMs);
  }
  if (total.slowest > readyBoundMs) total.broken.push(`ready after ${Math.round(total.slowest)} ms`);
  // Its log is written behind every 10 s at most, so that on a slow machine, too, there is something to lose.
  const behind = { synchronous_commit: 'off', wal_writer_delay: '10s', wal_buffers: '16MB' };
  const unsafe = await cutOnce(options.seed + 1000, loadMs, behind);
  return {
    ...{ ok: total.ok, refused: total.refused, unknown: total.unknown, broken: total.broken },
    faults: { 'power cuts of the database': cuts },
    checked: [
      `${ledgerChecks}: none of ${total.ok} acknowledged commands lost`,
      `bets again after ${Math.round(total.slowest)} ms at most, recovery included`,
    ],
    control: { what: 'synchronous_commit = off, written behind', saw: unsafe.found },
  };
}

/** Why no disk can be cut here; undefined if one can. */
function whyNot(): string | undefined {
  if (process.getuid?.() !== 0) return 'a disk image is mounted by root alone, and this is not root';
  if (!existsSync('/dev/loop-control')) return 'this machine has no loop devices';
  const absent = programs.find(
    (name) =>
      !['/sbin', '/usr/sbin', '/bin', '/usr/bin'].some((folder) => existsSync(path.join(folder, name))),
  );
  if (absent !== undefined) return `${absent} is not installed`;
  const disk = new Disk();
  try {
    disk.mount(disk.image);
    return undefined;
  } catch (error) {
    return `a disk image cannot be mounted here: ${String(error).split('\n')[0] ?? ''}`;
  } finally {
    disk.remove();
  }
}

/** A disk in a file, and what is left of it after the plug was pulled. */
class Disk {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'croupier-disk-'));
  readonly image = path.join(this.folder, 'disk');
  /** Where it is mounted. */
  readonly root = path.join(this.folder, 'mounted');

  constructor() {
    chmodSync(this.folder, 0o755);
    mkdirSync(this.root);
    run('truncate', '-s', '768M', this.image);
    run('mkfs.ext4', '-q', '-F', this.image);
  }

  mount(image: string): void {
    run('mount', '-o', 'loop', image, this.root);
    chmodSync(this.root, 0o755);
  }

  unmount(): void {
    run('umount', this.root);
  }

  /** What has reached the disk by now, and nothing that the system still holds back. */
  snapshot(): string {
    const copy = path.join(this.folder, 'after-the-cut');
    copyFileSync(this.image, copy);
    return copy;
  }

  remove(): void {
    try {
      run('umount', this.root);
    } catch {
      // It was not mounted.
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: 'pipe', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
}

interface Cut {
  caller: Caller;
  found: string[];
  readyMs: number;
}

async function cutOnce(seed: number, loadMs: number, settings: Record<string, string>): Promise<Cut> {
  const disk = new Disk();
  disk.mount(disk.image);
  const stand = await Stand.open({ settings: { directory: path.join(disk.root, 'pg'), settings } });
  try {
    const random = new Seeded(seed);
    const caller = new Caller(stand.bus);
    const players = await stand.players(caller, 20, 1_000_000);
    // A new database is not flushed by whoever made it; an old one has long been on its disk.
    run('sync', '-f', disk.root);
    const mix = new Mix(random, players);
    const stop = caller.keepBusy(() => mix.next(), 32);
    await pause(loadMs + random.below(500));
    const { pid } = stand.stack.server;
    const frozen = familyOf(pid);
    for (const one of frozen) process.kill(one, 'SIGSTOP');
    const copy = disk.snapshot();
    await stop();
    for (const one of frozen) kill(one);
    await stand.stack.server.exited;
    await gone(frozen);
    disk.unmount();
    disk.mount(copy);
    const startedAt = performance.now();
    await stand.stack.restartServer();
    await caller.insist(mix.next(), readyBoundMs);
    const readyMs = performance.now() - startedAt;
    await caller.resolve();
    return { caller, found: await stand.faultsOf(caller), readyMs };
  } finally {
    await stand.close();
    disk.remove();
  }
}

/** A server and its children. */
function familyOf(pid: number): number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return [pid, ...children.map(Number)];
}

function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went with its parent.
  }
}

async function gone(pids: readonly number[]): Promise<void> {
  const end = performance.now() + 10_000;
  while (pids.some((pid) => existsSync(`/proc/${pid}`)) && performance.now() < end) await pause(20);
}
