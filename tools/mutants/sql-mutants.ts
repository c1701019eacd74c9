import { type Mutant } from './mutant.js';

interface Rule {
  name: string;
  pattern: RegExp;
  /** What stands instead; several for several mutants. The match is of the code without texts and comments. */
  become: (match: RegExpExecArray, code: string) => string[];
}

const say =
  (...texts: string[]) =>
  () =>
    texts;

/** One operator or word becomes another. */
const words: Rule[] = [
  { name: 'comparison', pattern: / > /g, become: say(' >= ', ' < ') },
  { name: 'comparison', pattern: / < /g, become: say(' <= ', ' > ') },
  { name: 'comparison', pattern: / <> /g, become: say(' = ') },
  { name: 'comparison', pattern: / = (?!ANY)/g, become: say(' <> ') },
  { name: 'comparison', pattern: /IS DISTINCT FROM/g, become: say('IS NOT DISTINCT FROM') },
  { name: 'comparison', pattern: /IS NOT NULL/g, become: say('IS NULL') },
  { name: 'comparison', pattern: /IS NULL/g, become: say('IS NOT NULL') },
  { name: 'arithmetic', pattern: / \+ /g, become: say(' - ') },
  { name: 'arithmetic', pattern: / - /g, become: say(' + ') },
  { name: 'arithmetic', pattern: / \* (?!FROM|INTO)/g, become: say(' / ') },
  { name: 'sign', pattern: /(?<=[(,=] ?)-(?=[a-z(])/g, become: say('') },
  { name: 'logic', pattern: /\bAND\b/g, become: say('OR') },
  { name: 'logic', pattern: /\bOR\b(?! REPLACE)/g, become: say('AND') },
  { name: 'function', pattern: /\bleast\(/g, become: say('greatest(') },
  { name: 'function', pattern: /\bgreatest\(/g, become: say('least(') },
  { name: 'function', pattern: /\bfloor\(/g, become: say('ceil(') },
  { name: 'function', pattern: /\bceil\(/g, become: say('floor(') },
  { name: 'function', pattern: /\bmin\(/g, become: say('max(') },
  { name: 'function', pattern: /\bmax\(/g, become: say('min(') },
  { name: 'constant', pattern: /\btrue\b/g, become: say('false') },
  { name: 'constant', pattern: /\bfalse\b/g, become: say('true') },
  { name: 'constant', pattern: /(?<=[+-] )1\b/g, become: say('2') },
  { name: 'constant', pattern: /(?<=:= |, |ELSE |THEN )0\b(?!\))/g, become: say('1') },
  { name: 'lock', pattern: / FOR UPDATE\b/g, become: say('') },
  { name: 'once', pattern: /ON CONFLICT DO NOTHING/g, become: say('') },
];

/** Whole conditions and statements. */
const parts: Rule[] = [
  {
    name: 'condition',
    pattern: /(?<=\b(?:IF|ELSIF)\s)(?:(?!\bTHEN\b)[^;])+?(?=\sTHEN\b)/g,
    become: say('true', 'false'),
  },
  {
    name: 'case',
    pattern: /(?<=\bWHEN\s)(?!')(?:(?!\b(?:THEN|WHEN)\b)[^;,]){3,}?(?=\sTHEN\b)/g,
    become: say('false'),
  },
  {
    name: 'statement',
    pattern: /(?<=^\s*|THEN |ELSE )[a-z_][\w.]*(?:\[\w+\])? := [^;]+;/gm,
    become: say('NULL;'),
  },
  {
    name: 'statement',
    pattern: /(?<=^\s+)(?:INSERT INTO|UPDATE|DELETE FROM|PERFORM) [^;]+;/gm,
    become: say('NULL;'),
  },
  { name: 'refusal', pattern: /(?<=\bRETURN )'\w+'(?=;)/g, become: say(`'another'`) },
];

/** The other side of a default; the column of an update; one side of a conjunction. */
const shapes: Rule[] = [
  { name: 'default', pattern: /\bcoalesce\(/g, become: (match, code) => withoutDefault(match, code) },
  { name: 'nothing', pattern: /\bnullif\(/g, become: (match, code) => withoutDefault(match, code) },
];

/** Comments and texts blanked out, so that a rule sees code alone; the length stays. */
export function codeOf(source: string): string {
  const blank = (match: string): string => match.replace(/[^\n]/g, '\u00b7');
  return source
    .replace(/--[^\n]*/g, blank)
    .replace(/(?<==> |\(|, |= |<> |\|\| |THEN |ELSE |RETURN |IN |:= |WHEN )'[^'\n]*'/g, (match) =>
      match.length > 2 ? `'${blank(match.slice(1, -1))}'` : match,
    );
}

/** Every small mistake one could make in the functions of an SQL file. */
export function sqlMutants(file: string, source: string): Mutant[] {
  const code = codeOf(source);
  const mutants: Mutant[] = [];
  for (const { name, pattern, become } of [...words, ...parts]) {
    for (const match of code.matchAll(pattern)) {
      if (!isInFunction(code, match.index)) continue;
      if (name === 'comparison' && match[0] === ' = ' && isAssignment(code, match.index)) continue;
      for (const text of become(match, code))
        mutants.push({ file, from: match.index, to: match.index + match[0].length, text, rule: name });
    }
  }
  for (const { name, pattern, become } of shapes) {
    for (const match of code.matchAll(pattern)) {
      const end = closing(code, match.index + match[0].length);
      if (!isInFunction(code, match.index)) continue;
      const [range] = become(match, code);
      const [from = 0, to = 0] = (range ?? '').split(' ').map(Number);
      mutants.push({ file, from: match.index, to: end + 1, text: source.slice(from, to), rule: name });
    }
  }
  mutants.push(...verdicts(file, source), ...columns(file, source, code));
  return mutants.sort((a, b) => a.from - b.from || (a.text < b.text ? -1 : 1));
}

/** Where the first argument stands. */
function withoutDefault(match: RegExpExecArray, code: string): string[] {
  const start = match.index + match[0].length;
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    if (code[at] === ')') depth -= 1;
    if (code[at] === ',' && depth === 0) return [`${start} ${at}`];
  }
  return [];
}

function closing(code: string, start: number): number {
  let depth = 1;
  let at = start;
  for (; depth > 0 && at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    if (code[at] === ')') depth -= 1;
  }
  return at - 1;
}

/** A refusal that is not given, and one that is given under another code. */
function verdicts(file: string, source: string): Mutant[] {
  const found = [...source.matchAll(/(?<=verdict := |THEN )'([a-z_]+)'/g)];
  return found.flatMap((match, place) => {
    const others = found.map(([text]) => text).filter((text) => text !== match[0]);
    const other = others[place % Math.max(others.length, 1)] ?? `'another'`;
    const at = { file, from: match.index, to: match.index + match[0].length, rule: 'verdict' };
    return [
      { ...at, text: 'NULL' },
      { ...at, text: other },
    ];
  });
}

/** Columns of an update, left as they were. */
function columns(file: string, source: string, code: string): Mutant[] {
  const mutants: Mutant[] = [];
  for (const match of code.matchAll(
    /\bSET (?!search_path|plan_cache|enable_|jit)([^;]+?)(?=\n\s+(?:FROM|WHERE)\b|\sWHERE\b)/g,
  )) {
    const start = match.index + 4;
    const list = splitList(match[1] ?? '');
    if (list.length < 2) continue;
    let at = start;
    for (const [place, text] of list.entries()) {
      const last = place === list.length - 1;
      const from = last ? at - 1 : at;
      const to = last ? at + text.length : at + text.length + 1;
      mutants.push({ file, from, to, text: '', rule: 'column' });
      at += text.length + 1;
    }
  }
  return mutants.filter(({ from, to }) => source.slice(from, to).includes('='));
}

function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Whether a place is in the body of a function. */
function isInFunction(code: string, at: number): boolean {
  const before = code.slice(0, at);
  return (before.match(/\$\w*\$/g)?.length ?? 0) % 2 === 1;
}

/** Whether an equals sign gives a column its value. */
function isAssignment(code: string, at: number): boolean {
  const statement = code.slice(code.lastIndexOf(';', at) + 1, at);
  const set = statement.lastIndexOf(' SET ');
  const where = Math.max(
    statement.lastIndexOf('WHERE'),
    statement.lastIndexOf('WHEN'),
    statement.lastIndexOf('FROM'),
  );
  return set > where;
}

/** The statement that makes the function in which a mutant is, ready to replace the one that is there. */
export function functionOf(source: string, at: number): string {
  const starts = [...source.matchAll(/^CREATE (?:OR REPLACE )?FUNCTION /gm)].filter(
    ({ index }) => index <= at,
  );
  const start = starts.at(-1)?.index ?? 0;
  const [, tag = '$$'] = /AS (\$\w*\$)/.exec(source.slice(start)) ?? [];
  const open = source.indexOf(tag, start) + tag.length;
  const end = source.indexOf(tag, open) + tag.length;
  return source.slice(start, end).replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION');
}
