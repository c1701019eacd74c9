import { createServer } from 'node:net';
import { TestStack } from '@croupier/testing';
import { service as sandbox } from '../../../sandbox/src/service.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inboxOf, type TestMailServer } from '../../test/mail-server.js';
import { TestMailbox } from '../../test/test-mailbox.js';
import { TestSmtp } from '../../test/test-smtp.js';
import { letterOf } from '../texts/render.js';
import { type Mail, type MailTransport } from './mail-transport.js';
import { MailboxTransport } from './mailbox.client.js';
import { SmtpTransport } from './smtp.client.js';
import { studioSettings } from '../../../sandbox/test/studio-settings.js';

const from = { MAIL_FROM: 'Croupier <no-reply@croupier.example>', SANDBOX: true };
const letter = letterOf(
  { title: 'Deposit of £1,234.50 received', text: 'First.\n\n.\n\nÅ line: a=b & <c>.' },
  'service',
  'Zoë',
);
const mail: Mail = { messageId: '<0001@croupier.example>', to: 'zoe@example.org', ...letter };

const transports: [string, TestMailServer, (settings: Record<string, string>) => MailTransport][] = [
  [
    'the mailbox service',
    new TestMailbox(),
    ({ MAIL_URL = '', MAIL_API_KEY = '' }) => new MailboxTransport({ MAIL_URL, MAIL_API_KEY }),
  ],
  ['SMTP', new TestSmtp(), ({ SMTP_URL = '' }) => new SmtpTransport({ ...from, SMTP_URL })],
];

describe.each(transports)('a mail by %s', (_name, server, transportTo) => {
  let transport: MailTransport;

  beforeAll(async () => {
    await server.open();
    transport = transportTo(server.settings);
  });

  afterAll(() => server.close());

  beforeEach(() => {
    server.mood = 'takes';
    server.received.length = 0;
  });

  it('arrives as it was written: address, Message-ID, subject, text and HTML', async () => {
    expect(await transport.send(mail)).toEqual({ taken: true });
    const [received] = server.received;
    const { subject, text, html } = letter;
    expect({ ...received, text: received?.text.replaceAll('\r\n', '\n').trim() }).toEqual({
      messageId: mail.messageId,
      to: mail.to,
      subject,
      text: text.trim(),
      html: expect.any(String),
    });
    expect(received?.html.replaceAll('\r\n', '\n').trim()).toBe(html.trim());
  });

  it('says where a program that shows mails takes consent back, if there is something to take back', async () => {
    const unsubscribeUrl = `https://play.example/v1/unsubscriptions/${'a'.repeat(22)}.${'b'.repeat(43)}`;
    await transport.send({ ...mail, unsubscribeUrl });
    await transport.send({ ...mail, messageId: '<another@play.example>' });
    expect(server.received.map((received) => received.unsubscribeUrl)).toEqual([unsubscribeUrl, undefined]);
  });

  it('is one to its reader when nobody knows whether it was taken and it is sent again', async () => {
    server.mood = 'breaks off';
    await expect(transport.send(mail)).rejects.toMatchObject({ code: 'service_unavailable' });
    server.mood = 'takes';
    expect(await transport.send(mail)).toEqual({ taken: true });
    expect(server.received).toHaveLength(2);
    expect(inboxOf(server, mail.to)).toHaveLength(1);
  });

  it('is refused for good when the recipient is, and says so without the address', async () => {
    server.mood = 'refuses';
    const delivery = await transport.send(mail);
    expect(delivery).toEqual({ taken: false, refusal: expect.stringMatching(/^[45]\d\d$/) });
    expect(server.received).toHaveLength(0);
  });

  it.each(['is busy', 'hangs'] as const)('may be tried again when the server %s', async (mood) => {
    server.mood = mood;
    const refused = await transport.send(mail).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'service_unavailable', retry: true });
    expect(JSON.stringify(refused) + String(refused)).not.toContain(mail.to);
  });

  it('may be tried again when nobody listens, and passes once somebody does', async () => {
    await server.close();
    await expect(transport.send(mail)).rejects.toMatchObject({ code: 'service_unavailable' });
    await server.open();
    expect(await transport.send(mail)).toEqual({ taken: true });
  });

  it('sends an address that looks like two to nobody else', async () => {
    const odd = { ...mail, to: 'a@example.org,b@example.org' };
    await transport.send(odd).catch(() => undefined);
    expect(server.received.map(({ to }) => to)).not.toContain('b@example.org');
  });
});

describe('SMTP', () => {
  it('tells nothing to a server that offers no encryption, outside of a sandbox', async () => {
    const server = new TestSmtp();
    await server.open();
    const { SMTP_URL = '' } = server.settings;
    const transport = new SmtpTransport({ ...from, SANDBOX: false, SMTP_URL });
    await expect(transport.send(mail)).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(server.received).toHaveLength(0);
    await server.close();
  });

  it('takes a refusal before the recipient for our own fault, not the mail’s', async () => {
    const server = createServer((socket) => void socket.end('554 5.7.1 you may not connect\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const transport = new SmtpTransport({ ...from, SMTP_URL: `smtp://127.0.0.1:${port}` });
    await expect(transport.send(mail)).rejects.toMatchObject({ code: 'service_unavailable' });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("the sandbox's mailbox", () => {
  it('keeps one mail of a Message-ID, in both forms', async () => {
    const stack = await TestStack.open();
    const key = 'mail-test-key';
    const { url } = await stack.start(sandbox, {
      SANDBOX: 'true',
      SANDBOX_URL: 'http://127.0.0.1:9',
      PSP_API_KEY: 'psp-test-key',
      PSP_WEBHOOK_SECRET: 'webhook-test-secret',
      PSP_WEBHOOK_URL: 'http://127.0.0.1:9/',
      KYC_API_KEY: 'kyc-test-key',
      EXCLUSION_API_KEY: 'exclusion-test-key',
      ...studioSettings,
      MAIL_API_KEY: key,
    });
    const transport = new MailboxTransport({ MAIL_URL: `${url}/mailbox`, MAIL_API_KEY: key });
    expect(await transport.send(mail)).toEqual({ taken: true });
    expect(await transport.send(mail)).toEqual({ taken: true });
    const response = await fetch(`${url}/mailbox/messages?to=${mail.to}`);
    const { data } = (await response.json()) as { data: object[] };
    expect(data).toEqual([expect.objectContaining({ ...letter, to: mail.to })]);
    const stranger = new MailboxTransport({ MAIL_URL: `${url}/mailbox`, MAIL_API_KEY: 'wrong' });
    await expect(stranger.send(mail)).rejects.toMatchObject({ code: 'service_unavailable' });
    await stack.close();
  });
});
