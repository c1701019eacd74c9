import {
  confirmRegistration,
  listActivity,
  readProfile,
  type RegisterPlayer,
  registerPlayer,
  signIn,
  verifyPlayer,
} from '@croupier/contracts';
import { type TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type TestMailbox } from '../../test/mailbox.js';
import { password, settle, somebody } from '../../test/people.js';
import { Scene } from '../../test/scene.js';
import { PasswordsService } from '../credentials/passwords.service.js';
import { mailKey } from '../../test/settings.js';

describe('registration', () => {
  let scene: Scene;
  let stack: TestStack;
  let mailbox: TestMailbox;
  const patient = { deadlineMs: 30_000 };

  beforeAll(async () => {
    scene = await Scene.open();
    ({ stack, mailbox } = scene);
  });

  afterAll(() => scene.close());

  beforeEach(() => {
    mailbox.status = 202;
    mailbox.delayMs = 0;
  });

  it('leads from the form to a verified player with a history', async () => {
    const person = somebody();
    const receipt = await stack.bus.ask(registerPlayer, person);
    expect(receipt).toEqual({ registrationId: expect.any(String), next: 'confirm_email' });
    const [mail] = mailbox.of(receipt.registrationId);
    expect(mail).toMatchObject({ to: person.email, authorization: `Bearer ${mailKey}` });
    const code = mailbox.code(receipt.registrationId);
    const { playerId } = await stack.bus.ask(confirmRegistration, {
      registrationId: receipt.registrationId,
      code,
    });
    expect(await stack.bus.ask(readProfile, { playerId })).toMatchObject({
      email: person.email,
      dateOfBirth: person.dateOfBirth,
      address: person.address,
      verification: { status: 'unverified', reasons: [] },
      version: 1,
    });
    expect(await stack.bus.ask(verifyPlayer, { playerId })).toMatchObject({ status: 'passed' });
    const tokens = await stack.bus.ask(signIn, { email: ` ${person.email.toUpperCase()}`.trim(), password });
    expect(tokens.playerId).toBe(playerId);
    const kinds = await until('the history shows both facts', async () => {
      const { data } = await stack.bus.ask(listActivity, { playerId });
      return data.length === 2 && data.map(({ kind }) => kind);
    });
    expect(kinds).toEqual(['session.opened', 'player.registered']);
    expect(
      await scene.count('profile', 'players WHERE player_id = $1 AND confirmed_at IS NOT NULL', playerId),
    ).toBe(1);
  });

  it('keeps no personal data, password or code in its own database', async () => {
    const person = somebody({ givenName: 'Zephyrine', familyName: 'Quillfeather' });
    const { registrationId } = await stack.bus.ask(registerPlayer, person);
    const tables = ['registrations', 'credentials', 'outbox', 'sign_in_attempts', 'sessions'];
    let dump = '';
    for (const table of tables) {
      dump += JSON.stringify(await scene.sql(`SELECT * FROM ${table}`));
    }
    for (const secret of [person.email, 'Zephyrine', 'Quillfeather', password, '1990-04-12', 'Quay Street'])
      expect(dump).not.toContain(secret);
    expect(dump).toContain(registrationId);
    expect(dump).not.toContain(`"${mailbox.code(registrationId)}"`);
  });

  describe('for an address that has an account', () => {
    it('answers the same, mails "you have one" and never confirms', async () => {
      const person = somebody();
      const playerId = await settle(stack.bus, mailbox, person);
      const unknown = await stack.bus.ask(registerPlayer, somebody());
      const known = await stack.bus.ask(registerPlayer, { ...person, password: 'another password' });
      expect(Object.keys(known)).toEqual(Object.keys(unknown));
      expect(known.next).toBe(unknown.next);
      expect(known.registrationId).toHaveLength(unknown.registrationId.length);
      const [mail] = mailbox.of(known.registrationId);
      expect(mail?.subject).toBe('You have an account already');
      expect(mail?.text).not.toMatch(/\d{6}/);
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const code = String(attempt).padStart(6, '0');
        const refused = stack.bus.ask(confirmRegistration, { registrationId: known.registrationId, code });
        await expect(refused).rejects.toMatchObject({ code: 'confirmation_refused' });
      }
      const still = await stack.bus.ask(signIn, { email: person.email, password });
      expect(still.playerId).toBe(playerId);
    });

    it('does not give the person who tries it to profile', async () => {
      const person = somebody();
      await settle(stack.bus, mailbox, person);
      const before = await scene.count('profile', 'players');
      await stack.bus.ask(registerPlayer, { ...person, familyName: 'Impostor' });
      expect(await scene.count('profile', 'players')).toBe(before + 1);
      expect(
        await scene.count('profile', `players WHERE family_name = 'Impostor' OR email = $1`, person.email),
      ).toBe(1);
    });

    it('does the same work: one hash, one ask of profile, one mail', async () => {
      const settled = somebody();
      await settle(stack.bus, mailbox, settled);
      const hashes = jest.spyOn(scene.identity.app.get(PasswordsService, { strict: false }), 'hash');
      const stored = (): Promise<number> => scene.count('profile', 'players');
      for (const person of [somebody(), settled]) {
        const [hashed, players, mails] = [hashes.mock.calls.length, await stored(), mailbox.mails.length];
        await stack.bus.ask(registerPlayer, person, patient);
        expect(hashes.mock.calls.length - hashed).toBe(1);
        expect((await stored()) - players).toBe(1);
        expect(mailbox.mails.length - mails).toBe(1);
      }
      hashes.mockRestore();
    });

    it('fails the same when the mailbox or profile is away', async () => {
      const person = somebody();
      await settle(stack.bus, mailbox, person);
      mailbox.status = 500;
      for (const request of [person, somebody()]) {
        const refused = stack.bus.ask(registerPlayer, request);
        await expect(refused).rejects.toMatchObject({ code: 'service_unavailable', retry: true });
      }
    });
  });

  it('is refused within its budget when the mailbox does not answer, and works afterwards', async () => {
    const person = somebody();
    mailbox.delayMs = 3000;
    const inTime = { deadlineMs: registerPlayer.deadlineMs };
    const refused = stack.bus.ask(registerPlayer, person, inTime);
    await expect(refused).rejects.toMatchObject({ code: 'service_unavailable' });
    mailbox.delayMs = 0;
    await settle(stack.bus, mailbox, person);
  });

  it.each([
    ['somebody of 17', { dateOfBirth: '2010-01-01' }, 'under_age', 'dateOfBirth'],
    ['somebody not yet born', { dateOfBirth: '2999-01-01' }, 'under_age', 'dateOfBirth'],
    ['a date that is none', { dateOfBirth: '1990-02-30' }, 'invalid_request', 'dateOfBirth'],
    ['a birth before 1900', { dateOfBirth: '1899-12-31' }, 'invalid_request', 'dateOfBirth'],
    ['a common password', { password: 'password123' }, 'weak_password', 'password'],
    ['a short password', { password: 'short' }, 'invalid_request', 'password'],
    ['no e-mail address', { email: 'nobody' }, 'invalid_request', 'email'],
    ['an unknown member', { admin: true }, 'invalid_request', 'admin'],
  ])('refuses %s and mails nothing', async (_, fault, code, field) => {
    const before = mailbox.mails.length;
    const refused = stack.bus.ask(registerPlayer, somebody(fault as Partial<RegisterPlayer>));
    await expect(refused).rejects.toMatchObject({ code, field });
    expect(mailbox.mails).toHaveLength(before);
  });

  it('refuses the local part as a password, known address or not', async () => {
    const person = somebody();
    const local = person.email.split('@')[0] as string;
    await settle(stack.bus, mailbox, person);
    for (const request of [
      { ...person, password: local },
      somebody({ email: `${local}@example.com`, password: local }),
    ])
      await expect(stack.bus.ask(registerPlayer, request)).rejects.toMatchObject({ code: 'weak_password' });
  });

  it('mails one address five times an hour, known or not, also when asked at once', async () => {
    for (const known of [false, true]) {
      const person = somebody();
      const sentBefore = known ? 1 : 0;
      if (known) await settle(stack.bus, mailbox, person);
      const answers = await Promise.allSettled(
        Array.from({ length: 8 }, () => stack.bus.ask(registerPlayer, person, patient)),
      );
      const refusals = answers.flatMap((answer) =>
        answer.status === 'rejected' ? [answer.reason as unknown] : [],
      );
      expect(refusals).toHaveLength(3 + sentBefore);
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'rate_limited', retry: true });
      expect(mailbox.mails.filter(({ to }) => to === person.email)).toHaveLength(5);
    }
  });

  it('forgets registrations whose day is over when the next one comes', async () => {
    const { registrationId } = await stack.bus.ask(registerPlayer, somebody());
    await scene.sql(
      `UPDATE registrations SET created_at = created_at - interval '26 hours' WHERE registration_id = $1`,
      registrationId,
    );
    await stack.bus.ask(registerPlayer, somebody());
    expect(await scene.count('identity', 'registrations WHERE registration_id = $1', registrationId)).toBe(0);
  });
});
