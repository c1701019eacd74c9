import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { newId } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonDriver } from '../../../../tools/conformance/games/driver.js';
import { StubWallet } from '../../../../tools/conformance/games/stub-wallet.js';
import { studioSettings } from '../../test/studio-settings.js';
import { service } from '../service.js';

const caller = generateKeyPairSync('ed25519');
/** What a round of the studio comes to. */
const ends = ['done', 'undone', 'refused'];
const stranger = generateKeyPairSync('ed25519');

describe('free rounds of the studio', () => {
  const wallet = new StubWallet();
  let stack: TestStack;
  let sandbox: ServiceUnderTest;

  beforeAll(async () => {
    stack = await TestStack.open();
    const secret = 'secret-of-a-test';
    sandbox = await stack.start(service, {
      ...{
        SANDBOX: 'true',
        SANDBOX_URL: 'http://127.0.0.1:1',
        PSP_WEBHOOK_URL: 'http://127.0.0.1:1/webhooks',
      },
      ...{ PSP_API_KEY: secret, PSP_WEBHOOK_SECRET: secret, KYC_API_KEY: secret, MAIL_API_KEY: secret },
      ...{ EXCLUSION_API_KEY: secret, ...studioSettings },
      STUDIO_WALLET_URL: `${await wallet.listen()}/studios/sandbox-studio`,
      STUDIO_CALLER_KEY: caller.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    });
  });

  afterAll(async () => {
    await stack.close();
    await wallet.close();
  });

  /** A call of a casino, signed as docs/studios.md has it. */
  async function call(
    verb: string,
    members: object,
    key = caller.privateKey,
  ): Promise<{ http: number; body: unknown }> {
    const path = verb.includes('/') ? verb : `free-rounds/${verb}`;
    const url = new URL(`${sandbox.url}/studio/${path}`);
    const body = JSON.stringify(members);
    const [t, id] = [String(Math.floor(Date.now() / 1000)), newId()];
    const text = ['POST', url.pathname, t, id, createHash('sha256').update(body).digest('hex')].join('\n');
    const signature = sign(null, Buffer.from(text), key).toString('base64');
    const headers = {
      ...{ 'content-type': 'application/json' },
      'croupier-signature': `key=1,t=${t},id=${id},v1=${signature}`,
    };
    const response = await fetch(url, { method: 'POST', headers, body });
    const said = await response.text();
    return { http: response.status, body: said.endsWith('}') ? JSON.parse(said) : said };
  }

  const in30Days = `${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 19)}Z`;
  const asked = (over: object = {}) => ({
    ...{ id: newId(), playerId: newId(), game: 'tide-coin', rounds: 2, currency: 'GBP', stake: '20' },
    ...{ until: in30Days, ...over },
  });
  const ok = { http: 200, body: { status: 'ok' } };

  it('are created once under their id, read, listed and cancelled', async () => {
    const gift = asked();
    for (let turn = 0; turn < 2; turn += 1) expect(await call('create', gift)).toEqual(ok);
    expect(await call('create', { ...gift, rounds: 3 })).toEqual({ http: 409, body: { status: 'conflict' } });
    const { id, playerId } = gift;
    const shown = { id, playerId, rounds: 2, used: 0, stake: '20', state: 'issued' };
    expect(await call('read', { id })).toMatchObject({ http: 200, body: { status: 'ok', ...shown } });
    const list = (await call('list', {})).body as { data: object[] };
    expect(list.data).toEqual(expect.arrayContaining([expect.objectContaining(shown)]));
    for (let turn = 0; turn < 2; turn += 1) expect(await call('cancel', { id })).toEqual(ok);
    expect(await call('read', { id })).toMatchObject({ body: { state: 'cancelled' } });
    expect(await call('create', gift)).toEqual({ http: 422, body: { status: 'cancelled' } });
    expect(await call('read', { id: newId() })).toEqual({ http: 422, body: { status: 'unknown' } });
  });

  it('that were cancelled before they came are never created', async () => {
    const gift = asked();
    expect(await call('cancel', { id: gift.id })).toEqual(ok);
    expect(await call('create', gift)).toEqual({ http: 422, body: { status: 'cancelled' } });
    expect(await call('read', { id: gift.id })).toEqual({ http: 422, body: { status: 'unknown' } });
  });

  it('are not looked at if they are not signed, and refused by the member that is of another form', async () => {
    const gift = asked();
    expect(await call('create', gift, stranger.privateKey)).toEqual({
      http: 401,
      body: { status: 'bad_signature' },
    });
    expect((await call('read', { id: gift.id })).http).toBe(422);
    const malformed = (field: string) => ({ http: 400, body: { status: 'malformed', field } });
    expect(await call('create', { ...gift, rounds: '2' })).toEqual(malformed('rounds'));
    expect(await call('cancel', { id: 7 })).toEqual(malformed('id'));
    expect(await call('list', { cursor: 7 })).toEqual(malformed('cursor'));
  });

  it.each([
    [12, 200, { status: 'ok' }],
    [13, 200, '{"status":"ok"'],
    [14, 500, { status: 'retry' }],
  ])('%d of them are created, and the first answer is spoilt', async (rounds, http, body) => {
    const gift = asked({ rounds });
    expect(await call('create', gift)).toEqual({ http, body });
    expect(await call('read', { id: gift.id })).toMatchObject({ body: { state: 'issued' } });
    expect(await call('create', gift)).toEqual(ok);
  });

  it('11 of them are refused', async () => {
    const gift = asked({ rounds: 11 });
    expect(await call('create', gift)).toEqual({ http: 422, body: { status: 'not_offered' } });
    expect((await call('read', { id: gift.id })).http).toBe(422);
  });

  const game = (): string => `${sandbox.url}/studio`;

  async function sit(rounds: number): Promise<{ seat: string; playerId: string; giftId: string }> {
    const { token, playerId } = wallet.launch(1000);
    const gift = asked({ playerId, rounds });
    expect(await call('create', gift)).toEqual(ok);
    return { seat: await jsonDriver(game()).open(token), playerId, giftId: gift.id };
  }

  /** The time of a cycle is over. */
  async function cycle(seat: string): Promise<void> {
    await sandbox.database.admin.query(
      `UPDATE studio_coin_rounds SET started_at = started_at - interval '1 minute' WHERE seat_id = $1`,
      [seat],
    );
  }

  /** The bets that came, however often each. */
  const betsOf = (playerId: string) =>
    new Set(wallet.callsOf(playerId, 'bet').map(({ members }) => members['id']));

  /** A round whose stake is in, and whose win is missed once. Of a slow machine the bet may be: then it is another round. */
  async function stakeIn(seat: string, playerId: string): Promise<string> {
    const driver = jsonDriver(game());
    return until('a stake is in', async () => {
      const [last] = await driver.rounds(seat);
      if (last && ['paying', 'done'].includes(last.state)) return last.roundId;
      if (last && !ends.includes(last.state)) return undefined;
      wallet.script(playerId, 'win', { fault: '500' });
      await cycle(seat);
      await driver.play(seat);
      return undefined;
    });
  }

  async function playFree(seat: string): Promise<{ http: number; body: Record<string, unknown> }> {
    await cycle(seat);
    const response = await fetch(`${game()}/seats/${seat}/rounds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"free":true,"side":"heads"}',
    });
    const body = (await response.json()) as Record<string, unknown>;
    return { http: response.status, body: response.ok ? await over(seat, body['roundId']) : body };
  }

  /** A round once it is over: at once, where the machine lets the casino answer in time. */
  function over(seat: string, roundId: unknown): Promise<Record<string, unknown>> {
    return until('the round is over', async () => {
      const rounds = (await jsonDriver(game()).rounds(seat)) as unknown as Record<string, unknown>[];
      return rounds.find((one) => one['roundId'] === roundId && ends.includes(String(one['state'])));
    });
  }

  const page = async (seat: string): Promise<string> => (await fetch(`${game()}/seats/${seat}`)).text();

  it('are played without a stake until none is left, and the page says how many are', async () => {
    const { seat, playerId, giftId } = await sit(2);
    expect(await page(seat)).toContain('Free rounds left: 2. The next is played at 0.20 GBP');
    const first = await playFree(seat);
    expect(first).toMatchObject({ http: 201, body: { state: 'done', free: true, stake: 20 } });
    expect([0, 40]).toContain(first.body['payout']);
    expect(await page(seat)).toContain('Free rounds left: 1.');
    expect((await playFree(seat)).http).toBe(201);
    expect(await page(seat)).not.toContain('Free rounds left');
    expect(await playFree(seat)).toMatchObject({ http: 409, body: { code: 'no_free_rounds' } });
    // A bet whose answer was missed is sent again, as it was.
    const bets = new Map(wallet.callsOf(playerId, 'bet').map(({ members }) => [members['id'], members]));
    expect([...bets.values()].map((bet) => [bet['amount'], bet['freeRoundsId']])).toEqual([
      ['0', giftId],
      ['0', giftId],
    ]);
    expect(await call('read', { id: giftId })).toMatchObject({ body: { used: 2, state: 'used_up' } });
    const seated = await fetch(`${game()}/seats/${seat}`, { headers: { accept: 'application/json' } });
    const { netPosition, freeRounds, rounds } = (await seated.json()) as Record<string, unknown> & {
      rounds: { payout: number }[];
    };
    // Nothing was staked: what was won is all there is.
    expect(netPosition).toBe(rounds.reduce((sum, { payout }) => sum + payout, 0));
    expect(freeRounds).toBe(0);
  });

  it('whose bet comes to nothing are there again, and not where the casino knows of none', async () => {
    const { seat, playerId, giftId } = await sit(3);
    wallet.script(
      playerId,
      'bet',
      { fault: '500' },
      { status: 'bad_token' },
      { status: 'free_rounds_spent' },
    );
    const used = async () => ((await call('read', { id: giftId })).body as { used: number }).used;
    expect((await playFree(seat)).body).toMatchObject({ state: 'undone' });
    expect(await used()).toBe(0);
    expect((await playFree(seat)).body).toMatchObject({ state: 'refused', reason: 'bad_token' });
    expect(await used()).toBe(0);
    expect((await playFree(seat)).body).toMatchObject({ state: 'refused', reason: 'free_rounds_spent' });
    expect(await used()).toBe(1);
  });

  it('are played in no session that has ended before its seat was there', async () => {
    const { token, playerId } = wallet.launch(1000);
    expect(await call('create', asked({ playerId, rounds: 2 }))).toEqual(ok);
    wallet.beforeAnswer = async (operation) => {
      if (operation === 'open-session')
        expect(await call('sessions/end', { id: wallet.sessionOf(playerId), playerId })).toEqual(ok);
    };
    const seat = await jsonDriver(game())
      .open(token)
      .finally(() => delete wallet.beforeAnswer);
    expect(await playFree(seat)).toMatchObject({ http: 409, body: { code: 'session_over' } });
    expect(await page(seat)).toContain('This session is over');
    expect(wallet.callsOf(playerId, 'bet')).toEqual([]);
  });

  it('are played in no session that the casino has ended, nor is a stake; what has begun is paid', async () => {
    const { seat, playerId } = await sit(2);
    const other = await sit(2);
    const sessionId = wallet.sessionOf(playerId);
    const roundId = await stakeIn(seat, playerId);
    const bets = betsOf(playerId);
    const forged = await call('sessions/end', { id: sessionId, playerId }, stranger.privateKey);
    expect(forged).toEqual({ http: 401, body: { status: 'bad_signature' } });
    expect(await call('sessions/end', { playerId })).toMatchObject({ http: 400, body: { field: 'id' } });
    expect(await page(seat)).not.toContain('This session is over');
    for (let turn = 0; turn < 2; turn += 1)
      expect(await call('sessions/end', { id: sessionId, playerId })).toEqual(ok);
    expect(await call('sessions/end', { id: newId(), playerId })).toEqual(ok);
    expect(await playFree(seat)).toMatchObject({ http: 409, body: { code: 'session_over' } });
    expect(await jsonDriver(game()).play(seat)).toBeUndefined();
    const shown = await page(seat);
    expect(shown).toContain('This session is over');
    for (const form of ['Free rounds left', 'Stake in pence']) expect(shown).not.toContain(form);
    await until('the round is paid', async () => {
      const rounds = await jsonDriver(game()).rounds(seat);
      return rounds.find((one) => one.roundId === roundId)?.state === 'done' || undefined;
    });
    expect(betsOf(playerId)).toEqual(bets);
    expect((await playFree(other.seat)).http).toBe(201);
  });

  it('that are cancelled are not played', async () => {
    const { seat, giftId } = await sit(2);
    await call('cancel', { id: giftId });
    expect(await page(seat)).not.toContain('Free rounds left');
    expect((await playFree(seat)).http).toBe(409);
  });
});
