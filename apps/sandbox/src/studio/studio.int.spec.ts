import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { newId } from '@croupier/kernel';
import { type RunningService } from '@croupier/runtime';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gamesChecks } from '../../../../tools/conformance/games/checks.js';
import { jsonDriver } from '../../../../tools/conformance/games/driver.js';
import { StubWallet } from '../../../../tools/conformance/games/stub-wallet.js';
import { httpCaller } from '../../../../tools/conformance/games/studio-caller.js';
import { runChecks } from '../../../../tools/conformance/report.js';
import { service } from '../service.js';

const signingKey = generateKeyPairSync('ed25519')
  .privateKey.export({ format: 'der', type: 'pkcs8' })
  .toString('base64');
const publicKey = createPublicKey(
  createPrivateKey({ key: Buffer.from(signingKey, 'base64'), format: 'der', type: 'pkcs8' }),
)
  .export({ format: 'der', type: 'spki' })
  .toString('base64');

const caller = generateKeyPairSync('ed25519');
const callerKey = caller.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

describe('the studio', () => {
  let stack: TestStack;
  let sandbox: ServiceUnderTest;
  let running: RunningService;
  let wallet: StubWallet;
  let settings: Record<string, string>;

  beforeAll(async () => {
    stack = await TestStack.open();
    wallet = new StubWallet(publicKey);
    const secret = 'secret-of-a-test';
    settings = {
      ...{
        SANDBOX: 'true',
        SANDBOX_URL: 'http://127.0.0.1:1',
        PSP_WEBHOOK_URL: 'http://127.0.0.1:1/webhooks',
      },
      ...{ PSP_API_KEY: secret, PSP_WEBHOOK_SECRET: secret, KYC_API_KEY: secret, MAIL_API_KEY: secret },
      EXCLUSION_API_KEY: secret,
      STUDIO_WALLET_URL: `${await wallet.listen()}/studios/sandbox-studio`,
      STUDIO_SIGNING_KEY: signingKey,
      STUDIO_FEED_KEY: 'feed-test-key',
      STUDIO_CALLER_KEY: callerKey,
    };
    running = sandbox = await stack.start(service, settings);
  });

  afterAll(async () => {
    await stack.close();
    await wallet.close();
  });

  const game = (): string => `${running.url}/studio`;

  async function play(seat: string, stake: number): Promise<Record<string, unknown>> {
    const response = await fetch(`${game()}/seats/${seat}/rounds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ stake, side: 'heads' }),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  it('passes every check of a game server that its game has anything for', async () => {
    const port = String(new URL(running.url).port);
    const driver = {
      ...jsonDriver(game()),
      restart: async () => {
        await running.close();
        running = await stack.replica(service, sandbox, { ...settings, PORT: port });
      },
    };
    const key = caller.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const casino = { caller: httpCaller(`${running.url}/studio`, key, '1'), game: 'tide-coin' };
    const outcomes = await runChecks(gamesChecks, { wallet, driver, casino, repeats: 12 });
    const found = Object.fromEntries(outcomes.map(({ id, result, remarks }) => [id, [result, remarks]]));
    const ids = Array.from({ length: 17 }, (_, index) => `R${index + 1}`);
    expect(found).toEqual(Object.fromEntries(ids.map((id) => [id, ['passed', []]])));
  }, 120_000);

  it.each([
    [113, { bet: 3, win: 3 }, 'done'],
    [115, { rollback: 1, bet: 1, win: 1 }, 'done'],
    [116, { bet: 1, rollback: 1 }, 'undone'],
  ])('a stake of %d brings its fault about', async (stake, calls, state) => {
    const { token, playerId } = wallet.launch(10_000);
    const seat = await jsonDriver(game()).open(token);
    expect(await play(seat, stake)).toMatchObject({ state });
    const heard = Object.keys(calls).map((name) => [name, wallet.callsOf(playerId, name).length]);
    expect(Object.fromEntries(heard)).toEqual(calls);
    expect(wallet.callsOf(playerId)).toHaveLength(Object.values(calls).reduce((sum, count) => sum + count));
  });

  it.each([
    [111, [true, undefined]],
    [112, [false, '112']],
  ])('a stake of %d sends a bet that no casino may take, and then the bet', async (stake, spoilt) => {
    const { token, playerId } = wallet.launch(10_000);
    const seat = await jsonDriver(game()).open(token);
    const from = wallet.heard.length;
    expect(await play(seat, stake)).toMatchObject({ state: 'done' });
    const bets = wallet.heard.slice(from).filter(({ operation }) => operation === 'bet');
    expect(bets.map(({ signed, members }) => [signed, members['amount']])).toEqual([
      spoilt,
      [true, String(stake)],
    ]);
    expect(wallet.callsOf(playerId, 'win')).toHaveLength(1);
  });

  /** A round of 121 that has won: of so many one does. */
  async function won(answer?: {
    status: string;
  }): Promise<{ playerId: string; seat: string; state: unknown }> {
    for (let tries = 0; tries < 100; tries += 1) {
      const { token, playerId } = wallet.launch(10_000);
      const seat = await jsonDriver(game()).open(token);
      if (answer) wallet.script(playerId, 'reverse-win', answer);
      const { state, payout } = await play(seat, 121);
      if (payout !== 0) return { playerId, seat, state };
      expect([state, wallet.callsOf(playerId, 'reverse-win')]).toEqual(['done', []]);
    }
    throw new Error('no round of a hundred has won');
  }

  it('a stake of 121 that wins is paid, and the win taken back', async () => {
    const { playerId, seat, state } = await won();
    expect(state).toBe('reversed');
    const [win] = wallet.callsOf(playerId, 'win');
    const [back] = wallet.callsOf(playerId, 'reverse-win');
    expect(back).toMatchObject({ signed: true, members: { winId: win?.members['id'] } });
    expect(await standing(seat)).toBe(-121);
  });

  it('what the casino does not take back stays won', async () => {
    const { seat, state } = await won({ status: 'insufficient' });
    expect(state).toBe('done');
    expect(await standing(seat)).toBe(121);
  });

  /** What was won less what was staked, as the game's server says it. */
  async function standing(seat: string): Promise<unknown> {
    const response = await fetch(`${game()}/seats/${seat}`, { headers: { accept: 'application/json' } });
    return ((await response.json()) as { netPosition: unknown }).netPosition;
  }

  it('tells the casino of a round, as its player saw it', async () => {
    const { token, playerId } = wallet.launch(10_000);
    const seat = await jsonDriver(game()).open(token);
    const { balance: _, ...seen } = await play(seat, 100);
    const ask = (round: unknown, player: string, key = 'feed-test-key'): Promise<Response> => {
      const query = new URLSearchParams({ round: String(round), player });
      return fetch(`${game()}/round-details?${query.toString()}`, {
        headers: { authorization: `Bearer ${key}` },
      });
    };
    expect(await (await ask(seen['roundId'], playerId)).json()).toEqual(seen);
    expect((await ask(seen['roundId'], newId())).status).toBe(404);
    const net = Number(seen['payout']) - 100;
    expect(await standing(seat)).toBe(net);
    expect((await ask('no-id', playerId)).status).toBe(404);
    expect((await ask(seen['roundId'], playerId, 'another')).status).toBe(401);
  });

  it('shows a page that works without scripts, and tells of an outage when asked to', async () => {
    const { token } = wallet.launch(1234);
    const entered = await fetch(`${game()}/play?token=${token}&lobby=https://casino.example/lobby/`);
    const page = await entered.text();
    expect(page).toContain('12.34 GBP');
    expect(page).toMatch(/Net position 0\.00 GBP, 0 min/);
    expect(page).toContain('href="https://casino.example/lobby/"');
    expect(entered.url).not.toContain(token);
    expect((await fetch(`${game()}/play?token=${token}`)).status).toBe(401);
    expect((await fetch(`${game()}/health`)).status).toBe(200);
    const outage = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"ms":60000}' };
    expect((await fetch(`${game()}/outage`, outage)).status).toBe(200);
    expect((await fetch(`${game()}/health`)).status).toBe(503);
  });
});
