import {
  closeReturnAlert,
  concludeAction,
  readFigures,
  readFunnel,
  readPlayerFigures,
  readReconciliation,
  readReturnMonitor,
  recordAction,
  type StaffRole,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../test/gateway.js';

describe('figures for staff', () => {
  let gateway: Gateway;
  const period = { from: '2026-11-01', to: '2026-11-30' };
  const rows = [
    { gameId: '=HYPERLINK("x")', ggrMinor: -350, actualReturn: '1.05000000' },
    { ggrMinor: 12, actualReturn: '0.94000000' },
  ];

  beforeAll(async () => {
    gateway = await Gateway.open();
    await gateway.answer(recordAction, { sequence: 1, hash: 'a'.repeat(64) });
    await gateway.answer(concludeAction, {});
    await gateway.answer(readFigures, { ...period, by: 'game', currency: 'GBP', rows, total: {} });
    await gateway.answer(readFunnel, { ...period, steps: [{ step: 'registered', players: 3 }] });
    await gateway.answer(readReconciliation, { exact: true, missingFacts: 0, lines: [] });
  });

  beforeEach(() => {
    gateway.heard.length = 0;
  });

  afterAll(() => gateway.close());

  const as = (...roles: StaffRole[]) => gateway.staffBearer(roles, { staffId: newId() });
  const url = '/backoffice/v1/figures?from=2026-11-01&to=2026-11-30&by=game';

  it('come as JSON, and the reading is noted with what was asked for', async () => {
    const answer = await gateway.http
      .get(url)
      .set(await as('marketing'))
      .expect(200);
    expect(answer.body).toMatchObject({ by: 'game', rows });
    expect(gateway.heardOf(recordAction)[0]?.body).toMatchObject({
      action: 'read-figures',
      parameters: { ...period, by: 'game' },
    });
  });

  it('come as CSV to who asks for it: numbers as numbers, formulas as text', async () => {
    const answer = await gateway.http
      .get(url)
      .set(await as('risk'))
      .set('accept', 'text/csv')
      .expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="figures.csv"');
    expect(answer.text).toBe(
      `gameId,ggrMinor,actualReturn\r\n"'=HYPERLINK(""x"")",-350,1.05000000\r\n,12,0.94000000\r\n`,
    );
    const funnel = await gateway.http
      .get('/backoffice/v1/figures/funnel?from=2026-11-01&to=2026-11-30')
      .set(await as('admin'))
      .set('accept', 'text/csv;q=0.9, application/json;q=0.5')
      .expect(200);
    expect(funnel.text).toBe('step,players\r\nregistered,3\r\n');
  });

  it('of a player name whom they are about in the audit trail', async () => {
    const playerId = newId();
    await gateway.answer(readPlayerFigures, { playerId, figures: {}, favourites: [], memberships: [] });
    await gateway.http
      .get(`/backoffice/v1/figures/players/${playerId}`)
      .set(await as('risk'))
      .expect(200);
    expect(gateway.heardOf(recordAction)[0]?.body).toMatchObject({
      targetKind: 'player',
      targetId: playerId,
    });
  });

  it('of the monitor of returns are for risk, and the reading is noted', async () => {
    await gateway.answer(readReturnMonitor, { cells: [] });
    const monitor = '/backoffice/v1/figures/returns/monitor';
    await gateway.http
      .get(`${monitor}?gameId=coin`)
      .set(await as('risk'))
      .expect(200, { cells: [] });
    expect(gateway.heardOf(recordAction)[0]?.body).toMatchObject({
      action: 'read-return-monitor',
      parameters: { gameId: 'coin' },
    });
    await gateway.http
      .get(monitor)
      .set(await as('marketing'))
      .expect(403);
  });

  it('an alert is closed by who may, under their own name and with a reason that is noted', async () => {
    const [alertId, staffId] = [newId(), newId()];
    await gateway.answer(closeReturnAlert, { alertId });
    const close = `/backoffice/v1/figures/returns/alerts/${alertId}/close`;
    const body = { conclusion: 'no_fault', reason: 'a long lucky night' };
    const risk = await gateway.staffBearer(['risk'], { staffId });
    await gateway.http.post(close).set(risk).send(body).expect(200, { alertId });
    expect(gateway.heardOf(closeReturnAlert)[0]?.body).toEqual({ alertId, staffId, ...body });
    expect(gateway.heardOf(recordAction)[0]?.body).toMatchObject({
      ...{ action: 'close-return-alert', targetKind: 'return-alert', targetId: alertId, reason: body.reason },
      parameters: { conclusion: 'no_fault' },
    });
    await gateway.http.post(close).set(risk).send({ conclusion: 'no_fault' }).expect(400);
    for (const role of ['marketing', 'support', 'payments'] as const)
      await gateway.http
        .post(close)
        .set(await as(role))
        .send(body)
        .expect(403);
    expect(gateway.heardOf(closeReturnAlert)).toHaveLength(1);
  });

  it('are for their roles alone, and refuse what is not asked in their form', async () => {
    await gateway.http
      .get(url)
      .set(await as('support'))
      .expect(403);
    await gateway.http
      .get('/backoffice/v1/figures/reconciliation')
      .set(await as('marketing'))
      .expect(403);
    await gateway.http
      .get('/backoffice/v1/figures/reconciliation')
      .set(await as('payments'))
      .expect(200);
    await gateway.http
      .get('/backoffice/v1/figures?from=then')
      .set(await as('admin'))
      .expect(400);
  });
});
