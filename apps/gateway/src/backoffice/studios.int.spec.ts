import {
  cancelStudioRounds,
  closeStudioIncident,
  concludeAction,
  giveStudioRounds,
  listPlayerStudioRounds,
  listStudioFreeRounds,
  listStudioIncidents,
  readStudioRound,
  readStudioRounds,
  recordAction,
  type StaffRole,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../test/gateway.js';

describe('incidents of studios, for staff', () => {
  let gateway: Gateway;
  const incidentId = newId();

  beforeAll(async () => {
    gateway = await Gateway.open();
    await gateway.answer(recordAction, { sequence: 1, hash: 'a'.repeat(64) });
    await gateway.answer(concludeAction, {});
    await gateway.answer(listStudioIncidents, { data: [], open: 0 });
    await gateway.answer(closeStudioIncident, { incidentId });
    await gateway.answer(readStudioRound, { gameId: 'acme.coin' });
  });

  afterAll(() => gateway.close());

  const as = (...roles: StaffRole[]) => gateway.staffBearer(roles, { staffId: newId() });

  it('are listed by studio, for those who look after money', async () => {
    const url = '/backoffice/v1/studios/acme/incidents';
    await gateway.http
      .get(url)
      .set(await as('payments'))
      .expect(200, { data: [], open: 0 });
    expect(gateway.heardOf(listStudioIncidents)[0]?.body).toEqual({ studioId: 'acme' });
    await gateway.http
      .get(url)
      .set(await as('support'))
      .expect(403);
  });

  it('and a round of theirs is read, by whoever answers a complaint, too', async () => {
    const [playerId, url] = [newId(), '/backoffice/v1/studios/acme/round'];
    const support = await as('support');
    await gateway.http.get(url).query({ roundId: 'r-1', playerId }).set(support).expect(200);
    expect(gateway.heardOf(readStudioRound)[0]?.body).toEqual({ studioId: 'acme', roundId: 'r-1', playerId });
    expect(gateway.heardOf(recordAction).at(-1)?.body).toMatchObject({ targetId: playerId });
    await gateway.http.get(url).query({ roundId: 'r-1' }).set(support).expect(400);
    await gateway.http
      .get(url)
      .query({ roundId: 'r-1', playerId })
      .set(await as('marketing'))
      .expect(403);
  });

  it('are closed under one’s own name, with a reason that is noted', async () => {
    const staffId = newId();
    const close = `/backoffice/v1/studios/incidents/${incidentId}/close`;
    const risk = await gateway.staffBearer(['risk'], { staffId });
    const reason = 'void at the studio too';
    await gateway.http.post(close).set(risk).send({ reason }).expect(200, { incidentId });
    expect(gateway.heardOf(closeStudioIncident)[0]?.body).toEqual({ incidentId, staffId, reason });
    expect(gateway.heardOf(recordAction).at(-1)?.body).toMatchObject({
      ...{ action: 'close-studio-incident', targetKind: 'studio-incident', targetId: incidentId, reason },
    });
    await gateway.http.post(close).set(risk).send({}).expect(400);
    await gateway.http
      .post(close)
      .set(await as('marketing'))
      .send({ reason })
      .expect(403);
    expect(gateway.heardOf(closeStudioIncident)).toHaveLength(1);
  });
});

describe('free rounds at studios, for staff', () => {
  let gateway: Gateway;
  const [playerId, freeRoundsId, staffId] = [newId(), newId(), newId()];
  const given = { freeRoundsId, playerId, gameId: 'acme.coin', state: 'wanted' };

  beforeAll(async () => {
    gateway = await Gateway.open();
    await gateway.answer(recordAction, { sequence: 1, hash: 'a'.repeat(64) });
    await gateway.answer(concludeAction, {});
    await gateway.answer(giveStudioRounds, {});
    await gateway.answer(cancelStudioRounds, { ...given, state: 'cancelled' });
    await gateway.answer(readStudioRounds, { freeRounds: given, telling: 'silent' });
    await gateway.answer(listPlayerStudioRounds, { data: [given] });
    await gateway.answer(listStudioFreeRounds, { data: [given], telling: 'not_offered' });
  });

  afterAll(() => gateway.close());

  const as = (...roles: StaffRole[]) => gateway.staffBearer(roles, { staffId });
  const own = `/backoffice/v1/players/${playerId}/studio-rounds`;
  const last = () => gateway.heardOf(recordAction).at(-1)?.body;

  it('are given under one’s own name, and that is noted', async () => {
    const body = { freeRoundsId, gameId: 'acme.coin', rounds: 5, days: 7, stakeMinor: 20 };
    await gateway.http
      .post(own)
      .set(await as('payments'))
      .send(body)
      .expect(204);
    expect(gateway.heardOf(giveStudioRounds)[0]?.body).toEqual({ ...body, playerId, staffId });
    expect(last()).toMatchObject({ action: 'give-studio-rounds', targetId: playerId });
    await gateway.http
      .post(own)
      .set(await as('support'))
      .send(body)
      .expect(403);
    const refused = await gateway.http
      .post(own)
      .set(await as('payments'))
      .send({ ...body, rounds: '5' })
      .expect(400);
    expect(refused.body).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/rounds' }] });
  });

  it('are cancelled under one’s own name, with a reason that is noted', async () => {
    const reason = 'given to the wrong player';
    const url = `${own}/${freeRoundsId}/cancel`;
    await gateway.http
      .post(url)
      .set(await as('payments'))
      .send({ reason })
      .expect(200, { ...given, state: 'cancelled' });
    expect(gateway.heardOf(cancelStudioRounds)[0]?.body).toEqual({ playerId, freeRoundsId, staffId, reason });
    expect(last()).toMatchObject({ action: 'cancel-studio-rounds', targetId: playerId, reason });
    await gateway.http
      .post(url)
      .set(await as('payments'))
      .send({})
      .expect(400);
    await gateway.http
      .post(url)
      .set(await as('support'))
      .send({ reason })
      .expect(403);
    expect(gateway.heardOf(cancelStudioRounds)).toHaveLength(1);
  });

  it('are read by player, one by one and by studio', async () => {
    const support = await as('support');
    await gateway.http
      .get(own)
      .set(support)
      .expect(200, { data: [given] });
    expect(last()).toMatchObject({ action: 'list-player-studio-rounds', targetId: playerId });
    await gateway.http
      .get(`${own}/${freeRoundsId}`)
      .set(support)
      .expect(200, { freeRounds: given, telling: 'silent' });
    expect(gateway.heardOf(readStudioRounds)[0]?.body).toEqual({ playerId, freeRoundsId });
    await gateway.http
      .get('/backoffice/v1/studios/acme/free-rounds')
      .set(support)
      .expect(200, { data: [given], telling: 'not_offered' });
    await gateway.http
      .get(own)
      .set(await as('marketing'))
      .expect(403);
  });
});
