import { readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../libs/game-maths/test/definitions');

/** A definition of a game whose stake is raised by a decision, which no catalogue ships; with other rules if they are given. */
export async function raisedGame(
  id: 'drift-three' | 'high-heath-war',
  rules: { id?: string; surrender?: boolean } = {},
): Promise<{ id: string }> {
  const json = JSON.parse(await readFile(path.join(folder, `${id}.json`), 'utf8')) as { id: string };
  return { ...json, ...rules };
}
