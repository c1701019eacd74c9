import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import {
  cancelStudioRounds,
  giveStudioRounds,
  listPlayerStudioRounds,
  readStudioRounds,
  type StudioFreeRounds,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type RunningService } from '@croupier/runtime';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as gatewayService } from '../../../gateway/src/service.js';
import { studioSettings } from '../../../sandbox/test/studio-settings.js';
import { service as sandboxService } from '../../../sandbox/src/service.js';
import { Casino } from '../../test/casino.js';

const studioId = 'sandbox-studio';
const pairOf = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    key: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
};
const [studio, house] = [pairOf(), pairOf()];

/** The sandbox's studio and the real wallet, over HTTP in both directions. */
describe('free rounds at the simulated studio', () => {
  let casino: Casino;
  let sandbox: RunningService;

  beforeAll(async () => {
    const here = {
      STUDIO_DEFINITIONS_DIR: path.resolve('apps/studios/definitions'),
      STUDIO_URLS: JSON.stringify({ [studioId]: { page: 'http://127.0.0.1:9/studio/play' } }),
      STUDIO_KEYS: JSON.stringify({ [studioId]: { 1: studio.publicKey } }),
      STUDIO_CALL_KEYS: JSON.stringify({ [studioId]: { id: '1', key: house.key } }),
    };
    casino = await Casino.open(here);
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
      ...{ EXCLUSION_API_KEY: secret, ...studioSettings, STUDIO_SIGNING_KEY: studio.key },
      ...{ STUDIO_WALLET_URL: `${gateway.url}/studios/${studioId}`, STUDIO_CALLER_KEY: house.publicKey },
    });
    // Only now is it known where the studio's server is.
    await casino.stopStudios();
    const urls = { page: `${sandbox.url}/studio/play`, server: `${sandbox.url}/studio/` };
    await casino.replica({ ...here, STUDIO_URLS: JSON.stringify({ [studioId]: urls }) });
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  const gameId = `${studioId}.tide-coin`;

  async function give(playerId: string, rounds: number, over: object = {}): Promise<string> {
    const freeRoundsId = newId();
    const gift = { freeRoundsId, playerId, gameId, rounds, days: 7, staffId: newId(), ...over };
    await casino.stack.bus.ask(giveStudioRounds, gift);
    return freeRoundsId;
  }

  async function standing(playerId: string, id: string, ...states: string[]): Promise<StudioFreeRounds> {
    return until(`they are ${states.join(' or ')}`, async () => {
      const { data } = await casino.stack.bus.ask(listPlayerStudioRounds, { playerId });
      return data.find(({ freeRoundsId, state }) => freeRoundsId === id && states.includes(state));
    });
  }

  async function post(at: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${sandbox.url}/studio/${at}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  async function sit(playerId: string): Promise<string> {
    const { url } = await casino.launch(playerId, gameId);
    const { seatId } = await post('play', { token: new URL(url).searchParams.get('token') });
    return `seats/${String(seatId)}/rounds`;
  }

  it('are issued by a call, played without a stake, and what they win is cash', async () => {
    const playerId = await casino.player(0);
    const id = await give(playerId, 1, { stakeMinor: 30 });
    expect(await standing(playerId, id, 'issued')).toMatchObject({ toldBy: 'call', stakeMinor: 30 });
    const seat = await sit(playerId);
    const { roundId } = await post(seat, { free: true, side: 'heads' });
    // At once, where the machine lets the casino answer in time.
    const round = await until('the round is over', async () => {
      const url = `${sandbox.url}/studio/${seat.replace(/\/rounds$/, '')}`;
      const shown = await fetch(url, { headers: { accept: 'application/json' } });
      const { rounds } = (await shown.json()) as { rounds: Record<string, unknown>[] };
      return rounds.find((one) => one['roundId'] === roundId && one['state'] === 'done');
    });
    expect(round).toMatchObject({ state: 'done', free: true, stake: 30 });
    expect([0, 60]).toContain(round['payout']);
    expect(await casino.cash(playerId)).toEqual({ cash: round['payout'], inPlay: 0 });
    expect(await standing(playerId, id, 'used_up')).toMatchObject({ used: 1 });
    const both = await casino.stack.bus.ask(readStudioRounds, { playerId, freeRoundsId: id });
    expect(JSON.parse(both.told ?? '')).toMatchObject({ status: 'ok', id, used: 1, state: 'used_up' });
  });

  it.each([
    [12, 'no answer in time'],
    [13, 'HTTP 200 without an answer of the agreed form'],
    [14, 'retry'],
  ])('%d of them are issued once, though the first answer is none: %s', async (rounds, trouble) => {
    const asDone = { state: 'done', trouble, attempts: 2 };
    const isAsDone = ([call]: StudioFreeRounds['calls']): boolean =>
      call?.attempts === asDone.attempts && call.trouble === trouble;
    const issued = async () => {
      const playerId = await casino.player(0);
      const id = await give(playerId, rounds);
      const { calls } = await standing(playerId, id, 'issued');
      const both = await casino.stack.bus.ask(readStudioRounds, { playerId, freeRoundsId: id });
      expect(JSON.parse(both.told ?? '')).toMatchObject({ rounds, used: 0, state: 'issued' });
      return calls;
    };
    let calls = await issued();
    // A machine that stands still misses other answers, too: then others are given, and looked at.
    for (let gifts = 1; gifts < 5 && !isAsDone(calls); gifts += 1) calls = await issued();
    expect(calls).toMatchObject([asDone]);
  });

  it('11 of them are refused, for the reason the studio gives', async () => {
    const playerId = await casino.player(0);
    const id = await give(playerId, 11);
    expect(await standing(playerId, id, 'refused')).toMatchObject({ refusal: 'not_offered' });
  });

  it('are played in no session that has ended, which the studio hears of', async () => {
    const playerId = await casino.player(0);
    const id = await give(playerId, 2);
    await standing(playerId, id, 'issued');
    const [seat, next] = [await sit(playerId), await sit(playerId)];
    const order = { free: true, side: 'heads' };
    await until('the page says so', async () => {
      const shown = await fetch(`${sandbox.url}/studio/${seat.replace(/\/rounds$/, '')}`);
      return (await shown.text()).includes('This session is over') || undefined;
    });
    expect(await post(seat, order)).toMatchObject({ code: 'session_over' });
    expect(await post(next, order)).toMatchObject({ free: true });
  });

  it('that are cancelled are played no more, at either side', async () => {
    const playerId = await casino.player(0);
    const id = await give(playerId, 2);
    await standing(playerId, id, 'issued');
    const seat = await sit(playerId);
    const cancellation = { playerId, freeRoundsId: id, staffId: newId(), reason: 'given by mistake' };
    await casino.stack.bus.ask(cancelStudioRounds, cancellation);
    await until('the studio was told', async () =>
      (await standing(playerId, id, 'cancelled')).calls[1]?.state === 'done' ? true : undefined,
    );
    expect(await post(seat, { free: true, side: 'heads' })).toMatchObject({ code: 'no_free_rounds' });
    expect(await standing(playerId, id, 'cancelled')).toMatchObject({ used: 0 });
  });
});
