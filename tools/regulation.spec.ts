import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const text = readFileSync('docs/regulation.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('| **'));
/** Tests as the table names them: the name, and the file that has it. */
const named = rows.flatMap((row) =>
  [...row.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+\.spec\.ts)\)/g)].map(([, name = '', file = '']) => [
    name,
    file,
  ]),
);

describe('docs/regulation.md', () => {
  it.each(rows.map((row) => [/\*\*([^*]+)\*\*/.exec(row)?.[1] ?? row, row]))(
    'names a test for %s',
    (_, row) => {
      expect(row).toMatch(/\.spec\.ts\)/);
    },
  );

  it.each(named)('names the test %j, which is in %s', (name, file) => {
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(name);
  });
});
