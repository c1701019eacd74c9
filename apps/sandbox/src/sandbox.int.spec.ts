import { clockMoved, listClocks, type PlayerClock } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service } from './service.js';
import { studioSettings } from '../test/studio-settings.js';

const settings = {
  SANDBOX: 'true',
  SANDBOX_URL: 'http://sandbox.test',
  PSP_API_KEY: 'psp-test-key',
  PSP_WEBHOOK_SECRET: 'psp-test-secret',
  PSP_WEBHOOK_URL: 'http://127.0.0.1:9/hook',
  KYC_API_KEY: 'kyc-test-key',
  EXCLUSION_API_KEY: 'exclusion-test-key',
  ...studioSettings,
  MAIL_API_KEY: 'mail-test-key',
};

describe('the sandbox', () => {
  let stack: TestStack;
  let sandbox: ServiceUnderTest;

  beforeAll(async () => {
    stack = await TestStack.open();
    sandbox = await stack.start(service, settings);
  });

  afterAll(async () => {
    await stack.close();
  });

  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      text,
      json: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  }

  it.each([
    ['false', {}],
    ['true', { NODE_ENV: 'production' }],
  ])('does not start with SANDBOX=%s in %p', async (SANDBOX, over) => {
    await expect(stack.start(service, { ...settings, SANDBOX, ...over })).rejects.toThrow(/SANDBOX/);
  });

  it('explains itself, with every magic value', async () => {
    const { status, text } = await call('GET', '/');
    expect(status).toBe(200);
    for (const value of [
      '4242 4242 4242 4242',
      '5555 5555 5555 4444',
      '.13',
      '.21',
      'Refer…',
      '/clock/advance',
    ]) {
      expect(text).toContain(value);
    }
  });

  describe('its exclusion scheme', () => {
    const key = { 'x-api-key': 'exclusion-test-key' };
    const person = { firstName: 'Ada', lastName: 'Lovelace', dateOfBirth: '1990-04-12', postcode: 'BS1 4AA' };

    async function ask(
      over: object,
      headers: Record<string, string> = key,
    ): Promise<[number, string | null]> {
      const body = new URLSearchParams({ ...person, email: 'ada@example.org', mobile: '', ...over });
      const response = await fetch(`${sandbox.url}/exclusion/v2`, { method: 'POST', headers, body });
      return [response.status, response.headers.get('x-exclusion')];
    }

    it('answers by the name in its header, and for those who joined by their address', async () => {
      expect(await ask({})).toEqual([200, 'N']);
      expect(await ask({ lastName: 'Excluded-Smith' })).toEqual([200, 'Y']);
      expect(await ask({ lastName: 'Formerly' })).toEqual([200, 'P']);
      expect(await ask({ lastName: 'Schemedown' })).toEqual([503, null]);
      await call('POST', '/exclusion/people', { email: 'Ada@example.org' });
      expect(await ask({})).toEqual([200, 'Y']);
      await call('POST', '/exclusion/people', { email: 'ada@example.org', answer: 'P' });
      expect(await ask({})).toEqual([200, 'P']);
    });

    it('answers nobody without its key and nothing about half a person', async () => {
      expect((await ask({}, {}))[0]).toBe(401);
      expect((await ask({ lastName: '' }))[0]).toBe(400);
      expect((await call('POST', '/exclusion/people', { email: 'a@b.c', answer: 'X' })).status).toBe(400);
    });
  });

  describe('its bureau', () => {
    const check = (familyName: unknown, dateOfBirth: unknown = '1990-04-12') =>
      call('POST', '/kyc/checks', { familyName, dateOfBirth }, { authorization: 'Bearer kyc-test-key' });

    it.each([
      ['Lovelace', '1990-04-12', { outcome: 'pass', reasons: [] }],
      ['Refer-Smith', '1990-04-12', { outcome: 'refer', reasons: ['document_required'] }],
      ['Fail', '1990-04-12', { outcome: 'fail', reasons: ['identity_not_found'] }],
      ['Lovelace', '2020-01-01', { outcome: 'fail', reasons: ['under_age'] }],
    ])('decides on %s born %s', async (familyName, dateOfBirth, verdict) => {
      expect((await check(familyName, dateOfBirth)).json).toMatchObject(verdict);
    });

    it('is down for Outage and slow for Timeout', async () => {
      expect(await check('Outage')).toMatchObject({ status: 503, json: { code: 'service_unavailable' } });
      const startedAt = Date.now();
      expect((await check('Timeout')).json).toMatchObject({ outcome: 'pass' });
      expect(Date.now() - startedAt).toBeGreaterThanOrEqual(4990);
    });

    it.each([
      [undefined, '1990-04-12', 'familyName'],
      ['Lovelace', '12.4.1990', 'dateOfBirth'],
      ['Lovelace', 5, 'dateOfBirth'],
    ])('refuses %p born %p', async (familyName, dateOfBirth, field) => {
      expect(await check(familyName, dateOfBirth)).toMatchObject({
        status: 400,
        json: { errors: [{ pointer: `/${field}` }] },
      });
    });

    it('needs its key', async () => {
      expect((await call('POST', '/kyc/checks', {})).status).toBe(401);
    });
  });

  describe('its mailbox', () => {
    const post = (body: object, key = 'mail-test-key') =>
      call('POST', '/mailbox/messages', body, { authorization: `Bearer ${key}` });

    it('lists what was sent, newest first, to one recipient or to all', async () => {
      const to = `${newId()}@example.org`;
      for (const subject of ['first', 'second', 'third'])
        await post({ to, subject, text: 'Hello <b>you</b>' });
      await post({ to: 'other@example.org', subject: 'other', text: 'x' });
      const { json } = await call('GET', `/mailbox/messages?to=${to.toUpperCase()}&limit=2`);
      const data = json['data'] as { subject: string; messageId: string }[];
      expect(data.map(({ subject }) => subject)).toEqual(['third', 'second']);
      const newest = data[0]?.messageId ?? '';
      const one = await call('GET', `/mailbox/messages/${newest}`);
      expect(one.json).toMatchObject({ to, subject: 'third', text: 'Hello <b>you</b>' });
      const shown = await call('GET', `/mailbox/messages/${newest}`, undefined, {
        accept: 'text/html',
      });
      expect(shown.text).toContain('Hello &lt;b&gt;you&lt;/b&gt;');
      const page = await call('GET', `/mailbox?to=${to}`);
      expect(page.text).toContain('third');
      expect(page.text).not.toContain('other@example.org');
    });

    it('keeps one message of a reference that is sent twice', async () => {
      const message = { to: `${newId()}@example.org`, subject: 's', text: 't', reference: newId() };
      const [first, second] = await Promise.all([post(message), post(message)]);
      expect(second.json).toEqual(first.json);
      const { json } = await call('GET', `/mailbox/messages?to=${message.to}`);
      expect(json['data']).toHaveLength(1);
    });

    it('needs its key to post, and a whole message', async () => {
      expect((await post({ to: 'a@example.org', subject: 's', text: 't' }, 'wrong')).status).toBe(401);
      expect((await post({ to: 'a@example.org', subject: 's' })).status).toBe(400);
      expect((await call('GET', '/mailbox/messages?limit=1000')).status).toBe(400);
      expect((await call('GET', `/mailbox/messages/${newId()}`)).status).toBe(404);
    });
  });

  describe('its clock', () => {
    const day = 86_400_000;
    const advance = (playerId: string, ms: unknown) => call('POST', '/clock/advance', { playerId, ms });

    it('adds up, is told to every process before it answers, and is there for those that start later', async () => {
      const playerId = newId();
      const wallet = await Broker.open(
        {
          service: 'wallet',
          url: stack.nats.url,
          user: 'wallet',
          password: 'test',
          inboxPrefix: '_INBOX_wallet',
        },
        { info: () => undefined, warn: () => undefined },
      );
      const heard: PlayerClock[] = [];
      wallet.connection.subscribe(clockMoved.subject, {
        callback: (_error, message) => {
          heard.push(message.json());
          message.respond('{}');
        },
      });
      await wallet.connection.flush();
      expect((await advance(playerId, day)).json).toMatchObject({ playerId, shiftMs: day, heardBy: 2 });
      expect((await advance(playerId, 1000)).json).toMatchObject({ shiftMs: day + 1000, heardBy: 2 });
      expect(heard).toEqual([
        { playerId, shiftMs: day },
        { playerId, shiftMs: day + 1000 },
      ]);
      await wallet.close();
      const before = Date.now();
      const { json } = await call('GET', `/clock?playerId=${playerId}`);
      const shifted = Date.parse(String(json['now'])) - day - 1000;
      expect(json['shiftMs']).toBe(day + 1000);
      expect([before <= shifted, shifted <= Date.now()]).toEqual([true, true]);
      const { clocks } = await stack.bus.ask(listClocks, {});
      expect(clocks).toContainEqual({ playerId, shiftMs: day + 1000 });
    });

    it('adds every one of ten moves made at once', async () => {
      const playerId = newId();
      await Promise.all(Array.from({ length: 10 }, () => advance(playerId, 7)));
      expect((await call('GET', `/clock?playerId=${playerId}`)).json).toMatchObject({ shiftMs: 70 });
    });

    it.each([0, -1, 1.5, '5', 1e15, null])('refuses to move by %p', async (ms) => {
      expect((await advance(newId(), ms)).status).toBe(400);
    });

    it('is real time for a player who was never moved', async () => {
      expect((await call('GET', `/clock?playerId=${newId()}`)).json).toMatchObject({ shiftMs: 0 });
      expect((await call('GET', '/clock?playerId=x')).status).toBe(400);
    });
  });
});
