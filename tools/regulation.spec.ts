import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** All of the technical standards on how games are played (RTS 8 to 17), with net position, faults, changes of the odds and the law on stakes. */
const ids = [
  ...[
    'RTS 2E',
    'RTS 5A',
    'RTS 7D',
    'RTS 8A',
    'RTS 9A',
    'RTS 9-g',
    'RTS 10A',
    'RTS 10B',
    'RTS 10C',
    'RTS 11A',
    'RTS 11B',
  ],
  'RTS 12A',
  ...Array.from({ length: 8 }, (_, index) => `RTS 12B-${index + 1}`),
  ...['RTS 12C', 'RTS 12D', 'RTS 12E', 'RTS 13A', 'RTS 13B', 'RTS 13C'],
  ...['RTS 14A', 'RTS 14B', 'RTS 14C', 'RTS 14D', 'RTS 14E', 'RTS 14F', 'RTS 14G', 'RTS 15A', 'RTS 16A'],
  ...Array.from({ length: 4 }, (_, index) => `RTS 17A-${index + 1}`),
  'SI 2025/215',
];

const text = readFileSync('docs/regulation.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('| **'));
/** Tests as the table names them: the name, and the file that has it. */
const named = rows.flatMap((row) =>
  [...row.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+\.spec\.ts)\)/g)].map(([, name = '', file = '']) => [
    name,
    file,
  ]),
);

/** What a row is about: `RTS 13A, 13C` is of two. */
function idsOf(row: string): string[] {
  const [first = '', ...others] = (/\*\*([^*]+)\*\*/.exec(row)?.[1] ?? '').split(', ');
  const source = first.slice(0, first.indexOf(' ') + 1);
  return [first, ...others.map((other) => `${source}${other}`)];
}

describe('docs/regulation.md', () => {
  it.each(ids)('has a row for %s', (id) => {
    expect(rows.flatMap(idsOf)).toContain(id);
  });

  it.each(rows.map((row) => [idsOf(row).join(', '), row]))(
    'names a test for %s, or says why there is nothing to show',
    (_, row) => {
      expect(row).toMatch(/\.spec\.ts\)|\| n\/a, because [^|]{20,} \| *—/);
    },
  );

  it.each(named)('names the test %j, which is in %s', (name, file) => {
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(name);
  });
});
