import http from 'node:http';
import https from 'node:https';
import { type Findings, NotRun } from '../report.js';
import { croupier } from './dialects/croupier.js';
import type { Attempt, Members, Said, Status, WalletDialect, Written } from './dialects/dialect.js';

/** What the wallet answered. */
export interface Answer extends Said {
  http: number;
  /** The statuses of the single transactions. */
  each: readonly string[];
  body: Members;
}

/** Whether it is one of these, as far as the dialect tells them apart. */
export function says({ means }: Answer, ...due: Status[]): boolean {
  return due.some((status) => means.includes(status));
}

/** Nobody can say what was done: the same call again finds out. */
export function isUnclear(answer: Answer): boolean {
  return answer.means.length === 0 || says(answer, 'retry');
}

/** Notes an answer that is another than it must be. */
export function answered(findings: Findings, answer: Answer, due: Status, what: string): void {
  findings.expect(says(answer, due), `${what}: ${answer.word || 'no clear answer'} instead of ${due}`);
}

export interface Credentials {
  /** The studio's address at the operator: `https://operator.example/studios/acme`. */
  url: string;
  keyId: string;
  /** As the dialect has it: PKCS #8 DER in base64, or a secret that both know. */
  privateKey: string;
  /** Our own if it is left out. */
  dialect?: WalletDialect;
}

/** What may be wrong about a call on purpose. */
export interface Wrong {
  /** The bytes that the signature is over, if not those sent. */
  signed?: string;
  /** Another private key. */
  key?: string;
  skewSeconds?: number;
  unsigned?: true;
  /** The connection is closed as soon as the request is out: nobody hears the answer. */
  hangUp?: true;
}

const deadlineMs = 30_000;

/** Calls a wallet as a studio of the dialect does. */
export class WalletClient {
  readonly dialect: WalletDialect;
  /** Calls that were sent again as the wallet closed their connection for being idle; many tell of an edge that drops calls. */
  resent = 0;
  private readonly base: URL;
  private readonly sign: (attempt: Attempt) => Readonly<Record<string, string>>;
  private readonly agent: http.Agent;

  constructor(private readonly credentials: Credentials) {
    this.dialect = credentials.dialect ?? croupier;
    this.base = new URL(`${credentials.url.replace(/\/$/, '')}/`);
    this.sign = this.dialect.signer(credentials);
    const kind = this.base.protocol === 'https:' ? https : http;
    this.agent = new kind.Agent({ keepAlive: true, maxSockets: 64 });
  }

  /** @throws NotRun where the dialect has no such message */
  write(operation: string, members: Members): Written {
    const written = this.dialect.write(operation, members);
    if (!written) throw new NotRun(`the dialect ${this.dialect.name} has no ${operation}`);
    return written;
  }

  call(operation: string, members: Members, wrong: Wrong = {}): Promise<Answer> {
    return this.send(this.write(operation, members), String(members['currency']), wrong);
  }

  async send(written: Written, currency: string, wrong: Wrong = {}): Promise<Answer> {
    const url = new URL(written.path, this.base);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(written.body)),
      ...(wrong.unsigned ? {} : this.signatureOf(url.pathname, wrong.signed ?? written.body, wrong)),
    };
    const { status, text } = await this.exchange(url, headers, written.body, wrong.hangUp === true);
    const body = parsed(text);
    return { each: [], ...this.dialect.read(status, body, currency), http: status, body };
  }

  close(): void {
    this.agent.destroy();
  }

  private signatureOf(path: string, body: string, { key, skewSeconds = 0 }: Wrong): Record<string, string> {
    const { keyId } = this.credentials;
    const sign = key === undefined ? this.sign : this.dialect.signer({ keyId, privateKey: key });
    return sign({ path, body, skewSeconds });
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
        if (!stale) return silent();
        this.resent += 1;
        this.exchange(url, headers, body, hangUp).then(resolve, silent);
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

function parsed(text: string): Members {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Members) : {};
  } catch {
    return {};
  }
}
