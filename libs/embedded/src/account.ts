import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedFailure } from './failure.js';

/** The system account a server runs as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Where servers keep what the account cannot reach in the repository. */
export const OUTSIDE = '/var/lib/croupier';

/** Accounts of an /etc/passwd text, by name. */
export function parsePasswd(text: string): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && /^\d+$/.test(uid ?? '') && /^\d+$/.test(gid ?? '')) {
      accounts.set(name, { name, uid: Number(uid), gid: Number(gid) });
    }
  }
  return accounts;
}

/**
 * The account PostgreSQL has to run as, undefined for the present one. PostgreSQL refuses to run as root, so
 * root lends it the owner of existing data, else `postgres`, else `nobody`.
 */
export function serverAccount(dataDirectory: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = parsePasswd(existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '');
  if (existsSync(dataDirectory)) {
    const { uid, gid } = statSync(dataDirectory);
    const known = [...accounts.values()].find((account) => account.uid === uid);
    if (uid !== 0) return { name: known?.name ?? String(uid), uid, gid };
  }
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (account !== undefined && account.uid !== 0) return account;
  throw new EmbeddedFailure(
    'PostgreSQL does not run as root, and this machine has no user postgres or nobody',
    {
      fix: 'add a user (useradd --system postgres) or start as an ordinary user',
    },
  );
}

/** Whether a mode's bits for this account contain all of `wanted` (4 read, 2 write, 1 enter). */
export function allows(
  entry: { mode: number; uid: number; gid: number },
  account: Account,
  wanted: number,
): boolean {
  const shift = entry.uid === account.uid ? 6 : entry.gid === account.gid ? 3 : 0;
  return ((entry.mode >> shift) & wanted) === wanted;
}

/** Whether the account can enter every folder above `target`, and read (and enter) it where it exists. */
export function canReach(target: string, account: Account): boolean {
  let existing = path.resolve(target);
  while (!existsSync(existing)) existing = path.dirname(existing);
  const real = realpathSync(existing);
  const entry = statSync(real);
  const wanted = existing !== path.resolve(target) || !entry.isDirectory() ? 1 : 5;
  if (entry.isDirectory() && !allows(entry, account, wanted)) return false;
  if (entry.isFile() && !allows(entry, account, 4)) return false;
  for (let folder = path.dirname(real); ; folder = path.dirname(folder)) {
    if (!allows(statSync(folder), account, 1)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** The folder outside the repository that stands for `directory`; the same one at every start. */
export function outsideDirectory(directory: string): string {
  const hash = createHash('sha256').update(path.resolve(directory)).digest('hex').slice(0, 12);
  return path.join(OUTSIDE, hash);
}

/** Whether a folder is one of those outside the repository. */
export function isOutside(directory: string): boolean {
  return directory.startsWith(`${OUTSIDE}/`);
}

/** Creates a folder every account may enter; says what to do when the machine does not let us. */
export function makeOutside(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    chmodSync(OUTSIDE, 0o755);
    chmodSync(directory, 0o755);
    return directory;
  } catch (error) {
    throw new EmbeddedFailure(`cannot create ${directory}: ${(error as Error).message}`, {
      fix: 'move the clone to a folder that other users may enter (chmod o+x its parents), or start as an ordinary user',
    });
  }
}
