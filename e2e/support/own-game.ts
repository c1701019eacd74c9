import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A game that is not shipped, as somebody may write one by docs/games.md. */
export const ownGame = 'marram-picks';
export const ownDefinition = path.resolve(`libs/game-maths/test/definitions/${ownGame}.json`);

/** A folder with the shipped games and that one, for `GAME_DEFINITIONS_DIR`. Whoever asked for it removes it. */
export async function shippedAndOwn(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'croupier-own-games-'));
  await cp('apps/games/definitions', folder, { recursive: true });
  await cp(ownDefinition, path.join(folder, `${ownGame}.json`));
  return folder;
}
