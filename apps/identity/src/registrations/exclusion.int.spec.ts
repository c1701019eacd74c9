import { confirmRegistration, registerPlayer, signIn } from '@croupier/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { password, refusal, settle, somebody } from '../../test/people.js';
import { Scene } from '../../test/scene.js';

describe('the exclusion scheme at the door', () => {
  let scene: Scene;
  const patient = { deadlineMs: 30_000 };

  beforeAll(async () => {
    scene = await Scene.open();
  });

  afterAll(() => scene.close());

  afterEach(async () => {
    scene.protection.schemeAnswers = true;
    await scene.protection.comeBack();
  });

  const register = (person: ReturnType<typeof somebody>) =>
    scene.stack.bus.ask(registerPlayer, person, patient);
  const enter = (email: string, word = password) =>
    scene.stack.bus.ask(signIn, { email, password: word }, patient);

  it('is asked about everybody who registers, with what they entered', async () => {
    const person = somebody();
    await register(person);
    const { givenName, familyName, dateOfBirth, email } = person;
    expect(scene.protection.asked).toContainEqual({
      givenName,
      familyName,
      dateOfBirth,
      email,
      postcode: 'BS1 4AA',
    });
  });

  it('lets nobody it names have an account, and nobody but the person learns it', async () => {
    const person = somebody();
    scene.protection.excluded.add(person.email);
    const receipt = await register(person);
    const free = await register(somebody());
    expect(Object.keys(receipt)).toEqual(Object.keys(free));
    const [letter] = scene.mailbox.of(receipt.registrationId);
    expect(letter?.subject).toBe('We cannot open an account for you');
    expect(letter?.text).not.toMatch(/Your code/);
    const code = { registrationId: receipt.registrationId, code: '000000' };
    expect((await refusal(scene.stack.bus.ask(confirmRegistration, code))).code).toBe('confirmation_refused');
    expect((await refusal(enter(person.email))).code).toBe('invalid_credentials');
    expect(await scene.count('profile', 'players WHERE email = $1', person.email)).toBe(0);
    const [row] = await scene.sql(
      `SELECT decoy, password_hash FROM registrations WHERE registration_id = $1`,
      receipt.registrationId,
    );
    expect(row).toEqual({ decoy: true, password_hash: null });
  });

  it('is asked at each sign-in, behind the right password only', async () => {
    const person = somebody();
    const playerId = await settle(scene.stack.bus, scene.mailbox, person);
    const checks = () =>
      scene.protection.asked.filter((one) => 'playerId' in one && one.playerId === playerId);
    expect((await refusal(enter(person.email, 'another password'))).code).toBe('invalid_credentials');
    expect(checks()).toEqual([]);
    await enter(person.email);
    await enter(person.email);
    expect(checks()).toEqual([
      { playerId, purpose: 'sign_in' },
      { playerId, purpose: 'sign_in' },
    ]);
  });

  it.each([
    ['the scheme does not answer', 'exclusion_scheme_unavailable'],
    ['safer-gambling is away', 'service_unavailable'],
  ] as const)('fails closed while %s: %s', async (_, code) => {
    const known = somebody();
    const playerId = await settle(scene.stack.bus, scene.mailbox, known);
    if (code === 'service_unavailable') await scene.protection.goAway();
    else scene.protection.schemeAnswers = false;
    const person = somebody();
    expect(await refusal(register(person))).toMatchObject({ code, kind: 'unavailable' });
    expect(await scene.count('profile', 'players WHERE email = $1', person.email)).toBe(0);
    for (let turn = 0; turn < 7; turn += 1) {
      expect(await refusal(enter(known.email))).toMatchObject({ code, kind: 'unavailable' });
    }
    expect(await scene.count('identity', 'sessions WHERE player_id = $1', playerId)).toBe(0);
    scene.protection.schemeAnswers = true;
    await scene.protection.comeBack();
    // Attempts whose password was right do not lock the address.
    await enter(known.email);
  });
});
