import { createHash, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { GameBug } from './game-bugs.js';

type Members = Readonly<Record<string, unknown>>;

const refusals = new Set(['insufficient', 'limit', 'blocked', 'bad_token']);

/** How the game server in memory calls its wallet: signed, and with an answer that is clear or none. */
export class GameWallet {
  private readonly signatures = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly key: KeyObject,
    private readonly bug?: GameBug,
  ) {}

  /** @returns `ok`, a refusal, or `unknown` where nobody can say what was done; with what was told beside it */
  async call(operation: string, members: Members): Promise<{ status: string; body: Members }> {
    const url = new URL(`${this.url}/${operation}`);
    const body = JSON.stringify(members);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'croupier-signature': this.signatureOf(url.pathname, body),
        },
        body,
      });
      const said = (await response.json()) as Members;
      const { status } = said;
      const clear = typeof status === 'string' && (status === 'ok' || refusals.has(status));
      return { status: clear ? status : 'unknown', body: said };
    } catch {
      return { status: 'unknown', body: {} };
    }
  }

  private signatureOf(path: string, body: string): string {
    const before = this.signatures.get(body);
    if (this.bug === 'signs-once' && before !== undefined) return before;
    const late = this.bug === 'has-an-old-clock' ? 600 : 0;
    const t = String(Math.floor(Date.now() / 1000) - late);
    const id = randomUUID();
    const digest = createHash('sha256').update(body).digest('hex');
    const signature = sign(null, Buffer.from(['POST', path, t, id, digest].join('\n')), this.key);
    const header = `key=1,t=${t},id=${id},v1=${signature.toString('base64')}`;
    this.signatures.set(body, header);
    return header;
  }
}
