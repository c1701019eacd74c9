import {
  blockPlayer,
  concludeAction,
  findPlayers,
  listRounds,
  readProfile,
  readWallet,
  recordAction,
  schemaOf,
  type StaffRole,
  staffRoles,
  staffSessionClosed,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { type Service } from '@croupier/runtime';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { Gateway, walletOf } from '../../test/gateway.js';
import { EdgeService } from '../edge/edge.service.js';
import { Operation } from '../edge/operation.js';
import { isBackoffice } from '../edge/surface.js';
import { GatewayModule } from '../gateway.module.js';
import { service as gatewayService } from '../service.js';

describe('the back office', () => {
  let gateway: Gateway;
  const staffId = newId();

  beforeAll(async () => {
    gateway = await Gateway.open();
  });

  beforeEach(async () => {
    await gateway.answer(recordAction, { sequence: 1, hash: 'a'.repeat(64) });
    await gateway.answer(concludeAction, {});
    await gateway.answer(blockPlayer, {});
    gateway.heard.length = 0;
  });

  afterAll(() => gateway.close());

  const as = (...roles: StaffRole[]) => gateway.staffBearer(roles, { staffId });
  const guarded = () =>
    gateway.running.app
      .get(EdgeService)
      .routes()
      .filter(({ url, open }) => isBackoffice(url) && !open);
  const send = (method: string, url: string) =>
    gateway.http[method.toLowerCase() as 'get'](url.replace(/:\w+/g, newId()));

  it('lets in nobody without a token, with a token of a player, or in another role', async () => {
    expect(guarded().length).toBeGreaterThan(15);
    const player = await gateway.bearer();
    for (const { method, url, operation } of guarded()) {
      expect([url, (await send(method, url)).status]).toEqual([url, 401]);
      expect([url, (await send(method, url).set(player)).status]).toEqual([url, 401]);
      const others = staffRoles.filter((role) => !operation?.roles?.includes(role));
      if (others.length === 0) continue;
      const refused = await send(method, url).set(await as(...others));
      expect([url, refused.status, (refused.body as { code: string }).code]).toEqual([url, 403, 'forbidden']);
      const nobody = await send(method, url).set(await as());
      expect([url, nobody.status]).toEqual([url, 403]);
    }
    // Whoever is known and may not is noted; that is all that anybody is asked.
    const noted = gateway.heard.map(({ subject, body }) => [subject, body['code']]);
    expect(noted).toEqual(noted.map(() => [recordAction.subject, 'forbidden']));
    expect(noted.length).toBeGreaterThan(15);
  });

  it('notes who tried what their role is not for, and refuses it also if that cannot be noted', async () => {
    const playerId = newId();
    const bearer = await as('marketing');
    const attempt = () =>
      gateway.http
        .post(`/backoffice/v1/players/${playerId}/unblock`)
        .set(bearer)
        .send({ reason: 'Ada Byron asked for it' });
    const answer = await attempt().expect(403);
    expect(gateway.heard.map(({ subject }) => subject)).toEqual([recordAction.subject]);
    const [noted] = gateway.heard;
    expect(noted?.body).toEqual({
      ...{ entryId: expect.any(String), staffId, roles: ['marketing'], action: 'unblock-player' },
      ...{ targetId: playerId, code: 'forbidden' },
    });
    expect(noted?.context.trace).toContain(String(answer.headers['x-trace-id']));
    expect(noted?.context.actor).toBe(`staff:${staffId}`);
    await gateway.silence('compliance');
    await attempt().expect(403);
  });

  it('gives its tokens no way into the API of players', async () => {
    await gateway.answer(readWallet, (body) => walletOf(String(body['playerId'])));
    const admin = await as(...staffRoles);
    for (const url of ['/v1/wallet', '/v1/me', '/v1/rounds'])
      await gateway.http.get(url).set(admin).expect(401);
    expect(gateway.heardOf(readWallet)).toEqual([]);
  });

  it('refuses the tokens of a session that ended, at once', async () => {
    const sessionId = newId();
    const bearer = await gateway.staffBearer(['risk'], { staffId, sessionId });
    const url = `/backoffice/v1/players/${newId()}/block`;
    const body = { reason: 'asked for by telephone' };
    await gateway.http.post(url).set(bearer).send(body).expect(204);
    const closedAt = new Date().toISOString();
    await gateway.say(staffSessionClosed, { staffId, sessionId, reason: 'disabled', closedAt });
    await until(
      'it is refused',
      async () => (await gateway.http.post(url).set(bearer).send(body)).status === 401,
    );
  });

  it('notes an action before it is done, and how it ended', async () => {
    const playerId = newId();
    const reason = 'asked for by telephone';
    const answer = await gateway.http
      .post(`/backoffice/v1/players/${playerId}/block`)
      .set(await as('support', 'marketing'))
      .send({ reason })
      .expect(204);
    const [noted, done, ended] = gateway.heard;
    expect([noted?.subject, done?.subject, ended?.subject]).toEqual(
      [recordAction, blockPlayer, concludeAction].map(({ subject }) => subject),
    );
    expect(noted?.body).toMatchObject({
      ...{ staffId, roles: ['support', 'marketing'], action: 'block-player', reason },
      ...{ targetKind: 'player', targetId: playerId },
    });
    expect(noted?.context.trace).toContain(String(answer.headers['x-trace-id']));
    expect(done?.body).toEqual({ playerId, reason, actor: `staff:${staffId}` });
    expect(ended?.body).toEqual({ entryId: noted?.body['entryId'], outcome: 'done' });
  });

  it('notes why an action was refused', async () => {
    const refusal = new DomainError('not_found', { kind: 'not_found', message: '', remedy: '' });
    await gateway.answer(blockPlayer, () => {
      throw refusal;
    });
    await gateway.http
      .post(`/backoffice/v1/players/${newId()}/block`)
      .set(await as('risk'))
      .send({ reason: 'asked for by telephone' })
      .expect(404);
    expect(gateway.heardOf(concludeAction)[0]?.body).toMatchObject({ outcome: 'refused', code: 'not_found' });
  });

  it('finds players without their address in a URL or in the trail', async () => {
    await gateway.answer(findPlayers, { data: [] });
    await gateway.http
      .post('/backoffice/v1/player-searches')
      .set(await as('support'))
      .send({ email: 'ada@example.org' })
      .expect(200, { data: [] });
    expect(gateway.heardOf(findPlayers)[0]?.body).toEqual({ email: 'ada@example.org' });
    const [noted] = gateway.heardOf(recordAction);
    expect(noted?.body).toMatchObject({ action: 'find-players', parameters: { by: ['email'] } });
    expect(JSON.stringify(noted?.body)).not.toContain('ada@');
  });

  it('shows what can be read of a player now, and names what cannot', async () => {
    const playerId = newId();
    await gateway.answer(readProfile, { playerId });
    await gateway.answer(readWallet, walletOf(playerId));
    await gateway.answer(listRounds, () => {
      throw new Error('a bug');
    });
    const answer = await gateway.http
      .get(`/backoffice/v1/players/${playerId}`)
      .set(await as('support'))
      .expect(200);
    const body = answer.body as { missing: { section: string; code: string }[] };
    expect(body).toMatchObject({ playerId, profile: { playerId }, wallet: walletOf(playerId) });
    const missing = Object.fromEntries(body.missing.map(({ section, code }) => [section, code]));
    expect(missing).toMatchObject({ rounds: 'internal', settings: 'service_unavailable' });
    expect(Object.keys(missing)).not.toContain('wallet');
    expect(gateway.heardOf(recordAction)[0]?.body).toMatchObject({
      action: 'read-player-page',
      targetId: playerId,
    });
  });

  it('does nothing at all while the audit trail cannot be written, and says so', async () => {
    const admin = await as(...staffRoles);
    await gateway.answer(recordAction, () => {
      throw new DomainError('internal', { kind: 'internal', message: '', remedy: '' });
    });
    await gateway.answer(findPlayers, { data: [] });
    gateway.heard.length = 0;
    const request = () =>
      gateway.http.post('/backoffice/v1/player-searches').set(admin).send({ email: 'ada@example.org' });
    const refused = await request().expect(503);
    expect(refused.body).toMatchObject({ code: 'service_unavailable' });
    await gateway.silence('compliance');
    const answer = await request().expect(503);
    expect((answer.body as { detail: string }).detail).toContain('audit trail');
    expect(gateway.heardOf(findPlayers)).toEqual([]);
    // Whatever needs no body is sent to every other route too: nothing passes.
    gateway.heard.length = 0;
    const at = '2026-11-01T00:00:00Z';
    const period = {
      from: '2026-11-01',
      to: '2026-11-30',
      by: 'day',
      cohort: 'day',
      at,
      roundId: 'r',
      playerId: newId(),
    };
    for (const { method, url, body, query, operation } of guarded()) {
      if (body || operation?.ask.subject.includes('sign-out')) continue;
      const needed = query ? ((schemaOf(query)['required'] ?? []) as (keyof typeof period)[]) : [];
      const asked = Object.fromEntries(needed.map((name) => [name, period[name]]));
      expect([url, (await send(method, url).query(asked).set(admin)).status]).toEqual([url, 503]);
    }
    const reason = { reason: 'asked for by telephone' };
    for (const url of ['players/:id/block', 'players/:id/unblock', 'withdrawal-reviews/:id/approval'])
      await send('post', `/backoffice/v1/${url}`).set(admin).send(reason).expect(503);
    expect(gateway.heard).toEqual([]);
  });
});

describe('a route of the back office without a role', () => {
  @Controller('backoffice/v1/forgotten')
  class ForgottenController {
    @Get()
    @Operation({ ask: readWallet, tag: 'Players', description: 'Nobody said who may.' })
    read(): object {
      return {};
    }
  }

  @Module({ imports: [GatewayModule], controllers: [ForgottenController] })
  class ForgetfulModule {}

  it('keeps the gateway from starting, by name', async () => {
    const service: Service = { ...gatewayService, module: ForgetfulModule };
    await expect(Gateway.open({}, { service })).rejects.toThrow('GET /backoffice/v1/forgotten');
  });
});
