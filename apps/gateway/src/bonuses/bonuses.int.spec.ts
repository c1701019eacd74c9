import {
  bonusError,
  claimBonus,
  commonError,
  forfeitAward,
  listBonuses,
  readAward,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../test/gateway.js';

describe('bonuses over HTTP', () => {
  let gateway: Gateway;
  let bearer: { authorization: string };
  const playerId = newId();
  const award = { awardId: newId(), programmeId: 'opening-night', status: 'claimed' };
  const overview = { offersKnown: true, available: [], awards: [award] };

  beforeAll(async () => {
    gateway = await Gateway.open();
    bearer = await gateway.bearer({ playerId });
    const known = ({ awardId }: Record<string, unknown>): object => {
      if (awardId !== award.awardId) throw commonError('not_found');
      return award;
    };
    await gateway.answer(listBonuses, overview);
    await gateway.answer(readAward, known);
    await gateway.answer(forfeitAward, known);
    await gateway.answer(claimBonus, ({ programmeId }) => {
      if (programmeId !== 'opening-night') throw bonusError('not_eligible');
      return award;
    });
  });

  afterAll(() => gateway.close());

  it('lists what whoever is signed in may have and has', async () => {
    await gateway.http.get('/v1/bonuses').set(bearer).expect(200, overview);
    expect(gateway.heardOf(listBonuses).at(-1)?.body).toEqual({ playerId });
    await gateway.http.get('/v1/bonuses').expect(401);
  });

  it('opts in under a key, and refuses without one', async () => {
    const key = newId();
    const claim = (id: string): ReturnType<typeof gateway.http.post> =>
      gateway.http.post(`/v1/bonuses/${id}/claim`).set(bearer);
    const claimed = await claim('opening-night').set('idempotency-key', key).expect(201, award);
    expect(claimed.headers['location']).toBe(`/v1/bonuses/${award.awardId}`);
    expect(gateway.heardOf(claimBonus).at(-1)?.body).toEqual({
      playerId,
      programmeId: 'opening-night',
      idempotencyKey: key,
    });
    const keyless = await claim('opening-night').expect(400);
    expect((keyless.body as { code: string }).code).toBe('idempotency_key_required');
    const refused = await claim('other').set('idempotency-key', newId()).expect(403);
    expect((refused.body as { code: string }).code).toBe('not_eligible');
    await claim('Not%20An%20Id').set('idempotency-key', newId()).expect(400);
  });

  it('reads and gives up an own award, and finds no other', async () => {
    await gateway.http.get(`/v1/bonuses/${award.awardId}`).set(bearer).expect(200, award);
    await gateway.http.post(`/v1/bonuses/${award.awardId}/forfeit`).set(bearer).expect(200, award);
    expect(gateway.heardOf(forfeitAward).at(-1)?.body).toEqual({ playerId, awardId: award.awardId });
    await gateway.http.get(`/v1/bonuses/${newId()}`).set(bearer).expect(404);
    await gateway.http.post(`/v1/bonuses/opening-night/forfeit`).set(bearer).expect(400);
  });

  it('says so when bonus is away', async () => {
    await gateway.silence('bonus');
    const refused = await gateway.http.get('/v1/bonuses').set(bearer).expect(503);
    expect((refused.body as { code: string }).code).toBe('service_unavailable');
  });
});
