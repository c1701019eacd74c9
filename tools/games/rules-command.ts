import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { engineOf, requiredRules, textsOf, writtenKinds } from '@croupier/game-maths';
import { GamesFault } from './games-fault.js';
import { openDefinition, readDefinition } from './read-definition.js';

/**
 * `npm run games -- rules`: the rules that players read, written from the definition. Those that it has are not looked at.
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
  const blank = requiredRules.map((id) => ({ id, title: id, paragraphs: ['-'] }));
  const game = openDefinition(file, isObject(json) ? { ...json, rules: blank } : json);
  if (!game) return 1;
  const { kind } = engineOf(json);
  if (!writtenKinds.includes(kind))
    throw new GamesFault(
      `the rules of ${kind} are written by hand`,
      `begin with those of a shipped game; certify holds them against the maths (written: ${writtenKinds.join(', ')})`,
    );
  const rules = textsOf(game.definition);
  if (!values.write) process.stdout.write(`${JSON.stringify(rules, undefined, 2)}\n`);
  else {
    writeFileSync(file, `${JSON.stringify({ ...(json as object), rules }, undefined, 2)}\n`);
    process.stdout.write(`✓ ${file} has the rules of its maths, ${rules.length} sections\n`);
  }
  return 0;
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
