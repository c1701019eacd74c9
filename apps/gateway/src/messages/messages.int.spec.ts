import { commonError, listMessages, markMessageRead, unsubscribe } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../test/gateway.js';

const message = {
  messageId: newId(),
  kind: 'deposit.credited',
  purpose: 'service',
  title: 'Deposit of £20.00 received',
  text: 'It came.',
  createdAt: '2026-11-23T21:03:00.000Z',
};

describe('messages over HTTP', () => {
  let gateway: Gateway;
  let bearer: { authorization: string };
  const playerId = newId();

  beforeAll(async () => {
    gateway = await Gateway.open();
    bearer = await gateway.bearer({ playerId });
    await gateway.answer(listMessages, { data: [message], next: 'abc', unread: 1 });
    await gateway.answer(markMessageRead, ({ messageId }) => {
      if (messageId !== message.messageId) throw commonError('not_found');
      return { ...message, readAt: message.createdAt };
    });
  });

  afterAll(() => gateway.close());

  it('lists those of whoever is signed in', async () => {
    const page = { data: [message], next: 'abc', unread: 1 };
    await gateway.http.get('/v1/messages?limit=5&cursor=xyz').set(bearer).expect(200, page);
    expect(gateway.heardOf(listMessages).at(-1)?.body).toEqual({ playerId, limit: 5, cursor: 'xyz' });
    await gateway.http.get('/v1/messages').expect(401);
    await gateway.http.get('/v1/messages?limit=0').set(bearer).expect(400);
  });

  it('marks one as read, and finds no other', async () => {
    const at = (id: string): string => `/v1/messages/${id}/read`;
    const read = { ...message, readAt: message.createdAt };
    await gateway.http.post(at(message.messageId)).set(bearer).expect(200, read);
    expect(gateway.heardOf(markMessageRead).at(-1)?.body).toEqual({
      playerId,
      messageId: message.messageId,
    });
    await gateway.http.post(at(newId())).set(bearer).expect(404);
    await gateway.http.post(at('1')).set(bearer).expect(400);
  });

  it('takes consent back by the link of a mail: a page asks, a POST of any body does it, without signing in', async () => {
    const token = `${'a'.repeat(22)}.${'b'.repeat(43)}`;
    await gateway.answer(unsubscribe, {});
    const page = await gateway.http.get(`/v1/unsubscriptions/${token}`).expect(200);
    expect(page.text).toContain('<form method="post">');
    expect(gateway.heardOf(unsubscribe)).toEqual([]);
    const oneClick = gateway.http.post(`/v1/unsubscriptions/${token}`).type('form');
    await oneClick.send('List-Unsubscribe=One-Click').expect(204);
    await gateway.http.post(`/v1/unsubscriptions/${token}`).expect(204);
    expect(gateway.heardOf(unsubscribe).map(({ body }) => body)).toEqual([{ token }, { token }]);
    await gateway.http.post('/v1/unsubscriptions/short').expect(400);
    await gateway.http.get('/v1/unsubscriptions/<script>').expect(400);
  });

  it('says so when nobody can', async () => {
    await gateway.silence('notifications');
    const refused = await gateway.http.get('/v1/messages').set(bearer).expect(503);
    expect((refused.body as { code: string }).code).toBe('service_unavailable');
  });
});
