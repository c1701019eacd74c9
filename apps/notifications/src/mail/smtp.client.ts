import { commonError } from '@croupier/contracts';
import { createTransport } from 'nodemailer';
import { type NotificationsConfig } from '../notifications.config.js';
import { type Delivery, type Mail, MailTransport } from './mail-transport.js';

/** Milliseconds; together they stay below the lease of the process that sends. */
const patience = { dnsTimeout: 2000, connectionTimeout: 3000, greetingTimeout: 3000, socketTimeout: 5000 };
const deadlineMs = 15_000;

type Transporter = ReturnType<typeof transporterTo>;

/**
 * A mail server by SMTP. A connection for each mail: a pool would go on with its queue after we gave up. What a player
 * is told does not travel unencrypted, but in a sandbox.
 */
export class SmtpTransport extends MailTransport {
  private readonly transporter: Transporter;

  constructor(
    private readonly config: Pick<NotificationsConfig, 'MAIL_FROM' | 'SANDBOX'> & { SMTP_URL: string },
  ) {
    super();
    this.transporter = transporterTo(new URL(config.SMTP_URL), !config.SANDBOX);
  }

  async send({ messageId, to, subject, text, html, unsubscribeUrl }: Mail): Promise<Delivery> {
    const sent = this.transporter.sendMail({
      from: this.config.MAIL_FROM,
      // As an object: a text would be read as a list of addresses.
      to: { name: '', address: to },
      messageId,
      subject,
      text,
      html,
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribeUrl) },
    });
    try {
      await inTime(sent);
      return { taken: true };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== undefined) return { taken: false, refusal };
      // The server's own words are left out: they repeat the address.
      throw commonError('service_unavailable', { detail: `the mail server: ${codeOf(error)}` });
    }
  }
}

/** RFC 8058: the mail program shows a button, which sends a POST that asks nothing back. */
function unsubscribeHeaders(url: string | undefined): Record<string, string> {
  if (url === undefined) return {};
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function transporterTo(server: URL, encrypted: boolean) {
  const secure = server.protocol === 'smtps:';
  const user = decodeURIComponent(server.username);
  return createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
    secure,
    requireTLS: encrypted && !secure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(server.password) } }),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), deadlineMs);
  });
  try {
    await Promise.race([work, bound]);
  } finally {
    clearTimeout(timer);
  }
}

/** A permanent answer (5xx) to the recipient or the content. To anything before them it is our own fault, to be mended. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { command, responseCode } = error as { command?: string; responseCode?: number };
  const permanent = responseCode !== undefined && responseCode >= 500 && responseCode <= 599;
  return permanent && (command === 'RCPT TO' || command === 'DATA') ? String(responseCode) : undefined;
}

function codeOf(error: unknown): string {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  return [code ?? 'no answer in time', command, responseCode].filter((part) => part !== undefined).join(' ');
}
