import {
  type Approval,
  type ApproveGameVersion,
  approveGameVersion,
  approveTableVersion,
  type GameVersion,
  creditDeposit,
  createStaff,
  decideApproval,
  type DecideApproval,
  draftProgramme,
  listApprovals,
  listProgrammes,
  listStaff,
  openAccount,
  type Programme,
  readApproval,
  readJackpots,
  readWallet,
  requestApproval,
  type RequestApproval,
  settleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Neighbours, type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { service as bonusService } from '../../../bonus/src/service.js';
import { openCatalogue } from '../../../bonus/test/catalogue.js';
import { depositMatch } from '../../../bonus/test/programmes.js';
import { service as identityService } from '../../../identity/src/service.js';
import { TestMailbox } from '../../../identity/test/mailbox.js';
import { identitySettings } from '../../../identity/test/settings.js';
import { service as walletService } from '../../../wallet/src/service.js';
import { refusal } from '../../test/people.js';
import { service } from '../service.js';

const goldenVersion: GameVersion = {
  ...{ gameId: '', version: '', definitionHash: '', state: 'approved', returnToPlayer: '0.95' },
  ...{ whatChanges: 'Something pays more.', differences: [], proposedAt: new Date(0).toISOString() },
};

describe('approvals', () => {
  let stack: TestStack;
  let mailbox: TestMailbox;
  let identity: ServiceUnderTest;
  let running: ServiceUnderTest;

  beforeAll(async () => {
    [stack, mailbox] = await Promise.all([TestStack.open(), TestMailbox.open()]);
    identity = await stack.start(identityService, identitySettings(mailbox));
    running = await stack.start(service);
  });

  afterAll(async () => {
    await stack.close();
    await mailbox.close();
  });

  const sql = (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    running.database.admin.query(text, values);

  const nameOf = (): string => `chief.${newId().slice(-12)}`;

  function intent(over: Partial<RequestApproval> = {}): RequestApproval {
    return {
      ...{ approvalId: newId(), kind: 'make-admin' as const, payload: { name: nameOf() } },
      ...{ reason: 'a second admin', makerId: newId(), makerRoles: ['admin' as const] },
      ...over,
    };
  }

  const ask = (over: Partial<RequestApproval> = {}): Promise<Approval> =>
    stack.bus.ask(requestApproval, intent(over));

  const decide = ({ approvalId, payloadHash }: Approval, over: Partial<DecideApproval> = {}) =>
    stack.bus.ask(decideApproval, {
      ...{ approvalId, payloadHash, decision: 'approve' as const, reason: 'looked at it' },
      ...{ approverId: newId(), approverRoles: ['risk' as const] },
      ...over,
    });

  const ended = (approvalId: string): Promise<Approval> =>
    until('it is carried out', async () => {
      const approval = await stack.bus.ask(readApproval, { approvalId });
      return ['executed', 'failed', 'expired'].includes(approval.status) ? approval : undefined;
    });

  const accounts = async (name: unknown): Promise<number> =>
    (await stack.bus.ask(listStaff, { limit: 100 })).data.filter((member) => member.name === name).length;

  it('does what two people agree on, once', async () => {
    const asked = await ask();
    expect(asked).toMatchObject({ status: 'pending' });
    expect(await accounts(asked.payload['name'])).toBe(0);
    const approverId = newId();
    const decided = await decide(asked, { approverId });
    expect(decided).toMatchObject({ status: 'approved', approverId });
    expect(await ended(asked.approvalId)).toMatchObject({ status: 'executed', approverId });
    expect((await decide(asked, { approverId })).status).toBe('executed');
    expect(await accounts(asked.payload['name'])).toBe(1);
    expect(
      await identity.database.admin.query(`SELECT roles FROM staff WHERE staff_id = $1`, [asked.approvalId]),
    ).toEqual([{ roles: ['admin'] }]);
  });

  it('publishes the definition that both people read, and no other', async () => {
    const neighbours = new Neighbours(stack);
    await openCatalogue(neighbours);
    await stack.start(bonusService);
    const patient = { deadlineMs: 15_000 };
    const definition = depositMatch({ programmeId: `p-${newId()}` });
    const { programmeId } = definition;
    const draft = await stack.bus.ask(draftProgramme, { definition }, patient);
    const publish = ({ version, definitionHash }: Programme): Partial<RequestApproval> => ({
      ...{ kind: 'publish-programme', makerRoles: ['marketing'] },
      payload: { programmeId, version, definitionHash },
    });
    const asked = await ask(publish(draft));
    const changed = { ...definition, title: 'Another title' };
    const redrafted = await stack.bus.ask(draftProgramme, { definition: changed }, patient);
    await decide(asked, { approverRoles: ['marketing'] });
    expect(await ended(asked.approvalId)).toMatchObject({ status: 'failed' });
    const status = async (): Promise<string | undefined> =>
      (await stack.bus.ask(listProgrammes, {}, patient)).data.find((one) => one.programmeId === programmeId)
        ?.status;
    expect(await status()).toBe('draft');
    const again = await ask(publish(redrafted));
    await decide(again, { approverRoles: ['marketing'] });
    expect((await ended(again.approvalId)).status).toBe('executed');
    expect(await status()).toBe('published');
    await neighbours.close();
  });

  it("corrects a player's money as two people agreed, once, and keeps their approval with it", async () => {
    const wallet = await stack.start(walletService);
    const playerId = newId();
    await stack.bus.ask(openAccount, { playerId, currency: 'GBP' });
    const amount = { amount: 700, currency: 'GBP' as const };
    await stack.bus.ask(creditDeposit, { playerId, depositId: newId(), provider: 'x', amount });
    const taken = { playerId, amount: { amount: -200, currency: 'GBP' }, reason: 'goodwill' };
    const asked = await ask({ kind: 'adjust-balance', payload: taken, makerRoles: ['support'] });
    expect((await refusal(decide(asked, { approverRoles: ['support'] }))).code).toBe('forbidden');
    await decide(asked, { approverRoles: ['payments'] });
    expect((await ended(asked.approvalId)).status).toBe('executed');
    const tooMuch = { ...taken, amount: { amount: -501, currency: 'GBP' } };
    const refused = await ask({ kind: 'adjust-balance', payload: tooMuch, makerRoles: ['support'] });
    await decide(refused);
    expect(await ended(refused.approvalId)).toMatchObject({
      status: 'failed',
      failureCode: 'insufficient_funds',
    });
    const reversal = {
      playerId,
      kind: 'adjustment',
      reference: asked.approvalId,
      currency: 'GBP',
      reason: 'error',
    };
    const undo = await ask({ kind: 'reverse-transaction', payload: reversal, makerRoles: ['payments'] });
    await decide(undo);
    expect((await ended(undo.approvalId)).status).toBe('executed');
    expect((await stack.bus.ask(readWallet, { playerId })).cash.amount).toBe(700);
    const kept: unknown = await wallet.database.admin.query(
      `SELECT kind, approval_id FROM journal WHERE approval_id IS NOT NULL ORDER BY version`,
    );
    expect(kept).toEqual([
      { kind: 'adjustment', approval_id: asked.approvalId },
      { kind: 'reversal', approval_id: undo.approvalId },
    ]);
    const odd = ask({ kind: 'adjust-balance', payload: { ...taken, amount: 5 }, makerRoles: ['support'] });
    expect(await refusal(odd)).toMatchObject({ code: 'invalid_request', field: 'payload.amount' });
    await movesAJackpot(playerId);
    await voidsARound(playerId);
  });

  /** One that was settled: its approval stays with what undoes it, and a second one finds nothing to undo any more. */
  async function voidsARound(playerId: string): Promise<void> {
    const [roundId, currency] = [newId(), 'GBP' as const];
    await stack.bus.ask(settleRound, {
      ...{ playerId, roundId, gameSessionId: playerId, gameId: 'g', outcome: {} },
      ...{ stake: { amount: 100, currency }, payout: { amount: 250, currency } },
      ...{ startedAt: new Date().toISOString(), minimumCycleMs: 0 },
    });
    const before = (await stack.bus.ask(readWallet, { playerId })).cash.amount;
    const payload = { playerId, roundId, currency, reason: 'wrong_payout' };
    const one = await ask({ kind: 'correct-round', payload, makerRoles: ['risk'] });
    const other = await ask({ kind: 'correct-round', payload, makerRoles: ['support'] });
    expect((await refusal(decide(one, { approverRoles: ['support'] }))).code).toBe('forbidden');
    await decide(one, { approverRoles: ['payments'] });
    expect((await ended(one.approvalId)).status).toBe('executed');
    await decide(other);
    expect(await ended(other.approvalId)).toMatchObject({
      status: 'failed',
      failureCode: 'idempotency_key_reused',
    });
    expect((await stack.bus.ask(readWallet, { playerId })).cash.amount).toBe(before - 150);
  }

  /** Its games are taken away: two people agree, and nobody else may ask. */
  async function movesAJackpot(playerId: string): Promise<void> {
    const amount = { amount: 100, currency: 'GBP' as const };
    for (const jackpotId of ['old-lights', 'new-lights']) {
      const pot = { jackpotId, seed: 500, contributionMillionths: 1_600_000, winId: newId() };
      await stack.bus.ask(settleRound, {
        ...{ playerId, roundId: newId(), gameSessionId: playerId, gameId: 'g', outcome: {}, pot },
        ...{ stake: amount, payout: { ...amount, amount: 0 } },
        ...{ startedAt: new Date().toISOString(), minimumCycleMs: 0 },
      });
    }
    const payload = { jackpotId: 'old-lights', toJackpotId: 'new-lights', reason: 'game_withdrawn' };
    const alone = ask({ kind: 'move-jackpot', payload, makerRoles: ['support'] });
    expect((await refusal(alone)).code).toBe('forbidden');
    const asked = await ask({ kind: 'move-jackpot', payload, makerRoles: ['payments'] });
    await decide(asked, { approverRoles: ['risk'] });
    expect((await ended(asked.approvalId)).status).toBe('executed');
    const { data } = await stack.bus.ask(readJackpots, {});
    expect(data.map(({ jackpotId, state, value }) => [jackpotId, state, value.amount])).toEqual([
      ['new-lights', 'open', 1003],
      ['old-lights', 'closed', 0],
    ]);
    const toClosed = { jackpotId: 'new-lights', toJackpotId: 'old-lights', reason: 'game_withdrawn' };
    const late = await ask({ kind: 'move-jackpot', payload: toClosed, makerRoles: ['payments'] });
    await decide(late, { approverRoles: ['risk'] });
    expect(await ended(late.approvalId)).toMatchObject({ status: 'failed', failureCode: 'jackpot_closed' });
  }

  it.each([
    ['change-game', approveGameVersion],
    ['change-table', approveTableVersion],
  ] as const)(
    'does a %s once two people agree beside the one who asks, and tells the service once',
    async (kind, approves) => {
      const neighbours = new Neighbours(stack);
      const heard: ApproveGameVersion[] = [];
      await neighbours.answer(approves, (request) => {
        heard.push(request);
        return { ...goldenVersion, ...request };
      });
      const payload = { gameId: 'cap-game', version: '1.1.0', definitionHash: 'a3'.repeat(32) };
      const [makerId, first] = [newId(), newId()];
      const change = { kind, payload, makerId };
      expect((await refusal(ask({ ...change, makerRoles: ['marketing'] }))).code).toBe('forbidden');
      const asked = await ask({ ...change, makerRoles: ['risk'] });
      expect((await refusal(decide(asked, { approverId: makerId }))).code).toBe('own_request');
      const endorsed = await decide(asked, { approverId: first });
      expect(endorsed).toMatchObject({ status: 'pending', endorserId: first });
      expect(endorsed.approverId).toBeUndefined();
      // The same person again is the same word.
      expect(await decide(asked, { approverId: first })).toEqual(endorsed);
      expect((await refusal(decide(asked, { approverId: makerId }))).code).toBe('own_request');
      expect(heard).toEqual([]);
      const others = [newId(), newId(), newId()];
      const words = await Promise.allSettled(others.map((approverId) => decide(asked, { approverId })));
      expect(words.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const { approvalId } = asked;
      expect(await ended(approvalId)).toMatchObject({ status: 'executed', endorserId: first });
      expect(heard).toEqual([{ ...payload, approvalId }]);

      const refused = await ask({ ...change, makerRoles: ['risk'] });
      await decide(refused, { approverId: first });
      expect((await decide(refused, { decision: 'reject', approverId: first })).status).toBe('rejected');
      await neighbours.close();
    },
  );

  it.each(['change-game', 'change-table'] as const)(
    'has the database refuse one agreement to a %s, and both by one person',
    async (kind) => {
      const payload = { gameId: 'cap-game', version: '1.1.0', definitionHash: 'a3'.repeat(32) };
      const { approvalId } = await ask({ kind, payload, makerRoles: ['risk'] });
      const approve = `UPDATE approvals SET status = 'approved', approver_id = $2, decided_at = now()`;
      const one = newId();
      await expect(sql(`${approve} WHERE approval_id = $1`, approvalId, one)).rejects.toThrow(
        'two_agreements',
      );
      const both = `${approve}, endorser_id = $2, endorsed_at = now() WHERE approval_id = $1`;
      await expect(sql(both, approvalId, one)).rejects.toThrow('three_people');
    },
  );

  it('makes no second account when its end was not noted', async () => {
    const asked = await ask();
    const { name } = asked.payload as { name: string };
    await stack.bus.ask(createStaff, { staffId: asked.approvalId, name, roles: ['admin'] });
    await decide(asked);
    expect((await ended(asked.approvalId)).status).toBe('executed');
    expect(await accounts(name)).toBe(1);
  });

  it('refuses whoever asked for it, by code and by the database', async () => {
    const makerId = newId();
    const asked = await ask({ makerId });
    const own = await refusal(decide(asked, { approverId: makerId, approverRoles: ['admin', 'risk'] }));
    expect(own.code).toBe('own_request');
    const role = new DataSource({ type: 'postgres', url: running.database.url, poolSize: 1 });
    await role.initialize();
    const alone = `UPDATE approvals SET status = 'approved', approver_id = maker_id, decided_at = now()
                    WHERE approval_id = $1`;
    await expect(role.query(alone, [asked.approvalId])).rejects.toMatchObject({
      code: '23514',
      constraint: 'two_people',
    });
    for (const text of [
      `UPDATE approvals SET payload = '{}'`,
      `UPDATE approvals SET maker_id = uuidv7()`,
      `DELETE FROM approvals`,
    ])
      await expect(role.query(text)).rejects.toMatchObject({ code: '42501' });
    await role.destroy();
    expect((await stack.bus.ask(readApproval, { approvalId: asked.approvalId })).status).toBe('pending');
  });

  it('refuses roles that may not ask or agree, another payload, and what is decided', async () => {
    expect((await refusal(ask({ makerRoles: ['marketing'] }))).code).toBe('forbidden');
    const asked = await ask();
    expect((await refusal(decide(asked, { approverRoles: ['support'] }))).code).toBe('forbidden');
    expect((await refusal(decide(asked, { payloadHash: 'a'.repeat(64) }))).code).toBe('payload_differs');
    expect((await refusal(decide({ ...asked, approvalId: newId() }))).code).toBe('not_found');
    const approverId = newId();
    expect((await decide(asked, { decision: 'reject', approverId })).status).toBe('rejected');
    expect((await decide(asked, { decision: 'reject', approverId })).status).toBe('rejected');
    expect((await refusal(decide(asked, { approverId }))).code).toBe('approval_closed');
    expect((await refusal(decide(asked))).code).toBe('approval_closed');
  });

  it('lets one of ten deciders at once decide', async () => {
    const asked = await ask();
    const decisions = Array.from({ length: 10 }, (_, turn) =>
      decide(asked, { decision: turn % 2 === 0 ? 'approve' : 'reject' }),
    );
    const answers = await Promise.allSettled(decisions);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses a payload that could never be carried out, and says where', async () => {
    const bad = await refusal(ask({ payload: { name: 'ada@example.org', colour: 'red' } }));
    expect(bad.code).toBe('invalid_request');
    expect(bad.errors?.map(({ field }) => field).sort()).toEqual(['payload.colour', 'payload.name']);
  });

  it('is the same request for a repeat, and refuses another under its id', async () => {
    const request = intent();
    const first = await stack.bus.ask(requestApproval, request);
    expect(await stack.bus.ask(requestApproval, request)).toEqual(first);
    const other = { ...request, payload: { name: nameOf() } };
    expect((await refusal(stack.bus.ask(requestApproval, other))).code).toBe('idempotency_key_reused');
  });

  it('says why it could not be done', async () => {
    const name = nameOf();
    await stack.bus.ask(createStaff, { name, roles: ['support'] });
    const asked = await ask({ payload: { name } });
    await decide(asked);
    const failed = await ended(asked.approvalId);
    expect(failed).toMatchObject({ status: 'failed', failureCode: 'staff_name_taken' });
  });

  it('waits for a service that is away, and is carried out when it is back', async () => {
    const asked = await ask();
    await identity.close();
    await decide(asked);
    await until('it was tried', async () => {
      const [row] = await sql(`SELECT checks FROM approvals WHERE approval_id = $1`, asked.approvalId);
      return Number(row?.['checks']) > 0;
    });
    const { approvalId } = asked;
    expect((await stack.bus.ask(readApproval, { approvalId })).status).toBe('approved');
    await stack.replica(identityService, identity, identitySettings(mailbox));
    await sql(`UPDATE approvals SET next_check_at = now() WHERE approval_id = $1`, approvalId);
    expect((await ended(approvalId)).status).toBe('executed');
  });

  it('is over when nobody decides in time', async () => {
    const asked = await ask();
    await sql(
      `UPDATE approvals SET expires_at = now(), next_check_at = now() WHERE approval_id = $1`,
      asked.approvalId,
    );
    expect((await refusal(decide(asked))).code).toBe('approval_closed');
    expect((await ended(asked.approvalId)).status).toBe('expired');
  });

  it('is listed by state, page by page, newest first', async () => {
    const made = [await ask(), await ask(), await ask()].map(({ approvalId }) => approvalId);
    const first = await stack.bus.ask(listApprovals, { limit: 2, status: 'pending' });
    const second = await stack.bus.ask(listApprovals, {
      limit: 1,
      status: 'pending',
      cursor: first.next as string,
    });
    expect([...first.data, ...second.data].map(({ approvalId }) => approvalId)).toEqual(made.toReversed());
  });
});
