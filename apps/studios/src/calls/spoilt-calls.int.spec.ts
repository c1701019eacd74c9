import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { listStudioIncidents } from '@croupier/contracts';
import { type RunningService } from '@croupier/runtime';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as gatewayService } from '../../../gateway/src/service.js';
import { service as sandboxService } from '../../../sandbox/src/service.js';
import { Casino } from '../../test/casino.js';

const studioId = 'sandbox-studio';
const pair = generateKeyPairSync('ed25519');
const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

/** The sandbox's studio at the real wallet, over HTTP: what it spoils on purpose is refused, and the round goes on. */
describe('calls that the simulated studio spoils', () => {
  let casino: Casino;
  let sandbox: RunningService;

  beforeAll(async () => {
    casino = await Casino.open({
      STUDIO_DEFINITIONS_DIR: path.resolve('apps/studios/definitions'),
      STUDIO_URLS: JSON.stringify({ [studioId]: { page: 'http://127.0.0.1:9/studio/play' } }),
      STUDIO_KEYS: JSON.stringify({ [studioId]: { 1: publicKey } }),
    });
    const edge = { PUBLIC_URL: 'http://127.0.0.1:3000', CORS_ORIGINS: '' };
    const gateway = await casino.stack.start(gatewayService, edge);
    const secret = 'secret-of-a-test';
    sandbox = await casino.stack.start(sandboxService, {
      ...{
        SANDBOX: 'true',
        SANDBOX_URL: 'http://127.0.0.1:1',
        PSP_WEBHOOK_URL: 'http://127.0.0.1:1/webhooks',
      },
      ...{ PSP_API_KEY: secret, PSP_WEBHOOK_SECRET: secret, KYC_API_KEY: secret, MAIL_API_KEY: secret },
      ...{ EXCLUSION_API_KEY: secret, STUDIO_FEED_KEY: 'feed-test-key', STUDIO_SIGNING_KEY: privateKey },
      STUDIO_CALLER_KEY: publicKey,
      STUDIO_WALLET_URL: `${gateway.url}/studios/${studioId}`,
    });
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  async function post(at: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${sandbox.url}/studio/${at}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  it.each([
    [111, 'whose JSON is broken: nothing to look into', 0],
    [112, 'that is signed wrongly: somebody is to look into it', 1],
  ])('a stake of %d, a bet first %s', async (stake, _, incidents) => {
    const playerId = await casino.player(1000);
    const { url } = await casino.launch(playerId, `${studioId}.tide-coin`);
    const { seatId } = await post('play', { token: new URL(url).searchParams.get('token') });
    const round = await post(`seats/${String(seatId)}/rounds`, { stake, side: 'heads' });
    expect(round).toMatchObject({ state: 'done' });
    const cash = 1000 - stake + Number(round['payout']);
    expect(round).toMatchObject({ balance: cash });
    expect(await casino.cash(playerId)).toEqual({ cash, inPlay: 0 });
    const rows = await casino.rows(
      `SELECT kind, state FROM studio_transactions WHERE player_id = $1 ORDER BY kind`,
      [playerId],
    );
    expect(rows).toEqual([
      { kind: 'bet', state: 'accepted' },
      { kind: 'win', state: 'accepted' },
    ]);
    const { open } = await casino.stack.bus.ask(listStudioIncidents, { studioId });
    expect(open).toBe(incidents);
  });
});
