import { describe, expect, it } from '@jest/globals';
import { byName, type Mutant, mutated, nameOf } from './mutant.js';
import { functionOf, sqlMutants } from './sql-mutants.js';
import { tsMutants } from './ts-mutants.js';

const sql = `-- a > b, outside
CREATE FUNCTION pay(a bigint) RETURNS bigint LANGUAGE plpgsql AS $pay$
BEGIN
  IF a > 1 AND a <> 5 THEN verdict := 'too_much'; END IF; -- a < b
  a := least(coalesce(a, 0), 7) + 3;
  UPDATE accounts x SET cash = n.cash, bonus = n.bonus
   WHERE x.player_id = n.player_id;
  RETURN a;
END $pay$;
`;

const changes = (mutants: readonly Mutant[], source: string): string[] =>
  mutants.map(({ rule, from, to, text }) =>
    `${rule}: ${source.slice(from, to).trim()} => ${text.trim()}`.trim(),
  );

describe('mutants of SQL', () => {
  const found = changes(sqlMutants('pay.sql', sql), sql);

  it.each([
    'comparison: > => >=',
    'comparison: <> => =',
    'logic: AND => OR',
    'condition: a > 1 AND a <> 5 => false',
    `verdict: 'too_much' => NULL`,
    'function: least( => greatest(',
    'default: coalesce(a, 0) => a',
    'arithmetic: + => -',
    'column: cash = n.cash, =>',
    'comparison: = => <>',
  ])('%s', (change) => {
    expect(found).toContain(change);
  });

  it('leaves comments and what is outside of functions alone', () => {
    expect(found.filter((change) => change.startsWith('comparison: <'))).toEqual(['comparison: <> => =']);
  });

  it('gives a column its value by no comparison', () => {
    expect(found.filter((change) => change === 'comparison: = => <>')).toHaveLength(1);
  });

  it('puts the function in place of the one that is there', () => {
    const [mutant] = sqlMutants('pay.sql', sql);
    const text = functionOf(mutated(sql, mutant as Mutant), mutant?.from ?? 0);
    expect(text).toMatch(/^CREATE OR REPLACE FUNCTION pay[\s\S]+END \$pay\$$/);
  });

  it('names a mutant by what it changes and not by where it stands', () => {
    const names = (source: string): string[] =>
      sqlMutants('pay.sql', source).map((one) => nameOf(source, one));
    expect(names(`\n\n${sql}`)).toEqual(names(sql));
    expect(new Set(names(sql)).size).toBe(names(sql).length);
  });

  it('gives mutants of equal lines names of their own', () => {
    const twice = sql.replace('  RETURN a;', '  a := a + 1;\n  a := a + 1;\n  RETURN a;');
    const mutants = sqlMutants('pay.sql', twice);
    const named = byName(twice, mutants);
    expect(named.size).toBe(mutants.length);
    const [first, second] = [...named].filter(([name]) => name.includes('| a := a + 1; | 6: + => -'));
    expect(second?.[0]).toBe(`${first?.[0] ?? ''} (2)`);
    expect(second?.[1].from).toBeGreaterThan(first?.[1].from ?? Infinity);
  });
});

describe('mutants of TypeScript', () => {
  const source = `import { x } from 'y';
export function pick(a: number | undefined, all: string[]): string[] {
  if (a === 1 && !all.includes('b')) return [];
  note({ a, all });
  return all.filter((one) => one.length > (a ?? 0));
}
`;
  const found = changes(tsMutants('pick.ts', source), source);

  it.each([
    'operator: === => !==',
    'operator: && => ||',
    'operator: ?? => &&',
    'operator: > => >=',
    `sign: !all.includes('b') => all.includes('b')`,
    'statement: note({ a, all }); => ;',
    'member: a => a: undefined',
    'step: all.filter((one) => one.length > (a ?? 0)) => all',
  ])('%s', (change) => {
    expect(found).toContain(change);
  });

  it('leaves types and imports alone', () => {
    expect(found.filter((change) => change.includes(`'y'`) || change.includes('undefined]'))).toEqual([]);
  });
});
