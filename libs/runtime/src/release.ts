import { readFileSync } from 'node:fs';

/** The version of this release, as package.json of the folder says that the process runs in; 0.0.0 where there is none. */
export const release = readRelease();

function readRelease(): string {
  try {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : '0.0.0';
  } catch {
    return '0.0.0';
  }
}
