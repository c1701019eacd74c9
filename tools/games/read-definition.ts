import { readFileSync } from 'node:fs';
import {
  type BetSheet,
  DefinitionError,
  duplicateMembers,
  type Engine,
  engineOf,
  type PublishedDefinition,
} from '@croupier/game-maths';
import { GamesFault } from './games-fault.js';

/** What a definition file holds. @throws GamesFault for a file that cannot be read, is no JSON, or says a thing twice */
export function readDefinition(file: string): unknown {
  let text: string;
  let json: unknown;
  try {
    text = readFileSync(file, 'utf8');
    json = JSON.parse(text);
  } catch (error) {
    throw new GamesFault(
      `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'give a file that holds one definition as JSON',
    );
  }
  const twice = duplicateMembers(text);
  if (twice.length > 0)
    throw new GamesFault(
      `${file} has a member twice in one object: ${twice.join(', ')}`,
      'keep one of the two; JSON would silently take the last',
    );
  return json;
}

/** The sheets of a game; undefined, and told, if it is too large to be counted. */
export function countedSheets(
  file: string,
  { engine, definition }: { engine: Engine; definition: PublishedDefinition },
): BetSheet[] | undefined {
  return told(file, () => engine.sheets(definition));
}

/** The game of a definition; undefined, and told, if it cannot be played. */
export function openDefinition(
  file: string,
  json: unknown,
): { engine: Engine; definition: PublishedDefinition } | undefined {
  return told(file, () => {
    const engine = engineOf(json);
    return { engine, definition: engine.parse(json) };
  });
}

function told<Result>(file: string, read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    process.stdout.write(`✗ ${file}: ${error.message}\n`);
    return undefined;
  }
}
