import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { completeSecrets, type Secrets } from '../launch/secrets.js';

/** Everything secret of one set of containers. */
export interface StoredSecrets extends Secrets {
  /** With which the broker's nodes know each other. */
  route: string;
  /** Of the database server's superuser, where it is ours to choose. */
  superuser: string;
}

const password = (): string => randomBytes(24).toString('base64url');

/** The secrets kept in a folder; what is missing for these apps and foreign services is made and kept, too. */
export function loadStoredSecrets(
  directory: string,
  apps: readonly string[],
  foreign: readonly string[],
): StoredSecrets {
  const file = path.join(directory, 'secrets.json');
  const present = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<StoredSecrets>) : {};
  const secrets = {
    ...completeSecrets(present, apps, foreign),
    route: present.route ?? password(),
    superuser: present.superuser ?? password(),
  };
  writeProtected(file, JSON.stringify(secrets, null, 2), 0o600);
  return secrets;
}

/** Writes a file with exactly this mode, its folder included. */
export function writeProtected(file: string, text: string, mode: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
  chmodSync(file, mode);
}
