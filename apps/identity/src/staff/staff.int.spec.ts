import {
  beginStaffEnrolment,
  completeStaffEnrolment,
  createStaff,
  disableStaff,
  listStaff,
  refreshStaffSession,
  renewStaffEnrolment,
  type StaffInvitation,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { DataSource } from 'typeorm';
import { refusal } from '../../test/people.js';
import { Scene } from '../../test/scene.js';
import { Desk, staffPassword } from '../../test/staff.js';
import { service } from '../service.js';

describe('staff accounts', () => {
  let scene: Scene;
  let stack: TestStack;
  const patient = { deadlineMs: 30_000 };

  beforeAll(async () => {
    scene = await Scene.open();
    ({ stack } = scene);
  });

  afterAll(() => scene.close());

  const nameOf = (): string => `desk.${newId().slice(-12)}`;
  const codeOf = (secret: string): string => generateSync({ secret });
  const invite = (): Promise<StaffInvitation> =>
    stack.bus.ask(createStaff, { name: nameOf(), roles: ['support'] });

  describe('enrolment', () => {
    it('is good once, with the newest secret, and tells who enrolled', async () => {
      const { staffId, enrolmentToken } = await invite();
      const first = await stack.bus.ask(beginStaffEnrolment, { enrolmentToken });
      const second = await stack.bus.ask(beginStaffEnrolment, { enrolmentToken });
      expect(second.uri).toContain(second.secret);
      const complete = (code: string) =>
        stack.bus.ask(completeStaffEnrolment, { enrolmentToken, password: staffPassword, code }, patient);
      expect((await refusal(complete(codeOf(first.secret)))).code).toBe('enrolment_refused');
      await complete(codeOf(second.secret));
      expect((await refusal(complete(codeOf(second.secret)))).code).toBe('enrolment_refused');
      const again = stack.bus.ask(beginStaffEnrolment, { enrolmentToken });
      expect((await refusal(again)).code).toBe('enrolment_refused');
      const told = await scene.sql(
        `SELECT payload -> 'roles' AS roles FROM outbox
          WHERE subject = 'evt.identity.staff.enrolled.v1' AND payload ->> 'staffId' = $1`,
        staffId,
      );
      expect(told).toEqual([{ roles: ['support'] }]);
    });

    it('wants a password that is hard to guess', async () => {
      const { enrolmentToken } = await invite();
      const { secret } = await stack.bus.ask(beginStaffEnrolment, { enrolmentToken });
      const request = { enrolmentToken, password: 'password123', code: codeOf(secret) };
      const refused = await refusal(stack.bus.ask(completeStaffEnrolment, request, patient));
      expect(refused).toMatchObject({ code: 'weak_password', field: 'password' });
    });

    it('is over after a day', async () => {
      const { staffId, enrolmentToken } = await invite();
      await scene.sql(
        `UPDATE staff SET enrolment_expires_at = now() - interval '1 second' WHERE staff_id = $1`,
        staffId,
      );
      const refused = refusal(stack.bus.ask(beginStaffEnrolment, { enrolmentToken }));
      expect((await refused).code).toBe('enrolment_refused');
    });
  });

  it('refuses a name twice, an e-mail address for one, and no role or one twice', async () => {
    const name = nameOf();
    await stack.bus.ask(createStaff, { name, roles: ['risk'] });
    const code = async (request: object): Promise<string> =>
      (await refusal(stack.bus.ask(createStaff, request as never))).code;
    expect(await code({ name, roles: ['risk'] })).toBe('staff_name_taken');
    expect(await code({ name: nameOf(), roles: [] })).toBe('staff_without_role');
    expect(await code({ name: nameOf(), roles: ['risk', 'risk'] })).toBe('staff_without_role');
    expect(await code({ name: nameOf(), roles: ['owner'] })).toBe('invalid_request');
    expect(await code({ name: 'ada@example.org', roles: ['risk'] })).toBe('invalid_request');
  });

  it('ends the sessions of a disabled account at once, and for good', async () => {
    await Desk.open(stack.bus, 'admin');
    const desk = await Desk.open(stack.bus, 'payments');
    const { staffId } = desk;
    const { refreshToken, sessionId } = await desk.signIn();
    for (let turn = 0; turn < 2; turn += 1) await stack.bus.ask(disableStaff, { staffId });
    const told = await scene.sql(
      `SELECT payload ->> 'reason' AS reason FROM outbox
        WHERE subject = 'evt.identity.staff-session.closed.v1' AND payload ->> 'sessionId' = $1`,
      sessionId,
    );
    expect(told).toEqual([{ reason: 'disabled' }]);
    expect((await refusal(stack.bus.ask(refreshStaffSession, { refreshToken }))).code).toBe(
      'refresh_refused',
    );
    expect((await refusal(desk.signIn())).code).toBe('staff_sign_in_refused');
    expect((await refusal(stack.bus.ask(renewStaffEnrolment, { staffId }))).code).toBe('staff_disabled');
    expect((await refusal(stack.bus.ask(disableStaff, { staffId: newId() }))).code).toBe('not_found');
  });

  it('gives a new enrolment for a lost phone, and the old password and factor are worthless', async () => {
    const desk = await Desk.open(stack.bus, 'support');
    const { staffId } = desk;
    const { refreshToken } = await desk.signIn();
    const { enrolmentToken } = await stack.bus.ask(renewStaffEnrolment, { staffId });
    expect((await refusal(stack.bus.ask(refreshStaffSession, { refreshToken }))).code).toBe(
      'refresh_refused',
    );
    expect((await refusal(desk.signIn())).code).toBe('staff_sign_in_refused');
    const { secret } = await stack.bus.ask(beginStaffEnrolment, { enrolmentToken });
    expect(secret).not.toBe(desk.secret);
  });

  it('lists accounts page by page, newest first', async () => {
    const made = [await invite(), await invite(), await invite()].map(({ staffId }) => staffId);
    const first = await stack.bus.ask(listStaff, { limit: 2 });
    const second = await stack.bus.ask(listStaff, { limit: 2, cursor: first.next as string });
    const ids = [...first.data, ...second.data].map(({ staffId }) => staffId);
    expect(ids.slice(0, 3)).toEqual(made.toReversed());
    expect(first.data[0]).toMatchObject({ roles: ['support'], state: 'invited' });
  });

  it('does not let its database role change names or roles, or bring a disabled account back', async () => {
    const { staffId } = await Desk.open(stack.bus, 'support');
    await Desk.open(stack.bus, 'admin');
    await stack.bus.ask(disableStaff, { staffId });
    const role = new DataSource({ type: 'postgres', url: scene.identity.database.url, poolSize: 1 });
    await role.initialize();
    for (const statement of [
      `UPDATE staff SET roles = '{admin}'`,
      `UPDATE staff SET name = 'other'`,
      `DELETE FROM staff`,
    ])
      await expect(role.query(statement)).rejects.toMatchObject({ code: '42501' });
    const back = role.query(
      `UPDATE staff SET state = 'invited', enrolment_hash = 'x', enrolment_expires_at = now() WHERE staff_id = $1`,
      [staffId],
    );
    await expect(back).rejects.toMatchObject({ code: '23001' });
    await role.destroy();
  });
});

describe('the first admin', () => {
  it('is made from the settings while there is nobody, by one of two processes, and never again', async () => {
    const scene = await Scene.open();
    const { stack, settings } = scene;
    const factor = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const environment = {
      ...settings,
      FIRST_ADMIN_PASSWORD: staffPassword,
      FIRST_ADMIN_FACTOR_SECRET: factor,
    };
    const start = () => stack.replica(service, scene.identity, environment);
    await Promise.all([start(), start()]);
    const { data } = await stack.bus.ask(listStaff, {});
    expect(data).toMatchObject([{ name: 'admin', roles: ['admin'], state: 'active' }]);
    const admin = data[0]?.staffId as string;
    expect((await refusal(stack.bus.ask(disableStaff, { staffId: admin }))).code).toBe('last_admin');
    expect((await refusal(stack.bus.ask(renewStaffEnrolment, { staffId: admin }))).code).toBe('last_admin');
    const second = await Desk.open(stack.bus, 'admin');
    await stack.bus.ask(disableStaff, { staffId: admin });
    await start();
    expect((await stack.bus.ask(listStaff, { withoutDisabled: true })).data).toMatchObject([
      { staffId: second.staffId },
    ]);
    await scene.close();
  });
});
