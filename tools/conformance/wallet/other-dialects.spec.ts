import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type Outcome, runChecks } from '../report.js';
import type { Bug } from '../test/bugs.js';
import { MemoryWallet } from '../test/memory-wallet.js';
import { walletChecks } from './checks.js';
import { croupier } from './dialects/croupier.js';
import type { WalletDialect } from './dialects/dialect.js';
import { hub88 } from './dialects/hub88.js';
import { WalletKit, type World } from './world.js';

interface Run {
  bug?: Bug;
  dialect?: WalletDialect;
  change?: (world: World) => World;
  /** Gives the address of what stands before the wallet. */
  front?: (url: string) => Promise<string>;
}

async function outcomesOf(
  only: string[],
  { bug, dialect = croupier, change = (world) => world, front = async (url) => url }: Run,
): Promise<Outcome[]> {
  const wallet = new MemoryWallet(bug);
  const { credentials, world } = await wallet.open();
  const url = await front(credentials.url);
  const kit = new WalletKit({ ...credentials, url, dialect }, change(world), { repeats: 2, patienceMs: 500 });
  try {
    return await runChecks(walletChecks, kit, { only });
  } finally {
    kit.client.close();
    await wallet.close();
  }
}

const told = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ id, result, remarks }) => [id, result, ...remarks]);

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('the checks of a wallet, in a dialect that is not ours', () => {
  it('name every transaction by a UUID where the dialect has no other ids', async () => {
    const odd: unknown[] = [];
    const dialect: WalletDialect = {
      ...{ ...croupier, name: 'strict', lacks: ['id that is no UUID'] },
      write: (operation, members) => {
        const { id } = members;
        if (id !== undefined && !(typeof id === 'string' && uuid.test(id))) odd.push(id);
        return croupier.write(operation, members);
      },
    };
    const outcomes = await outcomesOf(['W7', 'W9', 'W12', 'W15', 'W17', 'W18', 'W19'], { dialect });
    expect(outcomes.map(({ result }) => result)).toEqual(outcomes.map(() => 'passed'));
    expect(odd).toEqual([]);
  });

  it('speak the same dialect to the second studio, whose credentials name none', async () => {
    const paths: string[] = [];
    const dialect: WalletDialect = {
      ...{ ...croupier, name: 'heard' },
      signer: (secret) => {
        const sign = croupier.signer(secret);
        return (attempt) => {
          paths.push(attempt.path);
          return sign(attempt);
        };
      },
    };
    expect(told(await outcomesOf(['W18'], { dialect }))).toEqual([['W18', 'passed']]);
    expect(paths).toContain('/studios/two/bet');
  });

  it('say what the dialect left out of a check that ended for want of means', async () => {
    const [outcome] = await outcomesOf(['W18'], {
      dialect: { ...croupier, name: 'strict', lacks: ['id that is no UUID'] },
      change: ({ second: _, ...world }) => world,
    });
    expect(outcome).toMatchObject({
      result: 'not run',
      notes: ['left out: the dialect strict has no id that is no UUID'],
    });
  });

  /** As a wallet answers that knows no such call: HTTP 200, and a word of its own. */
  const feedless: WalletDialect = {
    ...{ ...croupier, name: 'feedless' },
    write: (operation, members) =>
      operation === 'transactions'
        ? croupier.write('bet', { ...members, id: 'none', amount: 'none' })
        : croupier.write(operation, members),
  };

  it('do not run W19 where the dialect’s wallets may know no feed, and this one does not', async () => {
    expect(told(await outcomesOf(['W19'], { dialect: { ...feedless, mayHaveNoFeed: true } }))).toEqual([
      ['W19', 'not run', 'the wallet has no transactions'],
    ]);
    expect(told(await outcomesOf(['W19'], { dialect: feedless }))).toEqual([
      ['W19', 'failed', 'broke off: transactions is answered malformed'],
    ]);
  });

  describe('whose wallets may answer ok to a rollback of a bet that has won', () => {
    /** As Hub88's shape leaves it to the wallet. */
    const left = hub88.mayTakeLateRollbacks ? { mayTakeLateRollbacks: true as const } : {};
    const lenient: WalletDialect = {
      ...{ ...croupier, name: 'lenient' },
      read: (status, body, currency) => {
        const said = croupier.read(status, body, currency);
        return said.word === 'settled' ? { ...said, word: 'ok', means: ['ok'] } : said;
      },
    };

    it('take it, of those alone, where nothing moves', async () => {
      expect(told(await outcomesOf(['W7'], { dialect: { ...lenient, ...left } }))).toEqual([
        ['W7', 'passed'],
      ]);
      expect(told(await outcomesOf(['W7'], { dialect: lenient }))).toEqual([
        ['W7', 'failed', 'a rollback of a bet that has won: ok instead of settled'],
      ]);
    });

    it('find the one that pays its stake back', async () => {
      const run: Run = { bug: 'returns-what-has-won', dialect: { ...lenient, ...left } };
      expect(told(await outcomesOf(['W7'], run))).toEqual([
        ['W7', 'failed', expect.stringContaining('the balance at the end')],
      ]);
    });
  });

  it('take it for a refusal of a great amount that nobody has so much, and of no odd one', async () => {
    const great = ['"999999999999999"'];
    const dialect: WalletDialect = { ...croupier, name: 'great', oddAmounts: [], greatAmounts: great };
    expect(told(await outcomesOf(['W13'], { dialect }))).toEqual([['W13', 'passed']]);
    const odd = { ...dialect, oddAmounts: great, greatAmounts: [] };
    expect(told(await outcomesOf(['W13'], { dialect: odd }))).toEqual([
      ['W13', 'failed', 'a bet of "999999999999999": insufficient instead of malformed'],
    ]);
    const taken = { ...dialect, greatAmounts: ['"10"'] };
    expect(told(await outcomesOf(['W13'], { dialect: taken }))).toEqual([
      [
        'W13',
        'failed',
        'a bet of "10": ok instead of malformed',
        expect.stringContaining('the balance after'),
      ],
    ]);
  });
});

/** An edge that closes each connection as the second call comes along it. */
async function staleEdge(behind: string): Promise<{ url: string; close: () => void }> {
  const used = new WeakSet<object>();
  const pass = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    if (used.has(request.socket)) return void request.socket.destroy();
    used.add(request.socket);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { 'croupier-signature': String(request.headers['croupier-signature']) };
    const to = new URL(request.url ?? '', behind);
    const answer = await fetch(to, { method: 'POST', headers, body: Buffer.concat(chunks) });
    response.writeHead(answer.status).end(await answer.text());
  };
  const server = http.createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${new URL(behind).pathname}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

it('W20 tells how many calls were sent again since their connection was closed', async () => {
  let edge: Awaited<ReturnType<typeof staleEdge>> | undefined;
  const front = async (url: string): Promise<string> => {
    edge = await staleEdge(url);
    return edge.url;
  };
  const [outcome] = await outcomesOf(['W20'], { front });
  edge?.close();
  expect(outcome?.remarks).toEqual([]);
  expect(outcome?.figures['calls of the run sent again, their connection closed as idle']).toBeGreaterThan(0);
});
