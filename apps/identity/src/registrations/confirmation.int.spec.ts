import { confirmRegistration, registerPlayer, signIn } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestMailbox } from '../../test/mailbox.js';
import { somebody } from '../../test/people.js';
import { Scene } from '../../test/scene.js';

describe('confirmation', () => {
  let scene: Scene;
  let stack: TestStack;
  let mailbox: TestMailbox;
  const patient = { deadlineMs: 30_000 };

  beforeAll(async () => {
    scene = await Scene.open();
    ({ stack, mailbox } = scene);
  });

  afterAll(() => scene.close());

  function told(playerId: string): Promise<number> {
    const subject = 'evt.identity.player.registered.v1';
    return scene.count(
      'identity',
      `outbox WHERE subject = $1 AND payload ->> 'playerId' = $2`,
      subject,
      playerId,
    );
  }

  function wrong(code: string): string {
    return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  }

  it('answers the same code again, and tells it once', async () => {
    const { registrationId } = await stack.bus.ask(registerPlayer, somebody());
    const code = mailbox.code(registrationId);
    const first = await stack.bus.ask(confirmRegistration, { registrationId, code });
    expect(await stack.bus.ask(confirmRegistration, { registrationId, code })).toEqual(first);
    expect(await told(first.playerId)).toBe(1);
  });

  it('happens once when the code is sent 16 times at once', async () => {
    const { registrationId } = await stack.bus.ask(registerPlayer, somebody());
    const code = mailbox.code(registrationId);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => stack.bus.ask(confirmRegistration, { registrationId, code }, patient)),
    );
    expect(new Set(answers.map(({ playerId }) => playerId)).size).toBe(1);
    expect(await told(answers[0]?.playerId as string)).toBe(1);
  });

  it('takes five wrong codes at most, also when they come at once', async () => {
    const { registrationId } = await stack.bus.ask(registerPlayer, somebody());
    const code = mailbox.code(registrationId);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        stack.bus.ask(confirmRegistration, { registrationId, code: wrong(code) }, patient),
      ),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'confirmation_refused' } });
    const rows = `registrations WHERE registration_id = $1 AND attempts = 5 AND confirmed_at IS NULL`;
    expect(await scene.count('identity', rows, registrationId)).toBe(1);
    const late = stack.bus.ask(confirmRegistration, { registrationId, code });
    await expect(late).rejects.toMatchObject({ code: 'confirmation_refused' });
  });

  it('takes the newest code of an address only, with the password that came with it', async () => {
    const person = somebody();
    const older = await stack.bus.ask(registerPlayer, { ...person, password: 'the older password' });
    const newer = await stack.bus.ask(registerPlayer, { ...person, password: 'the newer password' });
    const confirm = (registrationId: string): Promise<object> =>
      stack.bus.ask(confirmRegistration, { registrationId, code: mailbox.code(registrationId) });
    await expect(confirm(older.registrationId)).rejects.toMatchObject({ code: 'confirmation_refused' });
    await confirm(newer.registrationId);
    const old = stack.bus.ask(signIn, { email: person.email, password: 'the older password' });
    await expect(old).rejects.toMatchObject({ code: 'invalid_credentials' });
    await stack.bus.ask(signIn, { email: person.email, password: 'the newer password' });
  });

  it('is refused when the address got an account meanwhile', async () => {
    const { registrationId } = await stack.bus.ask(registerPlayer, somebody());
    await scene.sql(
      `INSERT INTO credentials SELECT $1, email_index, password_hash, now()
           FROM registrations WHERE registration_id = $2`,
      newId(),
      registrationId,
    );
    const request = { registrationId, code: mailbox.code(registrationId) };
    const refused = stack.bus.ask(confirmRegistration, request);
    await expect(refused).rejects.toMatchObject({ code: 'confirmation_refused' });
  });

  it('refuses an expired code and an unknown registration alike', async () => {
    const { registrationId } = await stack.bus.ask(registerPlayer, somebody());
    await scene.sql(
      `UPDATE registrations SET created_at = created_at - interval '24 hours' WHERE registration_id = $1`,
      registrationId,
    );
    for (const id of [registrationId, newId()]) {
      const request = { registrationId: id, code: mailbox.code(registrationId) };
      const refused = stack.bus.ask(confirmRegistration, request);
      await expect(refused).rejects.toMatchObject({ code: 'confirmation_refused', retry: false });
    }
  });
});
