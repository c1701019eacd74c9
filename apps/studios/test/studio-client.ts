import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { receiveStudioCall, type StudioAnswer } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type Bus } from '@croupier/messaging';
import { signedText } from '../src/dialects/signatures.js';

/** What a call was answered. */
export interface Said {
  http: number;
  body: Record<string, unknown> & {
    status?: string;
    balance?: { total: string } & Record<string, string>;
    transactions?: { id: string; status: string; replayed: boolean }[];
  };
}

const spki = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
const pkcs8 = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

/** A studio as it calls the wallet, in one of the dialects. */
export abstract class StudioClient {
  /** Where the gateway is: if it is set, calls go there over HTTP, and past it to the service otherwise. */
  gatewayUrl: string | undefined;

  constructor(
    private readonly bus: Bus,
    readonly studioId: string,
  ) {}

  /** What the casino knows of its key. */
  abstract readonly publicKey: string;
  /** What it signs with: PKCS #8 DER in base64, or the secret. */
  abstract readonly privateKey: string;

  protected abstract sign(path: string, body: string): { name: string; value: string };

  call(operation: string, body: object): Promise<Said> {
    return this.send(operation, JSON.stringify(body));
  }

  /** A body whose signature is over `signed`, if that is another. */
  async send(operation: string, body: string, signed: string = body): Promise<Said> {
    const header = this.sign(`/studios/${this.studioId}/${operation}`, signed);
    return this.sendRaw(operation, body, [header]);
  }

  async sendRaw(operation: string, body: string, headers: { name: string; value: string }[]): Promise<Said> {
    if (this.gatewayUrl !== undefined) return this.post(operation, body, headers);
    const base64 = Buffer.from(body).toString('base64');
    const request = { studioId: this.studioId, operation, headers, body: base64 };
    const answer: StudioAnswer = await this.bus.ask(receiveStudioCall, request, { deadlineMs: 20_000 });
    return { http: answer.status, body: JSON.parse(answer.body) as Said['body'] };
  }

  private async post(
    operation: string,
    body: string,
    headers: { name: string; value: string }[],
  ): Promise<Said> {
    const response = await fetch(`${this.gatewayUrl ?? ''}/studios/${this.studioId}/${operation}`, {
      method: 'POST',
      headers: [
        ['content-type', 'application/json'],
        ...headers.map(({ name, value }): [string, string] => [name, value]),
      ],
      body,
    });
    return { http: response.status, body: (await response.json()) as Said['body'] };
  }
}

export class OwnStudio extends StudioClient {
  private readonly pair = generateKeyPairSync('ed25519');
  readonly publicKey = spki(this.pair.publicKey);
  readonly privateKey = pkcs8(this.pair.privateKey);
  /** What it says the time is, in s away from ours. */
  skewSeconds = 0;
  keyId = '1';

  protected sign(path: string, body: string): { name: string; value: string } {
    const t = String(Math.floor(Date.now() / 1000) + this.skewSeconds);
    const id = newId();
    const signature = sign(null, Buffer.from(signedText({ path, t, id, body })), this.pair.privateKey);
    const value = `key=${this.keyId},t=${t},id=${id},v1=${signature.toString('base64')}`;
    return { name: 'croupier-signature', value };
  }
}

export class RsaStudio extends StudioClient {
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly publicKey = spki(this.pair.publicKey);
  readonly privateKey = pkcs8(this.pair.privateKey);

  protected sign(_path: string, body: string): { name: string; value: string } {
    const value = sign('sha256', Buffer.from(body), this.pair.privateKey).toString('base64');
    return { name: 'x-hub88-signature', value };
  }
}

export class HmacStudio extends StudioClient {
  readonly publicKey = 'a-secret-that-both-know';
  readonly privateKey = this.publicKey;

  protected sign(_path: string, body: string): { name: string; value: string } {
    return { name: 'x-request-sign', value: createHmac('sha256', this.publicKey).update(body).digest('hex') };
  }
}
