import {
  closeStudioIncident,
  concludeAction,
  listStudioIncidents,
  readStudioRound,
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
