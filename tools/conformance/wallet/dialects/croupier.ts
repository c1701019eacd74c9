import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { Members, WalletDialect } from './dialect.js';

/** Our own, as docs/studios.md has it. */
export const croupier: WalletDialect = {
  name: 'croupier',
  lacks: [],
  oddAmounts: [
    ...['"0"', '"-1"', '"1.5"', '"1e1"', '"0x1"', '" 1"', '""', '"9007199254740993"'],
    ...[`"${'1'.repeat(40)}"`, '1', 'null', 'true', '[]'],
  ],
  amount: (minor) => JSON.stringify(minor),
  write: (operation, { game, ...members }) => {
    const named = operation === 'bet' || operation === 'play' ? { game, ...members } : members;
    return { path: operation, body: JSON.stringify(named) };
  },
  signer: ({ keyId, privateKey }) => {
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
    return ({ path, body, skewSeconds }) => {
      const t = String(Math.floor(Date.now() / 1000) + skewSeconds);
      const id = randomUUID();
      const digest = createHash('sha256').update(body).digest('hex');
      const signature = sign(null, Buffer.from(['POST', path, t, id, digest].join('\n')), key);
      return { 'croupier-signature': `key=${keyId},t=${t},id=${id},v1=${signature.toString('base64')}` };
    };
  },
  strangersKey: () => derOf(generateKeyPairSync('ed25519')),
  read: (_, body) => {
    const { status, balance, transactions, data, next } = body as OwnBody;
    // A problem of the edge has a number there: it says nothing of what was done.
    if (typeof status !== 'string') return { word: '', means: [] };
    const total = balance?.total;
    return {
      ...{ word: status, means: [status] },
      total: typeof total === 'string' && /^\d{1,16}$/.test(total) ? Number(total) : undefined,
      each: (transactions ?? []).map((one) => String(one.status)),
      page: {
        rows: (data ?? []).map(({ id, round, state }) => ({
          ...{ id: String(id), round: String(round), state: String(state) },
        })),
        ...(next === undefined ? {} : { next }),
      },
    };
  },
};

interface OwnBody {
  status?: unknown;
  balance?: { total?: unknown };
  transactions?: { status?: unknown }[];
  data?: Members[];
  next?: string;
}

/** PKCS #8 DER in base64. */
export function derOf({ privateKey }: ReturnType<typeof generateKeyPairSync>): string {
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}
