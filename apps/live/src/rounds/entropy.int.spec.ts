import { Entropy, RandomSourceError, systemEntropy } from '@croupier/game-maths';
import { type RunningService } from '@croupier/runtime';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { House, red, tableId } from '../../test/house.js';
import { LeasesService } from '../tables/leases.service.js';
import { TableRandom } from './table-random.service.js';

let house: House;
let other: RunningService;

beforeAll(async () => {
  house = await House.open();
  other = await house.replica();
});

afterAll(() => house.close());

const ready = async ({ url }: { url: string }): Promise<number> =>
  (await fetch(`${url}/health/ready`)).status;

const owner = async (): Promise<string | undefined> =>
  (await house.rows<{ owner: string }>(`SELECT owner FROM live_tables WHERE table_id = $1`, [tableId]))[0]
    ?.owner;

it('hands its tables over and takes itself out of service once the generator has failed', async () => {
  const ownerOf = ({ app }: RunningService): string => app.get(LeasesService, { strict: false }).owner;
  const { roundId } = await house.phase('betting', 2000);
  const [failing, heir] = (await owner()) === ownerOf(other) ? [other, house.live] : [house.live, other];
  expect([await ready(failing), await ready(heir)]).toEqual([200, 200]);
  const playerId = await house.player(1000);
  await house.place(playerId, [red], { roundId });
  // Both run in one process here, so that the generator itself would fail for both.
  const stuck = new Entropy((size) => new Uint8Array(size));
  Object.assign(failing.app.get(TableRandom, { strict: false }), { entropy: stuck });
  expect(await house.ended(roundId)).toMatchObject({ phase: 'settled' });
  expect(house.wallet.partOf(playerId, roundId)?.ended?.how).toBe('settled');
  expect(await owner()).toBe(ownerOf(heir));
  expect([await ready(failing), await ready(heir)]).toEqual([503, 200]);
  const next = await until('the heir goes on', async () => {
    const { round } = await house.table();
    return round && round.roundId !== roundId ? round : undefined;
  });
  expect(await house.ended(next.roundId)).toMatchObject({ phase: 'settled' });
  expect(await owner()).toBe(ownerOf(heir));
});

it('does not start on a generator that fails its test', async () => {
  const test = jest.spyOn(systemEntropy, 'test').mockImplementation(() => {
    throw new RandomSourceError('stuck');
  });
  await expect(house.replica()).rejects.toThrow('stuck');
  test.mockRestore();
});
