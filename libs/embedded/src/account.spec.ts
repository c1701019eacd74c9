import { describe, expect, it } from '@jest/globals';
import { allows, outsideDirectory, parsePasswd } from './account.js';

const account = { name: 'postgres', uid: 101, gid: 104 };

describe('parsePasswd', () => {
  it('reads names with their ids and skips what is not an entry', () => {
    const accounts = parsePasswd(
      'root:x:0:0:root:/root:/bin/sh\n# note\n+\npostgres:x:101:104::/var/lib:/bin/sh\n',
    );
    expect([...accounts.keys()]).toEqual(['root', 'postgres']);
    expect(accounts.get('postgres')).toEqual(account);
  });
});

describe('allows', () => {
  it('judges the owner, the group and the others by their own bits only', () => {
    expect(allows({ mode: 0o700, uid: 101, gid: 0 }, account, 5)).toBe(true);
    expect(allows({ mode: 0o077, uid: 101, gid: 104 }, account, 1)).toBe(false);
    expect(allows({ mode: 0o750, uid: 0, gid: 104 }, account, 5)).toBe(true);
    expect(allows({ mode: 0o700, uid: 0, gid: 0 }, account, 1)).toBe(false);
    expect(allows({ mode: 0o755, uid: 0, gid: 0 }, account, 5)).toBe(true);
  });
});

describe('outsideDirectory', () => {
  it('is the same for every spelling of a folder and another for every folder', () => {
    expect(outsideDirectory('/a/b/../c')).toBe(outsideDirectory('/a/c'));
    expect(outsideDirectory('/a/c')).not.toBe(outsideDirectory('/a/d'));
  });
});
