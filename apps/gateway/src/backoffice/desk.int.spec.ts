import {
  Award,
  blockPlayer,
  Campaign,
  cancelAward,
  correctRound,
  createCampaign,
  GameVersion,
  GameVersions,
  LedgerReceipt,
  proposeGameVersion,
  proposeTableVersion,
  releaseGameVersion,
  releaseTableVersion,
  Round,
  type StaffRole,
  switchGame,
  switchTable,
  voidOpenRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type ServiceUnderTest, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as complianceService } from '../../../compliance/src/service.js';
import { service as identityService } from '../../../identity/src/service.js';
import { TestMailbox } from '../../../identity/test/mailbox.js';
import { identitySettings } from '../../../identity/test/settings.js';
import { Desk, staffPassword } from '../../../identity/test/staff.js';
import { exampleOf } from '../docs/example.js';
import { Gateway } from '../../test/gateway.js';

type Bearer = Record<'authorization', string>;

describe('a desk, with the real identity and compliance', () => {
  let gateway: Gateway;
  let mailbox: TestMailbox;
  let identity: ServiceUnderTest;
  let compliance: ServiceUnderTest;
  let admin: Bearer;

  beforeAll(async () => {
    mailbox = await TestMailbox.open();
    gateway = await Gateway.open({ SIGN_IN_LIMIT_PER_MINUTE: '100' }, { identity: false });
    identity = await gateway.stack.start(identityService, identitySettings(mailbox));
    compliance = await gateway.stack.start(complianceService);
    await gateway.answer(blockPlayer, {});
    admin = await bearerOf('admin');
  });

  afterAll(async () => {
    await gateway.close();
    await mailbox.close();
  });

  const trail = (): Promise<{ action: string; outcome: string | null; kind: string }[]> =>
    compliance.database.admin.query(`SELECT kind, action, outcome FROM audit_entries ORDER BY sequence`);

  async function signIn(desk: Desk): Promise<Bearer> {
    const { body } = (await gateway.http
      .post('/backoffice/v1/sessions')
      .send({ name: desk.name, password: staffPassword, code: desk.freshCode() })
      .expect(201)) as { body: { accessToken: string } };
    return { authorization: `Bearer ${body.accessToken}` };
  }

  const bearerOf = async (...roles: StaffRole[]): Promise<Bearer> =>
    signIn(await Desk.open(gateway.stack.bus, ...roles));

  const block = (bearer: Bearer, playerId = newId()) =>
    gateway.http
      .post(`/backoffice/v1/players/${playerId}/block`)
      .set(bearer)
      .send({ reason: 'asked for by telephone' });

  it('opens with all three parts alone, and for the roles of the account', async () => {
    const desk = await Desk.open(gateway.stack.bus, 'support');
    const { name } = desk;
    const enter = (body: object) => gateway.http.post('/backoffice/v1/sessions').send(body);
    await enter({ name, password: staffPassword }).expect(400);
    await enter({ name, password: staffPassword, code: '000000' }).expect(401);
    const code = desk.freshCode();
    await enter({ name, password: staffPassword, code }).expect(201);
    const replayed = await enter({ name, password: staffPassword, code }).expect(401);
    expect(replayed.body).toMatchObject({ code: 'staff_sign_in_refused' });
    const bearer = await signIn(await Desk.open(gateway.stack.bus, 'support'));
    await block(bearer).expect(204);
    await gateway.http.get('/backoffice/v1/audit-entries').set(bearer).expect(403);
    await gateway.http.get('/v1/me').set(bearer).expect(401);
  });

  it('shows an admin what was done, and closes at once for whom an admin disables', async () => {
    const playerId = newId();
    const desk = await Desk.open(gateway.stack.bus, 'risk');
    const bearer = await signIn(desk);
    await block(bearer, playerId).expect(204);
    const { body } = (await gateway.http
      .get(`/backoffice/v1/audit-entries?targetId=${playerId}`)
      .set(admin)
      .expect(200)) as { body: { data: object[] } };
    expect(body.data).toMatchObject([
      { staffId: desk.staffId, action: 'block-player', outcome: 'done', reason: 'asked for by telephone' },
    ]);
    await gateway.http
      .post(`/backoffice/v1/staff/${desk.staffId}/disabling`)
      .set(admin)
      .send({ reason: 'left the house' })
      .expect(204);
    await until('the token is refused', async () => (await block(bearer)).status === 401);
  });

  it('ends a bonus of a player, with a reason in the trail, for marketing and risk alone', async () => {
    const [playerId, awardId] = [newId(), newId()];
    await gateway.answer(cancelAward, exampleOf(Award) as Award);
    const cancel = (bearer: Bearer) =>
      gateway.http
        .post(`/backoffice/v1/players/${playerId}/bonuses/${awardId}/cancel`)
        .set(bearer)
        .send({ reason: 'given by mistake' });
    await cancel(await bearerOf('support')).expect(403);
    await cancel(await bearerOf('marketing')).expect(200);
    expect(gateway.heardOf(cancelAward).at(-1)?.body).toEqual({ playerId, awardId });
    const noted = `SELECT action, reason, parameters FROM audit_entries WHERE target_id = $1 AND kind = 'action'`;
    expect(await compliance.database.admin.query(noted, [playerId])).toEqual([
      { action: 'cancel-award', reason: 'given by mistake', parameters: JSON.stringify({ awardId }) },
    ]);
  });

  it('sends an offer for marketing alone, with who it is for in the trail', async () => {
    const campaignId = newId();
    await gateway.answer(createCampaign, exampleOf(Campaign) as Campaign);
    const body = { programmeId: 'opening-night', segment: 'regular', reason: 'winter programme' };
    const send = (bearer: Bearer) =>
      gateway.http.put(`/backoffice/v1/campaigns/${campaignId}`).set(bearer).send(body);
    await send(await bearerOf('risk', 'support')).expect(403);
    await send(await bearerOf('marketing')).expect(200);
    const { reason: _, ...asked } = body;
    expect(gateway.heardOf(createCampaign).at(-1)?.body).toEqual({ ...asked, campaignId });
    const noted = `SELECT action, reason, parameters FROM audit_entries WHERE target_id = $1 AND kind = 'action'`;
    expect(await compliance.database.admin.query(noted, [campaignId])).toMatchObject([
      { action: 'create-campaign', reason: 'winter programme' },
    ]);
  });

  it.each([
    ['game', { propose: proposeGameVersion, turn: switchGame, release: releaseGameVersion }],
    ['table', { propose: proposeTableVersion, turn: switchTable, release: releaseTableVersion }],
  ])('changes a %s for risk and admins alone, with what was done to it in the trail', async (kind, asks) => {
    const gameId = `${kind}-${newId()}`;
    await gateway.answer(asks.propose, exampleOf(GameVersion) as GameVersion);
    await gateway.answer(asks.turn, exampleOf(GameVersions) as GameVersions);
    await gateway.answer(asks.release, exampleOf(GameVersion) as GameVersion);
    const url = `/backoffice/v1/${kind}s/${gameId}`;
    const whatChanges = 'The Ace pays four.';
    const proposal = { definition: { version: '1.1.0' }, whatChanges };
    const propose = (bearer: Bearer) => gateway.http.post(`${url}/versions`).set(bearer).send(proposal);
    await propose(await bearerOf('support', 'payments', 'marketing')).expect(403);
    const desk = await Desk.open(gateway.stack.bus, 'risk');
    const bearer = await signIn(desk);
    const { staffId } = desk;
    await propose(bearer).expect(200);
    expect(gateway.heardOf(asks.propose).at(-1)?.body).toEqual({ ...proposal, gameId, staffId });
    const reason = 'for the new version';
    await gateway.http.put(`${url}/state`).set(bearer).send({ state: 'offline', reason }).expect(200);
    expect(gateway.heardOf(asks.turn).at(-1)?.body).toEqual({ gameId, staffId, state: 'offline' });
    await gateway.http.post(`${url}/versions/1.1.0/release`).set(bearer).send({ reason }).expect(200);
    expect(gateway.heardOf(asks.release).at(-1)?.body).toEqual({ gameId, staffId, version: '1.1.0' });
    const noted = `SELECT action, reason, parameters FROM audit_entries
                    WHERE target_id = $1 AND kind = 'action' ORDER BY sequence`;
    const text = (parameters: object): string => JSON.stringify(parameters);
    expect(await compliance.database.admin.query(noted, [gameId])).toEqual([
      { action: `propose-${kind}-version`, reason: whatChanges, parameters: text({ version: '1.1.0' }) },
      { action: `switch-${kind}`, reason, parameters: text({ state: 'offline' }) },
      { action: `release-${kind}-version`, reason, parameters: text({ version: '1.1.0' }) },
    ]);
  });

  it('makes a second admin by two people, and none by one', async () => {
    const create = (roles: string[]) =>
      gateway.http
        .post('/backoffice/v1/staff')
        .set(admin)
        .send({ name: `desk.${newId().slice(-12)}`, roles });
    await create(['admin']).expect(400);
    await create(['support']).expect(201);
    const name = `chief.${newId().slice(-12)}`;
    const asked = (await gateway.http
      .post('/backoffice/v1/approvals')
      .set(admin)
      .send({ kind: 'make-admin', payload: { name }, reason: 'a second admin' })
      .expect(201)) as { body: { approvalId: string; payloadHash: string } };
    const { approvalId, payloadHash } = asked.body;
    const decide = (bearer: Bearer) =>
      gateway.http
        .post(`/backoffice/v1/approvals/${approvalId}/decision`)
        .set(bearer)
        .send({ decision: 'approve', payloadHash, reason: 'looks right' });
    expect((await decide(admin).expect(403)).body).toMatchObject({ code: 'own_request' });
    const risk = await bearerOf('risk');
    await decide(risk).expect(200);
    await until('it is done', async () => {
      const answer = await gateway.http.get(`/backoffice/v1/approvals/${approvalId}`).set(risk);
      return (answer.body as { status: string }).status === 'executed';
    });
    const rows: unknown = await identity.database.admin.query(`SELECT roles FROM staff WHERE name = $1`, [
      name,
    ]);
    expect(rows).toEqual([{ roles: ['admin'] }]);
  });

  it.each([
    ['correct-round', correctRound, { currency: 'GBP' }],
    ['void-open-round', voidOpenRound, {}],
  ] as const)(
    'voids a round by %s with two people of those who may, once, and notes both',
    async (kind, done, over) => {
      await gateway.answer(correctRound, exampleOf(LedgerReceipt) as LedgerReceipt);
      await gateway.answer(voidOpenRound, exampleOf(Round) as Round);
      const payload = { playerId: newId(), roundId: newId(), ...over, reason: 'game_fault' };
      const request = (bearer: Bearer, what: object = payload) =>
        gateway.http
          .post('/backoffice/v1/approvals')
          .set(bearer)
          .send({ kind, payload: what, reason: 'the reels stopped between two symbols' });
      const maker = await Desk.open(gateway.stack.bus, 'support');
      const support = await signIn(maker);
      await request(await bearerOf('marketing', 'admin')).expect(403);
      await request(support, { ...payload, reason: 'because' }).expect(400);
      const asked = (await request(support).expect(201)) as {
        body: { approvalId: string; payloadHash: string };
      };
      const { approvalId, payloadHash } = asked.body;
      const decide = (bearer: Bearer) =>
        gateway.http
          .post(`/backoffice/v1/approvals/${approvalId}/decision`)
          .set(bearer)
          .send({ decision: 'approve', payloadHash, reason: 'seen in the log of the game' });
      await decide(support).expect(403);
      await decide(await bearerOf('support', 'marketing')).expect(403);
      expect(gateway.heardOf(done).filter(({ body }) => body['approvalId'] === approvalId)).toEqual([]);
      const checker = await Desk.open(gateway.stack.bus, 'payments');
      const payments = await signIn(checker);
      await decide(payments).expect(200);
      await until('it is done', async () => {
        const answer = await gateway.http.get(`/backoffice/v1/approvals/${approvalId}`).set(payments);
        return (answer.body as { status: string }).status === 'executed';
      });
      const heard = gateway.heardOf(done).filter(({ body }) => body['approvalId'] === approvalId);
      expect(heard.map(({ body }) => body)).toEqual([{ ...payload, approvalId }]);
      const noted: unknown = await compliance.database.admin.query(
        `SELECT staff_id, action, reason FROM audit_entries
        WHERE target_id = $1 AND kind = 'action' AND action IN ('request-approval', 'decide-approval') ORDER BY sequence`,
        [approvalId],
      );
      expect(noted).toMatchObject([
        {
          staff_id: maker.staffId,
          action: 'request-approval',
          reason: 'the reels stopped between two symbols',
        },
        ...[{ action: 'decide-approval' }, { action: 'decide-approval' }],
        { staff_id: checker.staffId, action: 'decide-approval', reason: 'seen in the log of the game' },
      ]);
    },
  );

  it('tells an admin that an entry was edited', async () => {
    const verify = async (): Promise<object> =>
      (await gateway.http.get('/backoffice/v1/audit-trail/verification').set(admin).expect(200))
        .body as object;
    expect(await verify()).toMatchObject({ intact: true });
    const change = (text: string): Promise<unknown> => compliance.database.admin.query(text);
    await change(`ALTER TABLE audit_entries DISABLE TRIGGER ALL`);
    await change(`UPDATE audit_entries SET reason = 'nothing' WHERE sequence = 3`);
    await change(`ALTER TABLE audit_entries ENABLE TRIGGER ALL`);
    expect(await verify()).toMatchObject({ intact: false, sequence: 3, fault: 'edited' });
  });

  it('does nothing while compliance is down, and nothing is missing in the trail afterwards', async () => {
    const bearer = await bearerOf('support');
    const before = gateway.heardOf(blockPlayer).length;
    await compliance.close();
    const refused = await block(bearer).expect(503);
    expect(refused.body).toMatchObject({ code: 'service_unavailable' });
    await gateway.http
      .post('/backoffice/v1/staff')
      .set(admin)
      .send({ name: 'desk.never', roles: ['support'] })
      .expect(503);
    expect(gateway.heardOf(blockPlayer)).toHaveLength(before);
    const made: unknown = await identity.database.admin.query(
      `SELECT 1 FROM staff WHERE name = 'desk.never'`,
    );
    expect(made).toEqual([]);
    const late = await Desk.open(gateway.stack.bus, 'risk');
    await gateway.stack.replica(complianceService, compliance);
    await until('compliance heard who enrolled meanwhile', async () => {
      const rows: unknown[] = await compliance.database.admin.query(
        `SELECT 1 FROM audit_entries WHERE action = 'enrol' AND staff_id = $1`,
        [late.staffId],
      );
      return rows.length === 1;
    });
    await block(bearer).expect(204);
    const last = (await trail()).filter(({ action }) => action === 'block-player').at(-1);
    expect(last).toMatchObject({ kind: 'outcome', outcome: 'done' });
  });
});
