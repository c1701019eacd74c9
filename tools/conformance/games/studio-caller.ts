import { croupier } from '../wallet/dialects/croupier.js';

export interface CallerAnswer {
  http: number;
  /** Empty where it was no JSON object. */
  body: Readonly<Record<string, unknown>>;
}

/** What calls a studio as a casino does. */
export interface StudioCaller {
  /**
   * @param path of what the studio is told, below the address of its server: `free-rounds/create`
   * @param forged the call is signed by somebody else's key
   */
  call(path: string, members: object, forged?: 'forged'): Promise<CallerAnswer>;
}

const answerWithinMs = 20_000;

/**
 * Over HTTP, signed as docs/studios.md has it.
 * @param server address of the studio's server
 * @param key Ed25519 as PKCS #8 DER in base64
 */
export function httpCaller(server: string, key: string, keyId: string): StudioCaller {
  const base = `${server.replace(/\/$/, '')}/`;
  const own = croupier.signer({ keyId, privateKey: key });
  const stranger = croupier.signer({ keyId, privateKey: croupier.strangersKey() });
  return {
    async call(path, members, forged) {
      const url = new URL(path, base);
      const body = JSON.stringify(members);
      const sign = forged ? stranger : own;
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...sign({ path: url.pathname, body, skewSeconds: 0 }),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(answerWithinMs),
      });
      return { http: response.status, body: objectOf(await response.text()) };
    },
  };
}

function objectOf(text: string): CallerAnswer['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as CallerAnswer['body']) : {};
  } catch {
    return {};
  }
}
