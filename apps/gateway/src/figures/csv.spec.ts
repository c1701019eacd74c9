import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv.js';

describe('csvOf', () => {
  it.each([
    ['a number', 1250, '1250'],
    ['a number below zero', -350, '-350'],
    ['a ratio', '0.95123456', '0.95123456'],
    ['a ratio below zero', '-0.87', '-0.87'],
    ['a flag', true, 'true'],
    ['a date', '2026-11-23', '2026-11-23'],
    ['nothing', undefined, ''],
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'say "x"', '"say ""x"""'],
    ['a line break', 'a\r\nb', '"a\r\nb"'],
    ['a formula', '=1+1', `"'=1+1"`],
    ['a formula with a plus', '+cmd|x', `"'+cmd|x"`],
    ['a formula with a minus', '-2+3', `"'-2+3"`],
    ['a formula with an at', '@SUM(A1)', `"'@SUM(A1)"`],
    ['a tab first', '\t=1', `"'\t=1"`],
  ])('%s', (_, value, cell) => {
    expect(csvOf([{ value, end: 1 }])).toBe(`value,end\r\n${cell},1\r\n`);
  });

  it('has a column for what only some rows have, and is empty without rows', () => {
    expect(csvOf([{ a: 1 }, { b: 2 }])).toBe('a,b\r\n1,\r\n,2\r\n');
    expect(csvOf([])).toBe('\r\n');
  });
});
