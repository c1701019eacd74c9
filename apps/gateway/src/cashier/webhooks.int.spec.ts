import { paymentsError, receiveWebhook } from '@croupier/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../test/gateway.js';

const signature = 't=1763935380,v1=5257a869';

describe('webhooks', () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await Gateway.open();
  });

  beforeEach(() => gateway.answer(receiveWebhook, { duplicate: false }));

  afterAll(async () => {
    await gateway.close();
  });

  const send = (body: Buffer | string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${gateway.running.url}/webhooks/sandbox-psp`, {
      method: 'POST',
      headers: { 'croupier-signature': signature, 'content-type': 'application/json', ...headers },
      body: new Uint8Array(Buffer.from(body)),
    });

  it.each<[string, Buffer | string, string]>([
    ['JSON with odd spaces', '{ "id" :\t"evt_1",\r\n "n": 1.50, "id": "twice" }\n', 'application/json'],
    ['JSON that is none', '{"id":', 'application/json'],
    ['a member called __proto__', '{"__proto__":{"x":1}}', 'application/json; charset=utf-8'],
    ['a form', 'id=evt_1&amount=%C2%A35', 'application/x-www-form-urlencoded'],
    ['bytes that are no UTF-8', Buffer.from([0, 255, 254, 128, 10, 13]), 'application/octet-stream'],
    ['64 KiB', Buffer.alloc(65_536, 'ä'), 'application/json'],
  ])('hands on byte by byte: %s', async (_, body, type) => {
    expect((await send(body, { 'content-type': type })).status).toBe(204);
    const asked = gateway.heardOf(receiveWebhook).at(-1)?.body;
    expect(asked).toMatchObject({ provider: 'sandbox-psp', signature });
    expect(Buffer.from(String(asked?.['body']), 'base64').equals(Buffer.from(body))).toBe(true);
  });

  it.each<[string, Buffer | string, Record<string, string>, number, string]>([
    ['over 64 KiB', Buffer.alloc(65_537, 'x'), {}, 413, 'payload_too_large'],
    ['unsigned', '{}', { 'croupier-signature': '' }, 401, 'webhook_refused'],
    ['signed at great length', '{}', { 'croupier-signature': 'x'.repeat(401) }, 401, 'webhook_refused'],
    ['empty', '', {}, 401, 'webhook_refused'],
  ])('refuses one that is %s, unasked', async (_, body, headers, status, code) => {
    const before = gateway.heard.length;
    const answer = await send(body, headers);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(gateway.heard).toHaveLength(before);
  });

  it('answers a problem whenever it was not stored, so that the provider sends it again', async () => {
    await gateway.answer(receiveWebhook, () => {
      throw paymentsError('webhook_refused');
    });
    expect((await send('{}')).status).toBe(401);
    await gateway.silence('payments');
    const away = await send('{}');
    expect(away.status).toBe(503);
    expect(away.headers.get('retry-after')).toBe('1');
    await gateway.answer(receiveWebhook, { duplicate: true });
    expect((await send('{}')).status).toBe(204);
  });
});
