import {
  readTokenKeys,
  registerPlayer,
  type RegisterPlayer,
  type SessionTokens,
  signIn,
} from '@croupier/contracts';
import { type DomainError } from '@croupier/kernel';
import { type TestStack } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { password, refusal, settle, somebody } from '../../test/people.js';
import { Scene } from '../../test/scene.js';
import { PasswordsService } from '../credentials/passwords.service.js';
import { hashPassword, isOutdated } from '../credentials/password-hash.js';

describe('signing in', () => {
  let scene: Scene;
  let stack: TestStack;
  let person: RegisterPlayer;
  let playerId: string;
  const patient = { deadlineMs: 30_000 };

  beforeAll(async () => {
    scene = await Scene.open();
    ({ stack } = scene);
  });

  afterAll(() => scene.close());

  beforeEach(async () => {
    person = somebody();
    playerId = await settle(stack.bus, scene.mailbox, person);
  });

  const enter = (over: object = {}): Promise<SessionTokens> =>
    stack.bus.ask(signIn, { email: person.email, password, ...over }, patient);

  describe('sign-in', () => {
    it('gives a token that the published key verifies, and tells of the session', async () => {
      const tokens = await enter();
      expect(tokens).toMatchObject({ playerId, tokenType: 'Bearer', expiresInSeconds: 600 });
      const { keys } = await stack.bus.ask(readTokenKeys, {});
      const keySet = createLocalJWKSet({ keys: keys.map(({ jwk }) => jwk) } as unknown as JSONWebKeySet);
      const { payload } = await jwtVerify(tokens.accessToken, keySet, {
        issuer: 'croupier',
        audience: 'croupier-player',
        typ: 'at+jwt',
        algorithms: ['EdDSA'],
      });
      expect(payload).toMatchObject({ sub: playerId, sid: tokens.sessionId });
      expect((payload.exp as number) - (payload.iat as number)).toBe(600);
      expect(decodeProtectedHeader(tokens.accessToken).kid).toBe(keys[0]?.kid);
      expect(JSON.stringify(keys)).not.toContain('"d"');
      const told = await scene.sql(
        `SELECT 1 FROM outbox WHERE subject = 'evt.identity.session.opened.v1' AND payload ->> 'sessionId' = $1`,
        tokens.sessionId,
      );
      expect(told).toHaveLength(1);
    });

    it('refuses a wrong password, an unknown address and an unconfirmed account alike', async () => {
      const unconfirmed = somebody();
      await stack.bus.ask(registerPlayer, unconfirmed, patient);
      const errors: DomainError[] = [];
      for (const request of [
        { password: 'wrong horse battery' },
        { email: somebody().email },
        { email: unconfirmed.email },
      ])
        errors.push(await refusal(enter(request)));
      const [first, ...others] = errors.map(({ code, kind, message, remedy, retry, field, detail }) => ({
        ...{ code, kind, message, remedy, retry, field, detail },
      }));
      expect(first?.code).toBe('invalid_credentials');
      for (const other of others) expect(other).toEqual(first);
    });

    it('verifies a password at full cost for an unknown address too', async () => {
      const verified = jest.spyOn(scene.identity.app.get(PasswordsService, { strict: false }), 'verify');
      for (const email of [person.email, somebody().email]) {
        verified.mockClear();
        await refusal(enter({ email, password: 'wrong horse battery' }));
        expect(verified).toHaveBeenCalledTimes(1);
        expect(await verified.mock.results[0]?.value).toBe(false);
      }
      verified.mockRestore();
    });

    it('hashes the password again when the cost has changed, and only then', async () => {
      const stored = async (): Promise<string> => {
        const rows = await scene.sql(`SELECT password_hash FROM credentials WHERE player_id = $1`, playerId);
        return String(rows[0]?.['password_hash']);
      };
      const pepper = Buffer.from(scene.settings['PASSWORD_PEPPER'] as string, 'base64url');
      const cheap = await hashPassword(password, pepper, { memoryKib: 64, passes: 1, lanes: 1 });
      await scene.sql(`UPDATE credentials SET password_hash = $2 WHERE player_id = $1`, playerId, cheap);
      await refusal(enter({ password: 'wrong horse battery' }));
      expect(await stored()).toBe(cheap);
      await enter();
      const renewed = await stored();
      expect(isOutdated(renewed)).toBe(false);
      await enter();
      expect(await stored()).toBe(renewed);
    });

    it('serves a rush of sign-ins within its deadline', async () => {
      const people = Array.from({ length: 12 }, () => somebody().email);
      const answers = await Promise.all(people.map((email) => refusal(enter({ email }))));
      expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['invalid_credentials']));
    });
  });

  describe('the lock', () => {
    const wrong = (email: string): Promise<DomainError> =>
      refusal(enter({ email, password: 'wrong horse battery' }));

    it('closes after five failures, for known and unknown addresses alike, and says until when', async () => {
      for (const email of [person.email, somebody().email]) {
        for (let failure = 0; failure < 5; failure += 1)
          expect((await wrong(email)).code).toBe('invalid_credentials');
        const locked = await refusal(enter({ email }));
        expect(locked).toMatchObject({ code: 'sign_in_locked', retry: true });
        expect(locked.retryAfterMs).toBeGreaterThan(14 * 60_000);
        expect(locked.retryAfterMs).toBeLessThanOrEqual(15 * 60_000);
      }
    });

    it('lets five of 20 guesses at once through', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => wrong(person.email)));
      expect(answers.filter(({ code }) => code === 'invalid_credentials')).toHaveLength(5);
      expect(answers.filter(({ code }) => code === 'sign_in_locked')).toHaveLength(15);
    });

    it('opens after 15 minutes', async () => {
      for (let failure = 0; failure < 5; failure += 1) await wrong(person.email);
      await scene.sql(`UPDATE sign_in_attempts SET last_at = last_at - interval '14 minutes 50 seconds'`);
      expect((await refusal(enter())).code).toBe('sign_in_locked');
      await scene.sql(`UPDATE sign_in_attempts SET last_at = last_at - interval '11 seconds'`);
      await enter();
    });

    it('counts failures within 15 minutes only, and success forgets them', async () => {
      for (let failure = 0; failure < 4; failure += 1) await wrong(person.email);
      await scene.sql(
        `UPDATE sign_in_attempts
            SET attempts = ARRAY(SELECT at - interval '16 minutes' FROM unnest(attempts) AS at)`,
      );
      for (let failure = 0; failure < 4; failure += 1) await wrong(person.email);
      await enter();
      for (let failure = 0; failure < 4; failure += 1) await wrong(person.email);
      await enter();
    });

    it('does not count an attempt that could not be looked at', async () => {
      await scene.sql(`ALTER TABLE sessions RENAME TO sessions_away`);
      for (let failure = 0; failure < 6; failure += 1) expect((await refusal(enter())).code).toBe('internal');
      await scene.sql(`ALTER TABLE sessions_away RENAME TO sessions`);
      await enter();
    });
  });
});
