import { createHash, createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

/** What the wallet answered. */
export interface Answer {
  http: number;
  /** Empty where the answer was not of the agreed form. */
  status: string;
  body: Readonly<Record<string, unknown>>;
  /** Balance after it in minor units; undefined where none was told. */
  total: number | undefined;
  /** The statuses of the single transactions. */
  each: readonly string[];
}

export interface Credentials {
  /** The studio's address at the operator: `https://operator.example/studios/acme`. */
  url: string;
  keyId: string;
  /** Ed25519, PKCS #8 DER in base64. */
  privateKey: string;
}

/** What may be wrong about a call on purpose. */
export interface Wrong {
  /** The bytes that the signature is over, if not those sent. */
  signed?: string;
  /** Of another pair. */
  key?: KeyObject;
  skewSeconds?: number;
  unsigned?: true;
  /** The connection is closed as soon as the request is out: nobody hears the answer. */
  hangUp?: true;
}

const deadlineMs = 30_000;

/** Calls a wallet as docs/studios.md says. */
export class WalletClient {
  private readonly base: URL;
  private readonly key: KeyObject;
  private readonly agent: http.Agent;

  constructor(private readonly credentials: Credentials) {
    this.base = new URL(`${credentials.url.replace(/\/$/, '')}/`);
    const der = Buffer.from(credentials.privateKey, 'base64');
    this.key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const kind = this.base.protocol === 'https:' ? https : http;
    this.agent = new kind.Agent({ keepAlive: true, maxSockets: 64 });
  }

  call(operation: string, members: object, wrong: Wrong = {}): Promise<Answer> {
    return this.send(operation, JSON.stringify(members), wrong);
  }

  async send(operation: string, body: string, wrong: Wrong = {}): Promise<Answer> {
    const url = new URL(operation, this.base);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      ...(wrong.unsigned
        ? {}
        : { 'croupier-signature': this.signatureOf(url.pathname, wrong.signed ?? body, wrong) }),
    };
    const { status, text } = await this.exchange(url, headers, body, wrong.hangUp === true);
    return answerOf(status, text);
  }

  close(): void {
    this.agent.destroy();
  }

  private signatureOf(path: string, body: string, { key = this.key, skewSeconds = 0 }: Wrong): string {
    const t = String(Math.floor(Date.now() / 1000) + skewSeconds);
    const id = randomUUID();
    const digest = createHash('sha256').update(body).digest('hex');
    const signature = sign(null, Buffer.from(['POST', path, t, id, digest].join('\n')), key);
    return `key=${this.credentials.keyId},t=${t},id=${id},v1=${signature.toString('base64')}`;
  }

  private exchange(
    url: URL,
    headers: Record<string, string>,
    body: string,
    hangUp: boolean,
  ): Promise<{ status: number; text: string }> {
    const { request } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve) => {
      const silent = (): void => resolve({ status: 0, text: '' });
      const options = {
        method: 'POST',
        headers,
        timeout: deadlineMs,
        ...(hangUp ? { agent: false } : { agent: this.agent }),
      };
      const sent = request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('error', silent);
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The wallet closed it for being idle as the call was sent: nothing was heard of the call.
        const stale = sent.reusedSocket && error.code === 'ECONNRESET' && !hangUp;
        if (stale) this.exchange(url, headers, body, hangUp).then(resolve, silent);
        else silent();
      });
      sent.on('timeout', () => sent.destroy());
      sent.end(body, () => {
        if (!hangUp) return;
        sent.destroy();
        silent();
      });
    });
  }
}

function answerOf(status: number, text: string): Answer {
  const none = { http: status, status: '', body: {}, total: undefined, each: [] };
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return none;
  }
  const said = body as {
    status?: unknown;
    balance?: { total?: unknown };
    transactions?: { status?: unknown }[];
  };
  // A problem of the edge has a number there: it says nothing of what was done.
  if (typeof said.status !== 'string') return { ...none, body };
  const total = said.balance?.total;
  return {
    ...{ http: status, status: said.status, body },
    total: typeof total === 'string' && /^\d{1,16}$/.test(total) ? Number(total) : undefined,
    each: (said.transactions ?? []).map((one) => String(one.status)),
  };
}
