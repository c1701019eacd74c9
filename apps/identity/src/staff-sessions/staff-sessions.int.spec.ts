import {
  beginStaffEnrolment,
  disableStaff,
  refreshSession,
  refreshStaffSession,
  readTokenKeys,
  signOutStaff,
  type StaffTokens,
} from '@croupier/contracts';
import { type DomainError, newId } from '@croupier/kernel';
import { type TestStack } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { refusal } from '../../test/people.js';
import { Scene } from '../../test/scene.js';
import { Desk } from '../../test/staff.js';

type Row = Record<string, unknown>;

describe('staff sessions', () => {
  let scene: Scene;
  let stack: TestStack;
  let desk: Desk;

  beforeAll(async () => {
    scene = await Scene.open();
    ({ stack } = scene);
  });

  afterAll(() => scene.close());

  beforeEach(async () => {
    desk = await Desk.open(stack.bus, 'support', 'risk');
  });

  const refresh = ({ refreshToken }: { refreshToken: string }): Promise<StaffTokens> =>
    stack.bus.ask(refreshStaffSession, { refreshToken }, { deadlineMs: 30_000 });

  async function closings(sessionId: string): Promise<unknown[]> {
    const rows = await scene.sql(
      `SELECT payload ->> 'reason' AS reason FROM outbox
        WHERE subject = 'evt.identity.staff-session.closed.v1' AND payload ->> 'sessionId' = $1`,
      sessionId,
    );
    return rows.map(({ reason }) => reason);
  }

  async function age(sessionId: string, seconds: number): Promise<void> {
    const by = `make_interval(secs => ${seconds})`;
    await scene.sql(
      `UPDATE staff_sessions SET opened_at = opened_at - ${by}, last_used_at = last_used_at - ${by} WHERE session_id = $1`,
      sessionId,
    );
  }

  describe('sign-in', () => {
    it('gives a short token for the back office alone, with the roles', async () => {
      const tokens = await desk.signIn();
      expect(tokens).toMatchObject({
        staffId: desk.staffId,
        expiresInSeconds: 300,
        roles: ['support', 'risk'],
      });
      const { keys } = await stack.bus.ask(readTokenKeys, {});
      const keySet = createLocalJWKSet({ keys: keys.map(({ jwk }) => jwk) } as unknown as JSONWebKeySet);
      const verify = (audience: string) =>
        jwtVerify(tokens.accessToken, keySet, { issuer: 'croupier', audience });
      const { payload } = await verify('croupier-backoffice');
      expect(payload).toMatchObject({ sub: desk.staffId, sid: tokens.sessionId, roles: ['support', 'risk'] });
      expect((payload.exp as number) - (payload.iat as number)).toBe(300);
      await expect(verify('croupier-player')).rejects.toThrow('aud');
    });

    it('refuses every wrong part with the same words', async () => {
      const invited = await Desk.open(stack.bus, 'admin');
      await Desk.open(stack.bus, 'admin');
      await stack.bus.ask(disableStaff, { staffId: invited.staffId });
      const errors: DomainError[] = [
        await refusal(desk.signIn({ password: 'seven dull brass windows' })),
        await refusal(desk.signIn({ name: 'nobody.here' })),
        await refusal(desk.signIn({ code: desk.codeAt(Date.now() + 3_600_000) })),
        await refusal(invited.signIn()),
      ];
      for (const { code, message, detail, field } of errors)
        expect({ code, message, detail, field }).toEqual({
          code: 'staff_sign_in_refused',
          message: errors[0]?.message,
        });
    });

    it('tells the house alone whose account was tried and what was wrong, and nothing that was typed', async () => {
      const gone = await Desk.open(stack.bus, 'admin');
      await Desk.open(stack.bus, 'admin');
      await stack.bus.ask(disableStaff, { staffId: gone.staffId });
      const nobody = `nobody.${newId().slice(-12)}`;
      const [{ last }] = (await scene.sql(`SELECT coalesce(max(id), 0) AS last FROM outbox`)) as [Row];
      await refusal(desk.signIn({ password: 'seven dull brass windows' }));
      await refusal(desk.signIn({ code: desk.codeAt(Date.now() + 3_600_000) }));
      await refusal(gone.signIn());
      await refusal(desk.signIn({ name: nobody }));
      const told = await scene.sql(
        `SELECT payload FROM outbox WHERE id > $1 AND subject = 'evt.identity.staff-sign-in.refused.v1' ORDER BY id`,
        last,
      );
      const refusedAt = expect.any(String);
      expect(told.map(({ payload }) => payload)).toEqual([
        { staffId: desk.staffId, roles: ['support', 'risk'], fault: 'password', refusedAt },
        { staffId: desk.staffId, roles: ['support', 'risk'], fault: 'second_factor', refusedAt },
        { staffId: gone.staffId, roles: ['admin'], fault: 'account', refusedAt },
        { roles: [], fault: 'account', refusedAt },
      ]);
    });

    it('tells no more than five of an account, however many come', async () => {
      const busy = await Desk.open(stack.bus, 'support');
      const password = 'wrong wrong wrong';
      const codes = await Promise.all(
        Array.from({ length: 12 }, async () => (await refusal(busy.signIn({ password }))).code),
      );
      expect(codes.filter((code) => code === 'staff_sign_in_refused')).toHaveLength(5);
      const [{ told }] = (await scene.sql(
        `SELECT count(*)::int AS told FROM outbox
          WHERE subject = 'evt.identity.staff-sign-in.refused.v1' AND payload ->> 'staffId' = $1`,
        busy.staffId,
      )) as [Row];
      expect(told).toBe(5);
    });

    it.each([
      ['no second factor', { code: undefined }],
      ['half a code', { code: '123' }],
      ['an e-mail address for a name', { name: 'ada@example.org' }],
    ])('refuses %s before anything is looked at', async (_, over) => {
      const request = { name: desk.name, password: 'x', code: '123456', ...over };
      const ask = { subject: 'rpc.identity.sign-in-staff.v1', deadlineMs: 2000 } as never;
      expect((await refusal(stack.bus.ask(ask, request as never))).code).toBe('invalid_request');
    });

    it('takes each code once, and none from before it', async () => {
      const code = desk.freshCode();
      await desk.signIn({ code });
      expect((await refusal(desk.signIn({ code }))).code).toBe('staff_sign_in_refused');
      const earlier = desk.codeAt(Date.now() - 30_000);
      expect((await refusal(desk.signIn({ code: earlier }))).code).toBe('staff_sign_in_refused');
      await desk.signIn();
    });

    it('lets one of four sign-ins with one code at once through', async () => {
      const busy = await Desk.open(stack.bus, 'support');
      const code = busy.freshCode();
      const answers = await Promise.allSettled(Array.from({ length: 4 }, () => busy.signIn({ code })));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('locks a name after five failures, known or not, and no player with it', async () => {
      for (const name of [desk.name, 'nobody.there']) {
        for (let failure = 0; failure < 5; failure += 1)
          expect(
            (await refusal(desk.signIn({ name, password: 'wrong wrong wrong', code: '000000' }))).code,
          ).toBe('staff_sign_in_refused');
        const locked = await refusal(desk.signIn({ name, code: '000000' }));
        expect(locked).toMatchObject({ code: 'sign_in_locked', retry: true });
        expect(locked.retryAfterMs).toBeGreaterThan(14 * 60_000);
      }
      await scene.sql(`UPDATE sign_in_attempts SET last_at = last_at - interval '15 minutes 1 second'`);
      await desk.signIn();
    });
  });

  describe('refresh and sign-out', () => {
    it('rotates, and ends the session when a spent token comes back', async () => {
      const first = await desk.signIn();
      const second = await refresh(first);
      expect(second).toMatchObject({
        staffId: desk.staffId,
        sessionId: first.sessionId,
        roles: ['support', 'risk'],
      });
      await refresh(second);
      expect((await refusal(refresh(first))).code).toBe('refresh_refused');
      expect(await closings(first.sessionId)).toEqual(['token_reused']);
    });

    it('ends after 15 idle minutes', async () => {
      const tokens = await desk.signIn();
      await age(tokens.sessionId, 15 * 60);
      expect((await refusal(refresh(tokens))).code).toBe('refresh_refused');
      expect(await closings(tokens.sessionId)).toEqual(['expired']);
    });

    it('ends with a sign-out, told once, and by nobody else', async () => {
      const tokens = await desk.signIn();
      const { sessionId, staffId } = tokens;
      const other = await Desk.open(stack.bus, 'support');
      await stack.bus.ask(signOutStaff, { staffId: other.staffId, sessionId });
      const renewed = await refresh(tokens);
      for (let turn = 0; turn < 2; turn += 1) await stack.bus.ask(signOutStaff, { staffId, sessionId });
      expect((await refusal(refresh(renewed))).code).toBe('refresh_refused');
      expect(await closings(sessionId)).toEqual(['signed_out']);
    });

    it("is no way in with a player's token, nor for players with a member's", async () => {
      const tokens = await desk.signIn();
      const asPlayer = stack.bus.ask(refreshSession, { refreshToken: tokens.refreshToken });
      expect((await refusal(asPlayer)).code).toBe('refresh_refused');
      await refresh(tokens);
    });
  });

  it('keeps no secret, token or password in its rows, and tells none', async () => {
    const { refreshToken } = await desk.signIn();
    const rows = JSON.stringify([
      await scene.sql(`SELECT * FROM staff`),
      await scene.sql(`SELECT * FROM staff_refresh_tokens`),
      await scene.sql(`SELECT * FROM outbox`),
    ]);
    for (const secret of [desk.secret, refreshToken.split('.')[2] as string])
      expect(rows).not.toContain(secret);
  });

  it('does not offer a secret to whoever has no invitation', async () => {
    for (const enrolmentToken of ['e1.x.y', 'nonsense', `e1.${desk.staffId}.${'a'.repeat(43)}`])
      expect((await refusal(stack.bus.ask(beginStaffEnrolment, { enrolmentToken }))).code).toBe(
        'enrolment_refused',
      );
  });
});
