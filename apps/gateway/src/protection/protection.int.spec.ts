import {
  confirmLimitChange,
  createDeposit,
  excludeSelf,
  readLimits,
  readProtection,
  returnFromExclusion,
  reviewLimits,
  saferGamblingError,
  setLimits,
  takeTimeOut,
  withdrawLimitChange,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Gateway, gbp } from '../../test/gateway.js';

const limits = {
  limits: [],
  periods: [],
  version: 3,
  depositPrompt: 'answered',
  reviewDueAt: '2027-05-25T00:00:00.000Z',
  reviewOverdue: false,
};
const restriction = {
  restrictionId: newId(),
  restriction: 'time_out',
  from: '2026-11-25T12:00:00.000Z',
  until: '2026-11-26T12:00:00.000Z',
};

describe('limits, time-outs and self-exclusions over HTTP', () => {
  let gateway: Gateway;
  let playerId: string;
  let bearer: { authorization: string };

  beforeAll(async () => {
    gateway = await Gateway.open();
    for (const ask of [readLimits, setLimits, reviewLimits, confirmLimitChange, withdrawLimitChange])
      await gateway.answer(ask, limits);
    for (const ask of [takeTimeOut, excludeSelf, returnFromExclusion]) await gateway.answer(ask, restriction);
  });

  afterAll(() => gateway.close());

  beforeEach(async () => {
    playerId = newId();
    bearer = await gateway.bearer({ playerId });
  });

  const heard = (ask: { subject: string }) => gateway.heardOf(ask).at(-1)?.body;

  it('shows limits with their ETag', async () => {
    const shown = await gateway.http.get('/v1/limits').set(bearer).expect(200);
    expect(shown.body).toEqual(limits);
    expect(shown.headers['etag']).toBe('"3"');
    expect(heard(readLimits)).toEqual({ playerId });
  });

  it('sets limits of the version they were read at', async () => {
    const wanted = { limits: [{ kind: 'deposit', period: 'week', amount: gbp(3741) }] };
    await gateway.http.put('/v1/limits').set(bearer).send(wanted).expect(400);
    const { headers } = await gateway.http
      .put('/v1/limits')
      .set({ ...bearer, 'if-match': '"2"' })
      .send(wanted)
      .expect(200);
    expect(headers['etag']).toBe('"3"');
    expect(heard(setLimits)).toEqual({ ...wanted, playerId, expectedVersion: 2 });
  });

  it('takes the word that the limits stay as they are, and no form that does not say so', async () => {
    const review = (body: object) => gateway.http.post('/v1/limits/review').set(bearer).send(body);
    const kept = await review({ confirmed: true }).expect(200);
    expect(kept.body).toEqual(limits);
    expect(kept.headers['etag']).toBe('"3"');
    expect(heard(reviewLimits)).toEqual({ playerId, confirmed: true });
    for (const body of [{}, { confirmed: 'yes' }, { confirmed: true, playerId: newId() }])
      await review(body).expect(400);
    expect(gateway.heardOf(reviewLimits)).toHaveLength(1);
  });

  it('hands on that a deposit waits for an answer, rehearsed or not', async () => {
    await gateway.answer(createDeposit, () => {
      throw saferGamblingError('deposit_limit_unanswered');
    });
    for (const query of ['', '?dryRun=true']) {
      const refused = await gateway.http
        .post(`/v1/deposits${query}`)
        .set({ ...bearer, 'idempotency-key': newId() })
        .send({ amount: gbp(1000), method: 'card' })
        .expect(409);
      expect(refused.body).toMatchObject({
        code: 'deposit_limit_unanswered',
        remedy: expect.stringContaining('POST /v1/limits/review'),
      });
    }
  });

  it('confirms and withdraws changes that wait', async () => {
    const changeId = newId();
    await gateway.http.post(`/v1/limits/changes/${changeId}/confirmation`).set(bearer).expect(200);
    await gateway.http.delete(`/v1/limits/changes/${changeId}`).set(bearer).expect(200);
    expect(heard(confirmLimitChange)).toEqual({ playerId, changeId });
    expect(heard(withdrawLimitChange)).toEqual({ playerId, changeId });
  });

  it('takes time-outs and self-exclusions, and the wish to return', async () => {
    await gateway.http.post('/v1/time-outs').set(bearer).send({ hours: 24 }).expect(201);
    await gateway.http
      .post('/v1/self-exclusions')
      .set(bearer)
      .send({ months: 6, understood: true })
      .expect(201);
    await gateway.http.post('/v1/self-exclusions/return').set(bearer).expect(200);
    expect(heard(takeTimeOut)).toEqual({ playerId, hours: 24 });
    expect(heard(excludeSelf)).toEqual({ playerId, months: 6, understood: true });
    expect(heard(returnFromExclusion)).toEqual({ playerId });
  });

  it('says by a typed 503 that a decision is stored and not yet in force', async () => {
    await gateway.answer(takeTimeOut, () => {
      throw saferGamblingError('protection_pending', { retryAfterMs: 2000 });
    });
    const refused = await gateway.http.post('/v1/time-outs').set(bearer).send({ hours: 24 }).expect(503);
    expect(refused.body).toMatchObject({ code: 'protection_pending' });
    expect(refused.headers['retry-after']).toBe('2');
  });

  it('says by a typed 503 that the service is not there, and lets nobody else in', async () => {
    const refused = await gateway.http.get('/v1/protection').set(bearer).expect(503);
    expect(refused.body).toMatchObject({ code: 'service_unavailable' });
    expect(gateway.heardOf(readProtection)).toEqual([]);
    await gateway.http.post('/v1/time-outs').send({ hours: 24 }).expect(401);
  });
});
