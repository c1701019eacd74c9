import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { isRunning, type ProcessRecord } from '@croupier/embedded';
import { type Home, readJson } from './home.js';
import { recordOf } from './run-file.js';

/** Makes this process the one launcher of a home; false when another one lives there. */
export function takeHome(home: Home): boolean {
  const file = home.file('launch.lock');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(recordOf(process.pid)), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        // The link appears with its content in one step, and only if there was none.
        linkSync(draft, file);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (holder !== undefined && isRunning(holder)) return false;
      rmSync(file, { force: true });
    }
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Lets another launcher have the home. */
export function leaveHome(home: Home): void {
  rmSync(home.file('launch.lock'), { force: true });
}

function readHolder(file: string): ProcessRecord | undefined {
  try {
    return readJson<ProcessRecord>(file);
  } catch {
    return undefined;
  }
}
