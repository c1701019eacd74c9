import {
  confirmRegistration,
  listActivity,
  listTransactions,
  profileError,
  readProfile,
  refreshSession,
  registerPlayer,
  signIn,
  updateProfile,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway, tokens } from '../../test/gateway.js';

const address = { line1: '1 Quay Street', city: 'Bristol', postcode: 'BS1 4AA', country: 'GB' };
const profile = {
  playerId: newId(),
  email: 'ada@example.org',
  givenName: 'Ada',
  familyName: 'Byron',
  dateOfBirth: '1990-04-12',
  address,
  verification: { status: 'passed', reasons: [] },
  version: 3,
};

describe('the account', () => {
  let gateway: Gateway;
  let bearer: { authorization: string };

  beforeAll(async () => {
    gateway = await Gateway.open();
    bearer = await gateway.bearer({ playerId: profile.playerId });
    await gateway.answer(readProfile, profile);
    await gateway.answer(updateProfile, (body) => {
      if (body['expectedVersion'] !== 3) throw profileError('profile_changed');
      return { ...profile, version: 4 };
    });
    await gateway.answer(listTransactions, { data: [] });
    await gateway.answer(listActivity, { data: [], next: 'abc' });
  });

  afterAll(async () => {
    await gateway.close();
  });

  it('registers, confirms and signs in without a token', async () => {
    const registrationId = newId();
    await gateway.answer(registerPlayer, { registrationId, next: 'confirm_email' });
    await gateway.answer(confirmRegistration, { playerId: profile.playerId });
    await gateway.answer(signIn, tokens);
    await gateway.answer(refreshSession, tokens);
    const { email, givenName, familyName, dateOfBirth } = profile;
    const person = {
      email,
      password: 'long enough',
      givenName,
      familyName,
      dateOfBirth,
      address,
      currency: 'GBP',
    };
    await gateway.http
      .post('/v1/registrations')
      .send(person)
      .expect(202, { registrationId, next: 'confirm_email' });
    expect(gateway.heardOf(registerPlayer).at(-1)?.body).toEqual(person);
    expect(gateway.heardOf(registerPlayer).at(-1)?.context.actor).toBe('anonymous');
    await gateway.http
      .post(`/v1/registrations/${registrationId}/confirmation`)
      .send({ code: '428571' })
      .expect(200, { playerId: profile.playerId });
    expect(gateway.heardOf(confirmRegistration).at(-1)?.body).toEqual({ registrationId, code: '428571' });
    await gateway.http.post('/v1/sessions').send({ email, password: 'long enough' }).expect(201, tokens);
    await gateway.http.post('/v1/sessions/refresh').send({ refreshToken: 'r1.x' }).expect(200, tokens);
    const nested = { ...person, address: { ...address, planet: 'Mars', city: 7 } };
    const refused = await gateway.http.post('/v1/registrations').send(nested).expect(400);
    const { errors } = refused.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['/address/city', '/address/planet']);
  });

  it('shows the version as ETag and saves the transfer to whoever has it', async () => {
    const shown = await gateway.http.get('/v1/me').set(bearer).expect(200, profile);
    expect(shown.headers['etag']).toBe('"3"');
    for (const known of ['"3"', 'W/"3"', '"1", "3"', '*']) {
      const same = await gateway.http
        .get('/v1/me')
        .set({ ...bearer, 'if-none-match': known })
        .expect(304);
      expect(same.text).toBe('');
      expect(same.headers['etag']).toBe('"3"');
    }
    await gateway.http
      .get('/v1/me')
      .set({ ...bearer, 'if-none-match': '"2"' })
      .expect(200);
  });

  it('changes the profile from the version that was read, and from no other', async () => {
    const changed = await gateway.http
      .patch('/v1/me')
      .set({ ...bearer, 'if-match': '"3"' })
      .send({ address })
      .expect(200);
    expect(changed.headers['etag']).toBe('"4"');
    expect(gateway.heardOf(updateProfile).at(-1)?.body).toEqual({
      playerId: profile.playerId,
      expectedVersion: 3,
      address,
    });
    const late = await gateway.http
      .patch('/v1/me')
      .set({ ...bearer, 'if-match': '"2"' })
      .send({ address });
    expect([late.status, (late.body as { code: string }).code]).toEqual([409, 'profile_changed']);
  });

  it.each([undefined, '*', '3', 'W/"3"', '"x"', '"0"', '"-1"'])('refuses If-Match %s', async (header) => {
    const before = gateway.heardOf(updateProfile).length;
    const sent = { ...bearer, ...(header === undefined ? {} : { 'if-match': header }) };
    const refused = await gateway.http.patch('/v1/me').set(sent).send({ address }).expect(400);
    expect((refused.body as { errors: object[] }).errors).toEqual([
      expect.objectContaining({ pointer: '/If-Match', code: header === undefined ? 'missing' : 'malformed' }),
    ]);
    expect(gateway.heardOf(updateProfile)).toHaveLength(before);
  });

  it('reads a query by the contract: numbers and choices, nothing unknown', async () => {
    await gateway.http.get('/v1/wallet/transactions?kind=round&limit=5&cursor=abc').set(bearer).expect(200);
    expect(gateway.heardOf(listTransactions).at(-1)?.body).toEqual({
      playerId: profile.playerId,
      kind: 'round',
      limit: 5,
      cursor: 'abc',
    });
    await gateway.http.get('/v1/me/activity').set(bearer).expect(200, { data: [], next: 'abc' });
    expect(gateway.heardOf(listActivity).at(-1)?.body).toEqual({ playerId: profile.playerId });
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=5.5',
      'limit=',
      'limit=1&limit=2',
      'limit=0x10',
      'kind=x',
    ]) {
      await gateway.http.get(`/v1/wallet/transactions?${query}`).set(bearer).expect(400);
    }
    await gateway.http.get('/v1/rounds?since=yesterday').set(bearer).expect(400);
    await gateway.http.get('/v1/rounds/1%20OR%201=1').set(bearer).expect(400);
  });
});
