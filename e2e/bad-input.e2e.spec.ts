import { randomUUID } from 'node:crypto';
import { errorCatalogue } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Canaries } from './support/canaries.js';
import { Platform } from './support/platform.js';
import { type Answer, type CallOptions, call, Player } from '../tools/rolling/player.js';
import { countRows, stillRows } from './support/rows.js';

const gbp = (amount: unknown): object => ({ amount, currency: 'GBP' });

describe('bad input: a documented code each, and no trace in any table', () => {
  let platform: Platform;
  let player: Player;
  let stranger: Player;

  beforeAll(async () => {
    platform = await Platform.start();
    const { gateway, sandbox } = await platform.run();
    [player, stranger] = [new Player(gateway, sandbox), new Player(gateway, sandbox)];
    await player.sitDown();
    await stranger.sitDown(500);
  }, 300_000);

  afterAll(async () => {
    const wallet = await platform.database('wallet');
    expect(await checkLedger(wallet)).toEqual([]);
    await wallet.destroy();
    await platform?.stop();
  });

  /** Sends it, checks the problem's form, and that no table of any service has a row more or less. */
  async function refused(
    send: () => Promise<Answer>,
    status: number,
    code: string,
  ): Promise<{ pointer: string; code: string }[]> {
    // A sign-in would be a row more.
    for (const one of [player, stranger]) await one.staySignedIn(60_000);
    const before = await stillRows(platform.home);
    const answer = await send();
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body['remedy']).toEqual(expect.any(String));
    expect(Object.keys(errorCatalogue)).toContain(code);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await countRows(platform.home)).toEqual(before);
    return (answer.body['errors'] ?? []) as { pointer: string; code: string }[];
  }

  function round(body: unknown, options: CallOptions = {}): () => Promise<Answer> {
    return () =>
      player.call('POST', `/v1/game-sessions/${player.gameSessionId}/rounds`, {
        key: randomUUID(),
        body,
        ...options,
      });
  }

  it.each([
    ['an unknown field', { stake: gbp(10), bonus: 1 }, '/bonus', 'unknown_field'],
    ['a text for a number', { stake: gbp('10') }, '/stake/amount', 'not_an_integer'],
    ['a float', { stake: gbp(10.5) }, '/stake/amount', 'not_an_integer'],
    ['a negative amount', { stake: gbp(-10) }, '/stake/amount', 'too_small'],
    ['2^53', { stake: gbp(2 ** 53) }, '/stake/amount', 'too_large'],
    ['a list for an amount', { stake: [10] }, '/stake', undefined],
    ['no stake', {}, '/stake', 'missing'],
    ['a currency nobody knows', { stake: { amount: 10, currency: 'ZZZ' } }, '/stake/currency', 'not_offered'],
  ])('%s', async (_, body, pointer, code) => {
    const errors = await refused(round(body), 400, 'invalid_request');
    expect(errors.map((error) => error.pointer)).toContain(pointer);
    if (code) expect(errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it('another currency than the account', () =>
    refused(round({ stake: { amount: 10, currency: 'EUR' } }), 400, 'stake_not_offered'));
  it('malformed JSON', () => refused(round(undefined, { raw: '{"stake":' }), 400, 'malformed_json'));
  it('a member called __proto__', () =>
    refused(
      round(undefined, { raw: '{"stake":{"amount":10,"currency":"GBP"},"__proto__":{"x":1}}' }),
      400,
      'malformed_json',
    ));
  it('a body over 64 KiB', () =>
    refused(round({ stake: gbp(10), pad: 'x'.repeat(66_000) }), 413, 'payload_too_large'));
  it('a body that is not JSON', () =>
    refused(
      round(undefined, { raw: 'stake=10', headers: { 'content-type': 'text/plain' } }),
      415,
      'unsupported_media_type',
    ));
  it('no token', () => refused(round({ stake: gbp(10) }, { token: null }), 401, 'unauthenticated'));
  it('a foreign token', () => {
    const foreign = `${player.token.slice(0, -20)}${'A'.repeat(20)}`;
    return refused(round({ stake: gbp(10) }, { token: foreign }), 401, 'unauthenticated');
  });
  it('no idempotency key', () =>
    refused(round({ stake: gbp(10) }, { key: '' }), 400, 'idempotency_key_required'));
  it('a session of another player', () =>
    refused(
      () =>
        stranger.call('POST', `/v1/game-sessions/${player.gameSessionId}/rounds`, {
          key: randomUUID(),
          body: { stake: gbp(10) },
        }),
      404,
      'not_found',
    ));
  it('a round of nobody', () => refused(() => player.call('GET', `/v1/rounds/${newId()}`), 404, 'not_found'));
  it('an id that is none', () =>
    refused(() => player.call('GET', '/v1/rounds/1%20OR%201=1'), 400, 'invalid_request'));
  it('an unknown game', () =>
    refused(() => player.call('POST', '/v1/games/no-such-game/sessions'), 404, 'unknown_game'));
  it('an unknown path', () => refused(() => player.call('GET', '/v1/nothing'), 404, 'not_found'));
  it('a stake the game does not offer', () => refused(round({ stake: gbp(11) }), 400, 'stake_not_offered'));
  it('a stake above the balance', async () => {
    const { gateway, sandbox } = await platform.run();
    const poor = new Player(gateway, sandbox);
    await poor.register();
    await poor.verify();
    await poor.openGame();
    await refused(() => poor.play(10), 409, 'insufficient_funds');
  });
  it('a withdrawal above the balance says so in a dry run', () =>
    refused(
      () =>
        player.call('POST', '/v1/withdrawals?dryRun=true', {
          key: randomUUID(),
          body: { amount: gbp(900_000), method: 'bank' },
        }),
      409,
      'insufficient_funds',
    ));
  it('a deposit outside the range of its method', () =>
    refused(
      () =>
        player.call('POST', '/v1/deposits', { key: randomUUID(), body: { amount: gbp(1), method: 'card' } }),
      400,
      'amount_out_of_range',
    ));

  it('a stake above the legal cap at 24, and the cap itself passes', async () => {
    const { gateway, sandbox } = await platform.run();
    const young = new Player(gateway, sandbox);
    const year = new Date().getUTCFullYear() - 20;
    await young.register({ dateOfBirth: `${year}-01-01` });
    await young.verify();
    await young.credited(await young.payIn(2000));
    await young.openGame();
    await refused(() => young.play(300), 403, 'stake_above_cap');
    expect((await young.play(200)).status).toBe(201);
  });

  it.each(['Refer', 'Fail'])('nobody called %s deposits or plays unverified', async (familyName) => {
    const { gateway, sandbox } = await platform.run();
    const unverified = new Player(gateway, sandbox);
    await unverified.register({ familyName });
    await unverified.verify();
    const deposit = { amount: gbp(1000), method: 'card' };
    await refused(
      () => unverified.call('POST', '/v1/deposits', { key: randomUUID(), body: deposit }),
      403,
      'not_verified',
    );
    await refused(
      () => unverified.openGame().then(fail, (error: Error) => answerIn(error)),
      403,
      'not_verified',
    );
  });

  it('nobody under 18 registers', async () => {
    const { gateway, sandbox } = await platform.run();
    const child = new Player(gateway, sandbox);
    const dateOfBirth = `${new Date().getUTCFullYear() - 17}-01-01`;
    await expect(child.register({ dateOfBirth })).rejects.toThrow('under_age');
  });

  it('two rounds at once: one is played', async () => {
    await player.wait(2500);
    const answers = await Promise.all([player.play(10), player.play(10), player.play(10)]);
    const played = answers.filter(({ status }) => status === 201);
    expect(played).toHaveLength(1);
    for (const { status, body } of answers.filter((answer) => answer.status !== 201)) {
      expect(status).toBe(409);
      expect(['round_open', 'round_too_soon']).toContain(body['code']);
    }
  });

  it('a round before the cycle is over', async () => {
    // The longest cycle there is: the rows are counted meanwhile.
    const opened = await stranger.call('POST', '/v1/games/saltmarsh-roulette/sessions');
    const spin = () =>
      stranger.call('POST', `/v1/game-sessions/${String(opened.body['gameSessionId'])}/rounds`, {
        key: randomUUID(),
        body: { stake: gbp(100), bets: [{ kind: 'red', amount: 100 }] },
      });
    expect((await spin()).status).toBe(201);
    await refused(spin, 409, 'round_too_soon');
  });

  it('a replayed key gets the first outcome, an altered one a conflict', async () => {
    await player.wait(2500);
    const key = randomUUID();
    const first = await player.play(10, key);
    const again = await player.play(10, key);
    expect(again.status).toBe(201);
    expect(again.body['outcome']).toEqual(first.body['outcome']);
    expect(again.body['version']).toBe(first.body['version']);
    await refused(() => player.play(20, key), 422, 'idempotency_key_reused');
  });

  it('a dry run says whether a stake would pass and leaves no trace', async () => {
    await player.wait(2500);
    const before = await stillRows(platform.home);
    expect((await player.play(10, randomUUID(), '?dryRun=true')).status).toBe(200);
    expect(await countRows(platform.home)).toEqual(before);
  });

  it('no name, address, card or secret in a log, a figure, a trace, a dead letter or an error', async () => {
    const { gateway, sandbox } = await platform.run();
    const canaries = new Canaries(platform);
    await player.signIn();
    const { token } = player;
    for (const document of ['/docs/openapi.json', '/docs/backoffice.json'])
      for (let time = 0; time < 3; time += 1) await canaries.sendEverywhere(gateway, document, token);
    const known = new Player(gateway, sandbox);
    await known.sitDown();
    const traceId = (await known.play(10)).headers.get('x-trace-id') ?? '';
    // A line at each hop, and proof that what is in a log is found there.
    await until('the logs tell of the round', async () => {
      const logs = await canaries.logsWith(traceId);
      return ['gateway', 'games', 'wallet'].every((app) => logs.includes(`${app}.log`));
    });
    canaries.add(known.token, known.refreshToken, known.email, known.password);
    // What is on its way when a database goes is told of in many ways.
    const named = () => known.askToRegister({ familyName: canaries.next(), postcode: canaries.next() });
    await named();
    await platform.kill('postgres');
    for (let n = 0; n < 20; n += 1) await Promise.all([named(), known.play(10)]);
    await until('the platform is whole again', () => platform.allReady(), 60_000);
    expect(canaries.count).toBeGreaterThan(1000);
    // Not all are recorded when there are many.
    expect((await canaries.traces()).length).toBeGreaterThan(20);
    expect(canaries.echoes).toEqual([]);
    expect(await canaries.found()).toEqual([]);
  }, 300_000);

  it.each([
    ['forged', 't=1,v1=00'],
    ['unsigned', ''],
  ])('a %s webhook', (_, signature) =>
    refused(
      () =>
        call(`${player.gateway}/webhooks/sandbox-psp`, 'POST', {
          body: {
            id: randomUUID(),
            type: 'payment.captured',
            data: { reference: newId(), amount: gbp(5000) },
          },
          headers: { 'croupier-signature': signature },
        }),
      401,
      'webhook_refused',
    ),
  );
});

function fail(): never {
  throw new Error('it passed');
}

/** The refusal that a step of a player ran into. */
function answerIn(error: Error): Answer {
  const [, status, body] = /got (\d+): (.*)$/s.exec(error.message) ?? [];
  return {
    status: Number(status),
    body: JSON.parse(body ?? '{}') as Record<string, unknown>,
    headers: new Headers({ 'content-type': 'application/problem+json' }),
    durationMs: 0,
  };
}
