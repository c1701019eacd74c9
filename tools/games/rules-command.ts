import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { requiredRules, rewritten, type RulesSection, textsOf } from '@croupier/game-maths';
import { GamesFault } from './games-fault.js';
import { openDefinition, readDefinition } from './read-definition.js';

/**
 * `npm run games -- rules`: the rules that players read, written from the definition. Sections of other ids that it has, such
 * as a story, are kept; those that are written anew are not looked at.
 * @returns the exit code: 1 for a definition that is refused
 */
export function writeRules(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new GamesFault('rules are written of one definition at a time', 'npm run games -- rules FILE');
  const json = readDefinition(file);
  const told = sectionsOf(json);
  const game = openDefinition(file, isObject(json) ? { ...json, rules: withoutOwn(told) } : json);
  if (!game) return 1;
  const rules = rewritten(told as RulesSection[], textsOf(game.definition));
  if (!values.write) process.stdout.write(`${JSON.stringify(rules, undefined, 2)}\n`);
  else {
    writeFileSync(file, `${JSON.stringify({ ...(json as object), rules }, undefined, 2)}\n`);
    process.stdout.write(`✓ ${file} has the rules of its maths, ${rules.length} sections\n`);
  }
  return 0;
}

function sectionsOf(json: unknown): unknown[] {
  const rules = isObject(json) ? (json as { rules?: unknown }).rules : undefined;
  return Array.isArray(rules) ? rules : [];
}

/** Blank sections in place of those that are written anyway, so that faults of these do not matter and others are found. */
function withoutOwn(sections: readonly unknown[]): unknown[] {
  const blank = (id: string): RulesSection => ({ id, title: id, paragraphs: ['-'] });
  const required: readonly string[] = requiredRules;
  const isRequired = (section: unknown): boolean =>
    isObject(section) && required.includes((section as RulesSection).id);
  return [...sections.filter((section) => !isRequired(section)), ...required.map(blank)];
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
