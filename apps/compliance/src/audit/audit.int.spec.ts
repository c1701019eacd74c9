import {
  type AuditPage,
  type AuditReceipt,
  concludeAction,
  listAuditEntries,
  type RecordAction,
  recordAction,
  staffEnrolled,
  staffSessionClosed,
  staffSessionOpened,
  staffSignInRefused,
  type TrailVerdict,
  verifyAuditTrail,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { runInContext } from '@croupier/messaging';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { service as identityService } from '../../../identity/src/service.js';
import { TestMailbox } from '../../../identity/test/mailbox.js';
import { identitySettings } from '../../../identity/test/settings.js';
import { Desk } from '../../../identity/test/staff.js';
import { action, refusal } from '../../test/people.js';
import { service } from '../service.js';

describe('the audit trail', () => {
  let stack: TestStack;
  let running: ServiceUnderTest;

  beforeEach(async () => {
    stack = await TestStack.open();
    running = await stack.start(service);
  });

  afterEach(() => stack.close());

  /** For a machine that does much else. */
  const patient = { deadlineMs: 15_000 };
  const record = (request: RecordAction): Promise<AuditReceipt> =>
    stack.bus.ask(recordAction, request, patient);
  const sql = (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
    running.database.admin.query(text, values);
  const page = (filter: object = {}): Promise<AuditPage> => stack.bus.ask(listAuditEntries, filter, patient);
  const verify = (request: object = {}): Promise<TrailVerdict> =>
    stack.bus.ask(verifyAuditTrail, request, patient);

  /** As a superuser who knows what he does. */
  async function tamper(text: string): Promise<void> {
    await sql(`ALTER TABLE audit_entries DISABLE TRIGGER ALL`);
    await sql(text);
    await sql(`ALTER TABLE audit_entries ENABLE TRIGGER ALL`);
  }

  it('keeps an action before it is done, and how it ended', async () => {
    const request = action({ parameters: { limit: 25 } });
    const trace = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    const call = { deadlineAt: performance.now() + 15_000, actor: `staff:${request.staffId}`, trace };
    const receipt = await runInContext(call, () => record(request));
    const [open] = (await page()).data;
    expect(open).toMatchObject({ ...request, ...receipt, outcome: 'open', traceId: trace.slice(3, 35) });
    const { entryId } = request;
    await stack.bus.ask(concludeAction, { entryId, outcome: 'refused', code: 'not_found' }, patient);
    await stack.bus.ask(concludeAction, { entryId, outcome: 'done' }, patient);
    const { data } = await page();
    expect(data).toMatchObject([{ entryId, outcome: 'refused', code: 'not_found' }]);
    expect((await refusal(stack.bus.ask(concludeAction, { entryId: newId(), outcome: 'done' }))).code).toBe(
      'not_found',
    );
  });

  it('is the same entry for a repeat, and refuses another action under its id', async () => {
    const request = action();
    const receipt = await record(request);
    expect(await record(request)).toEqual(receipt);
    const other = { ...request, action: 'unblock-player' };
    expect((await refusal(record(other))).code).toBe('idempotency_key_reused');
    expect((await page()).data).toHaveLength(1);
  });

  it('keeps what was refused before it began as one entry that has ended, with the code', async () => {
    const request = action({ code: 'forbidden', reason: undefined });
    const receipt = await record(request);
    expect(await record(request)).toEqual(receipt);
    expect((await refusal(record({ ...request, code: undefined }))).code).toBe('idempotency_key_reused');
    const { entryId } = request;
    const ended = stack.bus.ask(concludeAction, { entryId, outcome: 'done' }, patient);
    expect((await refusal(ended)).code).toBe('not_found');
    const { data } = await page({ targetId: request.targetId });
    expect(data).toMatchObject([{ entryId, action: 'block-player', outcome: 'refused', code: 'forbidden' }]);
    await record(action());
    expect(await verify()).toMatchObject({ intact: true, entries: 2 });
    await tamper(`UPDATE audit_entries SET code = 'not_found' WHERE sequence = 1`);
    expect(await verify()).toMatchObject({ intact: false, sequence: 1, fault: 'edited' });
  });

  it('stands in one line however many come at once', async () => {
    await Promise.all(Array.from({ length: 16 }, () => record(action())));
    expect(await verify()).toMatchObject({ intact: true, entries: 16, sequence: 16, more: false });
  });

  it('is read page by page, newest first, by person, target and action', async () => {
    const [mine, yours] = [newId(), newId()];
    const targetId = newId();
    for (const staffId of [mine, yours, mine, mine]) await record(action({ staffId }));
    await record(action({ staffId: yours, targetId, action: 'read-player' }));
    const first = await page({ staffId: mine, limit: 2 });
    const second = await page({ staffId: mine, limit: 2, cursor: first.next });
    expect([...first.data, ...second.data].map(({ sequence }) => sequence)).toEqual([4, 3, 1]);
    expect(second.next).toBeUndefined();
    expect((await page({ targetId })).data).toHaveLength(1);
    expect((await page({ action: 'read-player', staffId: mine })).data).toEqual([]);
    expect((await refusal(page({ cursor: 'nonsense' }))).code).toBe('invalid_request');
  });

  describe('verification', () => {
    beforeEach(async () => {
      for (let turn = 0; turn < 5; turn += 1) await record(action());
    });

    it('is green, in parts too', async () => {
      const { hash } = await verify();
      expect(await verify({ after: 3 })).toEqual({
        intact: true,
        entries: 2,
        sequence: 5,
        hash,
        more: false,
      });
      expect((await verify({ knownSequence: 5, knownHash: hash })).intact).toBe(true);
      expect((await refusal(verify({ after: 77 }))).code).toBe('not_found');
    });

    it.each([
      `UPDATE audit_entries SET reason = 'nothing to see' WHERE sequence = 3`,
      `UPDATE audit_entries SET staff_id = uuidv7() WHERE sequence = 3`,
      `UPDATE audit_entries SET at = at - interval '1 hour' WHERE sequence = 3`,
      `UPDATE audit_entries SET hash = repeat('a', 64) WHERE sequence = 3`,
    ])('turns red after %s', async (text) => {
      await tamper(text);
      expect(await verify()).toMatchObject({ intact: false, sequence: 3, fault: 'edited' });
    });

    it('turns red where an entry is missing, at the end too if its hash is known elsewhere', async () => {
      const { hash } = await verify();
      await tamper(`DELETE FROM audit_entries WHERE sequence = 2`);
      expect(await verify()).toMatchObject({ intact: false, sequence: 2, fault: 'missing' });
      await tamper(`DELETE FROM audit_entries WHERE sequence = 5`);
      const known = { after: 3, knownSequence: 5, knownHash: hash };
      expect(await verify(known)).toMatchObject({ intact: false, sequence: 5, fault: 'missing' });
      await record(action());
      expect(await verify(known)).toMatchObject({ intact: false, sequence: 5, fault: 'not_the_known_hash' });
    });
  });

  it('is append-only for its role and for its owner', async () => {
    await record(action());
    const role = new DataSource({ type: 'postgres', url: running.database.url, poolSize: 1 });
    await role.initialize();
    for (const text of [
      `UPDATE audit_entries SET reason = NULL`,
      `DELETE FROM audit_entries`,
      `TRUNCATE audit_entries CASCADE`,
      `ALTER TABLE audit_entries DISABLE TRIGGER ALL`,
    ])
      await expect(role.query(text)).rejects.toMatchObject({ code: '42501' });
    await role.destroy();
    for (const text of [`UPDATE audit_entries SET reason = NULL`, `DELETE FROM audit_entries`])
      await expect(sql(text)).rejects.toMatchObject({ code: '23001' });
  });

  it('notes each enrolment, sign-in, refusal and end of a session once, as identity tells it', async () => {
    const mailbox = await TestMailbox.open();
    const identity = await stack.start(identityService, identitySettings(mailbox));
    const desk = await Desk.open(stack.bus, 'risk');
    const { sessionId } = await desk.signIn();
    await identity.database.admin.query(
      `UPDATE staff_sessions SET opened_at = opened_at - interval '11 hours'`,
    );
    await desk.signIn();
    await refusal(desk.signIn({ code: desk.codeAt(Date.now() + 3_600_000) }));
    await refusal(desk.signIn({ name: 'nobody.here' }));
    await refusal(desk.signIn({ password: 'seven dull brass windows' }));
    const mine = { staffId: desk.staffId };
    await until('all is noted', async () => (await page(mine)).data.length >= 6);
    const { data } = await page(mine);
    expect(data.map((entry) => entry.action).sort()).toEqual(
      ['enrol', 'leave'].concat(Array<string>(4).fill('sign-in')),
    );
    const refused = data.filter((entry) => entry.outcome === 'refused');
    expect(refused.map(({ action: name, code, parameters }) => [name, code, parameters])).toEqual([
      ['sign-in', 'staff_sign_in_refused', { fault: 'password' }],
      ['sign-in', 'staff_sign_in_refused', { fault: 'second_factor' }],
    ]);
    const left = data.find((entry) => entry.action === 'leave');
    expect(left).toMatchObject({ targetId: sessionId, outcome: 'done', parameters: { reason: 'expired' } });
    expect(data.find((entry) => entry.action === 'enrol')?.roles).toEqual(['risk']);
    for (const fact of [staffEnrolled, staffSignInRefused, staffSessionOpened, staffSessionClosed]) {
      const rows = await sql(`SELECT 1 FROM inbox WHERE subject = $1`, fact.subject);
      expect(rows.length).toBeGreaterThan(0);
    }
    expect((await verify()).intact).toBe(true);
    await mailbox.close();
  });

  it('says that it is unavailable while its database is away, and nothing is noted', async () => {
    await sql(`ALTER TABLE audit_entries RENAME TO away`);
    expect((await refusal(record(action()))).kind).toBe('internal');
    await sql(`ALTER TABLE away RENAME TO audit_entries`);
    expect((await page()).data).toEqual([]);
  });
});
