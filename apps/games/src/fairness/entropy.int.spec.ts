import { Entropy } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Casino } from '../../test/casino.js';

let casino: Casino;

beforeAll(async () => {
  casino = await Casino.open();
});

afterAll(async () => {
  await casino.close();
});

it('opens no game and takes itself out of service once the generator has failed', async () => {
  const ready = async (): Promise<number> => (await fetch(`${casino.games.url}/health/ready`)).status;
  expect(await ready()).toBe(200);
  const playerId = newId();
  const stuck = new Entropy((size) => new Uint8Array(size));
  const system = casino.games.app.get(Entropy, { strict: false });
  const bytes = jest.spyOn(system, 'bytes').mockImplementation((size) => stuck.bytes(size));
  const unavailable = { code: 'service_unavailable', retry: true };
  await expect(casino.session(playerId)).rejects.toMatchObject(unavailable);
  bytes.mockRestore();
  expect(await ready()).toBe(503);
  const rows = await casino.games.database.admin.query<unknown[]>(
    `SELECT 1 FROM game_sessions WHERE player_id = $1`,
    [playerId],
  );
  expect(rows).toEqual([]);
});
