import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { Clock, newId } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { SandboxConfig } from '../sandbox.config.js';
import type { Spoilt } from './coin.js';

/** What the casino answered; `unknown` where nobody can say what it did. */
export interface WalletAnswer {
  status: string;
  body: Readonly<Record<string, unknown>>;
  /** After it, in minor units; missing where it was not told. */
  balance?: number;
}

const deadlineMs = 3000;

/** Calls the casino's wallet as docs/studios.md says. Every attempt is signed anew, with its own time and id. */
@Injectable()
export class WalletClient {
  private readonly key: KeyObject;
  private readonly base: URL;

  constructor(
    config: SandboxConfig,
    private readonly clock: Clock,
  ) {
    this.base = new URL(`${config.STUDIO_WALLET_URL}/`);
    const der = Buffer.from(config.STUDIO_SIGNING_KEY, 'base64');
    this.key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  }

  async call(operation: string, members: object, spoilt?: Spoilt): Promise<WalletAnswer> {
    const url = new URL(operation, this.base);
    const text = JSON.stringify(members);
    const body = spoilt === 'broken' ? text.slice(0, -1) : text;
    const signed = spoilt === 'forged' ? `${body} ` : body;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'croupier-signature': this.signatureOf(url.pathname, signed),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(deadlineMs),
      });
      return answerOf(await response.text());
    } catch {
      return unknown;
    }
  }

  private signatureOf(path: string, body: string): string {
    const t = String(Math.floor(this.clock.now().getTime() / 1000));
    const id = newId();
    const digest = createHash('sha256').update(body).digest('hex');
    const signature = sign(null, Buffer.from(['POST', path, t, id, digest].join('\n')), this.key);
    return `key=1,t=${t},id=${id},v1=${signature.toString('base64')}`;
  }
}

const unknown: WalletAnswer = { status: 'unknown', body: {} };

/** An answer that is not of the agreed form says nothing of what was done. */
function answerOf(text: string): WalletAnswer {
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return unknown;
  }
  const { status, balance } = body as { status?: unknown; balance?: { total?: unknown } };
  if (typeof status !== 'string') return unknown;
  const total = balance?.total;
  const known = typeof total === 'string' && /^\d{1,15}$/.test(total);
  return {
    status: status === 'retry' ? 'unknown' : status,
    body,
    ...(known ? { balance: Number(total) } : {}),
  };
}
