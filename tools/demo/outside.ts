import { reach, until } from './client.js';

/** A message in the sandbox's mailbox. */
export interface Mail {
  messageId: string;
  text: string;
}

/** What a person meets outside the casino: a mailbox, the till of a payment provider. In a sandbox also a clock. */
export class Outside {
  constructor(readonly url: string) {}

  /** Everything sent to this address, newest first. */
  async mailsTo(email: string): Promise<Mail[]> {
    const response = await reach(new URL(`/mailbox/messages?to=${encodeURIComponent(email)}`, this.url));
    if (!response.ok) throw new Error(`the mailbox answered ${response.status}`);
    return ((await response.json()) as { data: Mail[] }).data;
  }

  /** Waits for a mail with a code that was not there `before`. */
  async confirmationCode(email: string, before: Mail[] = []): Promise<string> {
    const known = new Set(before.map(({ messageId }) => messageId));
    return until(`a code arrives in the mailbox of ${email}`, async () => {
      const mails = (await this.mailsTo(email)).filter(({ messageId }) => !known.has(messageId));
      return mails.map(({ text }) => /\b\d{6}\b/.exec(text)?.[0]).find((code) => code !== undefined);
    });
  }

  /** Opens the provider's page as a browser would, fills its form in with a card, and submits it. */
  async payByCard(pageUrl: string, card = '4242 4242 4242 4242'): Promise<void> {
    const response = await reach(pageUrl, { headers: { accept: 'text/html' } });
    const page = await response.text();
    if (!response.ok) throw new Error(`the payment page answered ${response.status}`);
    const { action, inputs } = formOf(page);
    const values: Record<string, string> = { cardNumber: card, expiry: nextYears(3), cvc: '123' };
    const missing = inputs.filter((name) => values[name] === undefined);
    if (missing.length > 0) throw new Error(`the payment page asks for ${missing.join(', ')}`);
    const submitted = await reach(new URL(action, pageUrl), {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(
        Object.fromEntries(inputs.map((name) => [name, values[name] ?? ''])),
      ).toString(),
    });
    const accepted = submitted.ok || (submitted.status >= 300 && submitted.status < 400);
    if (!accepted) throw new Error(`the payment page refused the card with ${submitted.status}`);
  }

  /** Moves one player's clock forward in every service; only a sandbox can. */
  async advanceClock(playerId: string, ms: number): Promise<void> {
    const response = await reach(new URL('/clock/advance', this.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ playerId, ms }),
    });
    if (!response.ok) throw new Error(`the sandbox's clock answered ${response.status}`);
  }
}

/** Where the sandbox of this platform is: said by the gateway's root, or by where /sandbox leads. */
export async function findSandbox(base: string): Promise<string> {
  const root = await reach(new URL('/', base), { headers: { accept: 'application/json' } });
  const said: unknown = root.ok ? await root.json().catch(() => undefined) : undefined;
  if (typeof said === 'object' && said !== null && 'sandbox' in said && typeof said.sandbox === 'string') {
    return new URL(said.sandbox, base).href;
  }
  const hint = await reach(new URL('/sandbox', base), { redirect: 'manual' });
  const location = hint.headers.get('location');
  if (location === null) throw new Error(`${base} does not say where its sandbox is: this demo needs one`);
  return new URL(location, base).href;
}

/** Target and field names of the one form on a page. */
export function formOf(page: string): { action: string; inputs: string[] } {
  const form = /<form\b([^>]*)>([^]*?)<\/form>/i.exec(page);
  const action = /\baction="([^"]+)"/i.exec(form?.[1] ?? '')?.[1];
  if (!form || action === undefined) throw new Error('the payment page has no form');
  const inputs = [...(form[2] ?? '').matchAll(/<input\b[^>]*?\sname="([^"]+)"/gi)].map(
    (match) => match[1] ?? '',
  );
  return { action: action.replaceAll('&amp;', '&'), inputs };
}

/** `12/29`: a date on a card, some years ahead. */
function nextYears(years: number): string {
  return `12/${String((new Date().getUTCFullYear() + years) % 100).padStart(2, '0')}`;
}
