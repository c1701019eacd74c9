import { readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../libs/game-maths/test/definitions');

/** A definition of a game with decisions that no catalogue ships; with other rules if they are given. */
export async function raisedGame(
  id: 'drift-three' | 'high-heath-war' | 'cliff-kite' | 'quayside-craps',
  rules: { id?: string; surrender?: boolean } = {},
): Promise<{ id: string }> {
  const json = JSON.parse(await readFile(path.join(folder, `${id}.json`), 'utf8')) as { id: string };
  return { ...json, ...rules };
}
