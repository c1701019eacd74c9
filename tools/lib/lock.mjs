import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processStamp } from './processes.mjs';
import { Fault } from './run.mjs';

/** The `{ pid, stamp }` in a lock file; undefined when there is none, null when it cannot be understood. */
export function lockHolder(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Creates the lock with its content in one step, so that nobody ever reads it half written. */
function take(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, stamp: processStamp(process.pid) }));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead process's lock away. If another one took it meanwhile, its living lock is put back. */
function clearStale(file) {
  const grave = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, grave);
    if (isRunning(lockHolder(grave))) linkSync(grave, file);
  } catch {
    // Another process was quicker; the next round sees what it left.
  } finally {
    rmSync(grave, { force: true });
  }
}

/** Runs `work` while no other process of this clone does; a lock whose owner has died is taken over. */
export async function withLock(file, work) {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    let told = false;
    while (!take(file)) {
      const holder = lockHolder(file);
      if (holder === undefined) continue;
      if (!isRunning(holder)) {
        clearStale(file);
        continue;
      }
      if (!told)
        process.stderr.write(`  waiting for process ${holder.pid}, which installs or builds this clone\n`);
      told = true;
      await sleep(200);
    }
  } catch (error) {
    throw new Fault(`cannot write ${file}: ${error.message}`, 'give yourself write access to the clone');
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
