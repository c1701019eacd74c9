import { connect } from 'node:net';
import {
  awardEnded,
  awardExpiring,
  depositCredited,
  type GameChanged,
  gameChanged,
  listJackpots,
  listTables,
  messageCreated,
  payoutCredited,
  roundCorrected,
  roundSettled,
  readWallet,
  sessionClosed,
  tableChanged,
  tablePartsSettled,
  tableRoundChanged,
  tableTotalsCounted,
  walletError,
  withdrawalHeld,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { Gateway, gbp, walletOf } from '../../test/gateway.js';
import { JackpotFeedService } from './jackpot-feed.service.js';

interface Message {
  seq: number;
  type: string;
  data: Record<string, unknown>;
}

/** A client that keeps what it hears. */
class Client {
  readonly messages: Message[] = [];
  closed: { code: number; reason: string } | undefined;

  constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.messages.push(JSON.parse(data.toString()) as Message));
    socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
    socket.on('error', () => undefined);
  }

  get types(): string[] {
    return this.messages.map(({ type }) => type);
  }

  heard(count: number): Promise<true> {
    return until(
      `${count} messages arrived, not ${this.types.join()}`,
      () => this.messages.length >= count || undefined,
    );
  }

  end(): Promise<{ code: number; reason: string }> {
    return until('the stream is closed', () => this.closed);
  }
}

const deposit = (playerId: string, version: number, cash = 5000): object => ({
  playerId,
  transactionId: newId(),
  balance: gbp(cash),
  bonus: gbp(0),
  inPlay: gbp(0),
  withdrawing: gbp(0),
  version,
  recordedAt: '2026-11-23T21:03:00.000Z',
  depositId: newId(),
  amount: gbp(1000),
});

describe('the stream', () => {
  let gateway: Gateway;
  let clients: Client[] = [];

  beforeAll(async () => {
    gateway = await Gateway.open({ STREAMS_PER_PLAYER: '3' });
  });

  beforeEach(() => gateway.answer(readWallet, (body) => walletOf(String(body['playerId']))));

  afterEach(() => {
    for (const { socket } of clients) socket.terminate();
    clients = [];
  });

  afterAll(async () => {
    await gateway.close();
  });

  const url = (path = '/v1/stream'): string => gateway.running.url.replace('http', 'ws') + path;

  function open(token: string, at = gateway): Client {
    const address = at.running.url.replace('http', 'ws') + '/v1/stream';
    const client = new Client(new WebSocket(address, { headers: { authorization: `Bearer ${token}` } }));
    clients.push(client);
    return client;
  }

  async function listen(playerId: string): Promise<Client> {
    const client = open(await gateway.token({ playerId }));
    await client.heard(1);
    return client;
  }

  /** Status and problem of an upgrade that is refused. */
  function refusal(path: string, headers: Record<string, string>, protocols: string[] = []) {
    return new Promise<{ status: number; code: string; type: string | undefined }>((resolve, reject) => {
      const socket = new WebSocket(url(path), protocols, { headers });
      socket.on('open', () => reject(new Error('it was let in')));
      socket.on('error', () => undefined);
      socket.on('unexpected-response', (_request, response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () => {
          const { code } = JSON.parse(text) as { code: string };
          resolve({ status: response.statusCode ?? 0, code, type: response.headers['content-type'] });
        });
      });
    });
  }

  it('greets with the wallet, then tells balances and rounds in numbered messages', async () => {
    const playerId = newId();
    const client = await listen(playerId);
    await gateway.say(depositCredited, deposit(playerId, 2, 6000));
    const round = { roundId: newId(), gameSessionId: newId(), gameId: 'g', stake: gbp(100), payout: gbp(40) };
    const settled = { ...deposit(playerId, 3, 5940), ...round, outcome: { secret: 1 }, startedAt: 'x' };
    await gateway.say(roundSettled, settled);
    await client.heard(4);
    expect(client.types).toEqual(['hello', 'balance', 'round', 'balance']);
    expect(client.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(client.messages[0]?.data).toEqual(walletOf(playerId));
    expect(client.messages[1]?.data).toEqual(walletOf(playerId, 2, 6000));
    expect(client.messages[2]?.data).toEqual({
      ...round,
      netWin: { amount: -60, currency: 'GBP' },
      settledAt: '2026-11-23T21:03:00.000Z',
    });
    expect(client.messages[3]?.data).toMatchObject({ version: 3, cash: gbp(5940) });
    expect(gateway.heardOf(readWallet).at(-1)?.context.actor).toBe(`player:${playerId}`);
  });

  it('tells that a round which was settled is void, and what there is after a payout that ends none', async () => {
    const playerId = newId();
    const client = await listen(playerId);
    const round = { roundId: newId(), gameSessionId: newId(), gameId: 'g', payout: gbp(40) };
    await gateway.say(payoutCredited, { ...deposit(playerId, 2, 6000), ...round, payoutId: newId() });
    await gateway.say(roundCorrected, {
      ...{ ...deposit(playerId, 3, 6060), ...round, stake: gbp(100), reason: 'game_fault', freeRound: false },
      ...{ corrects: newId(), correctsVersion: 1, settledAt: '2026-11-23T20:00:00.000Z' },
    });
    await client.heard(4);
    expect(client.types).toEqual(['hello', 'balance', 'round', 'balance']);
    expect(client.messages[2]?.data).toEqual({
      ...{ ...round, stake: gbp(100), netWin: gbp(0), settledAt: '2026-11-23T20:00:00.000Z' },
      voided: { reason: 'game_fault', at: '2026-11-23T21:03:00.000Z', corrected: true },
    });
    expect(client.messages[3]?.data).toMatchObject({ version: 3, cash: gbp(6060) });
  });

  it('tells of a message to its player, between the versions of the account', async () => {
    const [playerId, other] = [newId(), await listen(newId())];
    const client = await listen(playerId);
    const at = '2026-11-23T21:03:00.000Z';
    const written = { messageId: newId(), kind: 'deposit.credited', purpose: 'service', createdAt: at };
    const message = { ...written, title: 'Deposit of £20.00 received', text: 'It came.' };
    await gateway.say(messageCreated, { ...message, playerId });
    await gateway.say(depositCredited, deposit(playerId, 2));
    await client.heard(3);
    expect(client.messages[1]).toEqual({ seq: 2, type: 'message', at, data: message });
    expect(client.types).toEqual(['hello', 'message', 'balance']);
    expect(other.types).toEqual(['hello']);
  });

  it('tells a player what became of a bonus', async () => {
    const playerId = newId();
    const client = await listen(playerId);
    const at = '2026-11-23T21:03:00.000Z';
    const award = {
      awardId: newId(),
      programmeId: 'opening-night',
      version: 1,
      kind: 'deposit_match' as const,
    };
    await gateway.say(awardExpiring, { ...award, playerId, at, remaining: gbp(500), expiresAt: at });
    await gateway.say(awardEnded, { ...award, playerId, at, reason: 'staff', forfeited: gbp(500) });
    await client.heard(3);
    expect(client.messages.slice(1)).toEqual([
      { seq: 2, type: 'bonus', at, data: { ...award, happened: 'expiring' } },
      { seq: 3, type: 'bonus', at, data: { ...award, happened: 'ended' } },
    ]);
  });

  it('tells each player only what is theirs, in all of their streams', async () => {
    const [ada, ben] = [newId(), newId()];
    const [first, second, other] = [await listen(ada), await listen(ada), await listen(ben)];
    await gateway.say(depositCredited, deposit(ada, 2));
    await gateway.say(withdrawalHeld, deposit(ben, 2));
    await Promise.all([first.heard(2), second.heard(2), other.heard(2)]);
    for (const client of [first, second]) expect(client.messages[1]?.data['playerId']).toBe(ada);
    expect(other.messages.map(({ data }) => data['playerId'])).toEqual([ben, ben]);
  });

  it('tells a client that missed a version to read again, and repeats nothing', async () => {
    const playerId = newId();
    const client = await listen(playerId);
    for (const version of [2, 2, 1, 5, 4, 6]) await gateway.say(depositCredited, deposit(playerId, version));
    await client.heard(5);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(client.types).toEqual(['hello', 'balance', 're-read', 'balance', 'balance']);
    expect(client.messages[2]?.data).toEqual({ reason: 'gap' });
    expect(client.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(client.messages.slice(3).map(({ data }) => data['version'])).toEqual([5, 6]);
  });

  it('loses nothing that happens while the wallet is read', async () => {
    const playerId = newId();
    let answer: (wallet: object) => void = () => undefined;
    let asked = false;
    await gateway.answer(readWallet, () => {
      asked = true;
      return new Promise<object>((resolve) => (answer = resolve));
    });
    const client = open(await gateway.token({ playerId }));
    await until('the wallet is asked', () => asked);
    for (const version of [4, 5, 6]) await gateway.say(depositCredited, deposit(playerId, version));
    answer(walletOf(playerId, 5));
    await client.heard(2);
    expect(client.types).toEqual(['hello', 'balance']);
    expect(client.messages[1]?.data['version']).toBe(6);
  });

  it('takes a token from the subprotocols, as a browser sends it, and never repeats it', async () => {
    const token = await gateway.token();
    const socket = new WebSocket(url(), ['croupier.v1', `token.${token}`], {
      origin: 'http://lobby.example.org',
    });
    const client = new Client(socket);
    clients.push(client);
    await client.heard(1);
    expect(socket.protocol).toBe('croupier.v1');
  });

  it('refuses the upgrade with a problem', async () => {
    const token = await gateway.token();
    const good = { authorization: `Bearer ${token}` };
    const problem = 'application/problem+json';
    expect(await refusal('/v1/stream', {})).toEqual({ status: 401, code: 'unauthenticated', type: problem });
    expect(await refusal('/v1/stream', { authorization: 'Bearer x.y.z' })).toMatchObject({ status: 401 });
    expect(await refusal('/v1/stream', {}, [`token.${token}`])).toMatchObject({ status: 401 });
    expect(await refusal('/v1/stream', { ...good, origin: 'http://evil.example.org' })).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    for (const path of ['/v1/stream/', '/v1/streams', '/', '/v1/wallet']) {
      expect(await refusal(path, good)).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  it('serves plain HTTP to clients that offer another protocol', async () => {
    const { hostname, port } = new URL(gateway.running.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          'GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n',
        ),
      );
      socket.once('data', (data) => resolve(data.toString()));
    });
    expect(answer).toContain('HTTP/1.1 200');
  });

  it('holds no more streams of a player than it may, and takes one again when one ends', async () => {
    const playerId = newId();
    const [first] = [await listen(playerId), await listen(playerId), await listen(playerId)];
    const authorization = `Bearer ${await gateway.token({ playerId })}`;
    expect(await refusal('/v1/stream', { authorization })).toMatchObject({
      status: 429,
      code: 'rate_limited',
    });
    first?.socket.close();
    await first?.end();
    await listen(playerId);
  });

  it('ends with 4401 when the token expires', async () => {
    const started = performance.now();
    const client = open(await gateway.token({ lifeSeconds: 4 }));
    await client.heard(1);
    expect((await client.end()).code).toBe(4401);
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it('ends with 4401 when the login session ends, and only that one', async () => {
    const [playerId, sessionId] = [newId(), newId()];
    const [ended, kept] = [open(await gateway.token({ playerId, sessionId })), await listen(playerId)];
    await ended.heard(1);
    await gateway.say(sessionClosed, {
      playerId,
      sessionId,
      reason: 'signed_out',
      closedAt: new Date().toISOString(),
    });
    expect((await ended.end()).code).toBe(4401);
    await gateway.say(depositCredited, deposit(playerId, 2));
    await kept.heard(2);
  });

  it('asks a client without a wallet to come later, and one that speaks to leave', async () => {
    await gateway.answer(readWallet, () => {
      throw walletError('no_account');
    });
    const early = open(await gateway.token());
    expect(await early.end()).toEqual({ code: 1013, reason: 'no_account' });
    await gateway.answer(readWallet, (body) => walletOf(String(body['playerId'])));
    const chatty = await listen(newId());
    chatty.socket.send('hello?');
    expect((await chatty.end()).code).toBe(1008);
    const huge = await listen(newId());
    huge.socket.send('x'.repeat(5000));
    expect((await huge.end()).code).toBe(1009);
  });

  describe('opened for a table', () => {
    const tableId = 'harbour-table';
    const at = '2026-11-23T21:03:00.000Z';
    const round = (revision: number, phase: string, table = tableId): object => ({
      tableId: table,
      roundId: newId(),
      number: Math.floor(revision / 10),
      phase,
      revision,
      changedAt: at,
      betsCloseAt: at,
    });

    async function listenAt(table: string): Promise<Client> {
      const headers = { authorization: `Bearer ${await gateway.token()}` };
      const client = new Client(new WebSocket(url(`/v1/stream?table=${table}`), { headers }));
      clients.push(client);
      await client.heard(1);
      return client;
    }

    it('tells where the table is, then its phases and totals, to everybody at it and nobody else', async () => {
      await gateway.answer(listTables, { data: [{ tableId, round: round(420, 'betting') }] });
      const [first, second] = [await listenAt(tableId), await listenAt(tableId)];
      const [elsewhere, away] = [await listenAt('lighthouse-table'), await listen(newId())];
      await Promise.all([first.heard(2), second.heard(2)]);
      await gateway.say(tableRoundChanged, round(421, 'closed'));
      const totals = { tableId, roundId: newId(), players: 3, amount: gbp(500), kinds: [] };
      await gateway.say(tableTotalsCounted, totals);
      await gateway.say(tableRoundChanged, round(99, 'betting', 'lighthouse-table'));
      await Promise.all([first.heard(4), second.heard(4), elsewhere.heard(2)]);
      for (const client of [first, second]) {
        expect(client.types).toEqual(['hello', 'table', 'table', 'table-totals']);
        expect(client.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
        expect(client.messages.slice(1, 3).map(({ data }) => data['revision'])).toEqual([420, 421]);
        expect(client.messages[3]?.data).toEqual(totals);
      }
      expect(elsewhere.types).toEqual(['hello', 'table']);
      expect(away.types).toEqual(['hello']);
      // A newcomer is told the newest that passed by, without the table being asked.
      const asked = gateway.heardOf(listTables).length;
      const late = await listenAt(tableId);
      await late.heard(2);
      expect(late.messages[1]?.data).toMatchObject({ revision: 421, phase: 'closed' });
      expect(gateway.heardOf(listTables)).toHaveLength(asked);
    });

    it('tells everybody of a jackpot that changed, once, and answers anybody what is in them', async () => {
      const jackpots = (amount: number): { data: object[] } => ({
        data: [
          {
            ...{ jackpotId: 'three-lights', name: 'Three Lights', state: 'open', value: gbp(amount) },
            ...{ seed: gbp(50_000), cycle: 1, games: ['tideway-beacons'], falls: [] },
          },
        ],
      });
      await gateway.answer(listJackpots, jackpots(50_000));
      const [first, second] = [await listen(newId()), await listen(newId())];
      const feed = gateway.running.app.get(JackpotFeedService, { strict: false });
      await feed.look();
      await gateway.answer(listJackpots, jackpots(50_012));
      await feed.look();
      await feed.look();
      for (const client of [first, second]) {
        await client.heard(2);
        expect(client.types).toEqual(['hello', 'jackpot']);
        expect(client.messages[1]?.data).toEqual({
          ...{ jackpotId: 'three-lights', name: 'Three Lights', state: 'open', value: gbp(50_012) },
          ...{ seed: gbp(50_000), cycle: 1 },
        });
      }
      const { body } = (await gateway.http.get('/v1/jackpots').expect(200)) as { body: object };
      expect(body).toEqual(jackpots(50_012));
    });

    it.each([
      ['game', gameChanged],
      ['table-changed', tableChanged],
    ])('tells everybody of a %s, and nobody who of the house did it', async (type, fact) => {
      const client = await listen(newId());
      const changed: GameChanged = {
        ...{ gameId: 'cap-game', name: 'Cap Game', what: 'released', version: '1.1.0' },
        ...{ definitionHash: 'a3'.repeat(32), returnToPlayer: '0.95000000', staffId: newId() },
        changedAt: new Date().toISOString(),
        change: {
          ...{ previousVersion: '1.0.0', previousHash: 'b4'.repeat(32), approvalId: newId() },
          whatChanges: 'The Ace pays four.',
        },
      };
      await gateway.say(fact, changed);
      await client.heard(2);
      const { gameId, name, what, version, definitionHash } = changed;
      expect(client.messages[1]).toMatchObject({ type, at: changed.changedAt });
      expect(client.messages[1]?.data).toEqual({
        ...{ gameId, name, what, version, definitionHash },
        whatChanges: 'The Ace pays four.',
      });
    });

    it('tells players alone what a round came to for them, with net position and time (RTS 2E, RTS 13C)', async () => {
      const [ada, ben] = [newId(), newId()];
      const [hers, alsoHers, his] = [await listen(ada), await listen(ada), await listen(ben)];
      const part = (playerId: string, net: number) => ({
        ...{ playerId, gameSessionId: newId(), stake: gbp(100), payout: gbp(200), netPosition: gbp(net) },
        ...{ elapsedMs: 61_000, settledAt: new Date().toISOString() },
      });
      const parts = [part(ada, 100), part(newId(), 7), part(ben, -250)];
      const settled = { tableId, roundId: newId(), number: 42, how: 'settled' as const, parts };
      await gateway.say(tablePartsSettled, settled);
      await Promise.all([hers, alsoHers, his].map((client) => client.heard(2)));
      for (const [client, index] of [
        [hers, 0],
        [alsoHers, 0],
        [his, 2],
      ] as const) {
        const { playerId: _, ...own } = parts[index] ?? {};
        expect(client.types).toEqual(['hello', 'table-part']);
        const { parts: __, ...round } = settled;
        expect(client.messages[1]?.data).toEqual({ ...round, ...own });
      }
    });

    it('opens without tables too, and not for what is no table', async () => {
      await gateway.silence('live');
      expect((await listenAt('quiet-table')).types).toEqual(['hello']);
      const authorization = `Bearer ${await gateway.token()}`;
      expect(await refusal('/v1/stream?table=a%20b', { authorization })).toMatchObject({
        status: 400,
        code: 'invalid_request',
      });
    });
  });

  it('survives what is no fact', async () => {
    const playerId = newId();
    const client = await listen(playerId);
    gateway.stack.broker.connection.publish(depositCredited.subject, '{"playerId":');
    gateway.stack.broker.connection.publish(depositCredited.subject, 'null');
    await gateway.say(depositCredited, deposit(playerId, 2));
    await client.heard(2);
  });
});

describe('the stream through outages', () => {
  it('tells everybody to read again when the broker is back, and sends them away when it stops', async () => {
    const gateway = await Gateway.open();
    await gateway.answer(readWallet, (body) => walletOf(String(body['playerId'])));
    const playerId = newId();
    const address = gateway.running.url.replace('http', 'ws') + '/v1/stream';
    const headers = { authorization: `Bearer ${await gateway.token({ playerId })}` };
    const client = new Client(new WebSocket(address, { headers }));
    await client.heard(1);
    await gateway.stack.nats.kill();
    await gateway.stack.restartBroker();
    await until('the client is told', () => client.types.includes('re-read'));
    expect(client.messages.at(-1)?.data).toEqual({ reason: 'reconnected' });
    await until('the test is back', () => gateway.stack.broker.connected);
    await gateway.say(depositCredited, deposit(playerId, 9));
    await client.heard(3);
    expect(client.types).toEqual(['hello', 're-read', 'balance']);
    await gateway.running.close();
    const { code, reason } = await client.end();
    expect(code).toBe(1001);
    const { reconnectAfterMs } = JSON.parse(reason) as { reconnectAfterMs: number };
    expect(reconnectAfterMs).toBeGreaterThan(0);
    expect(reconnectAfterMs).toBeLessThanOrEqual(5000);
    await gateway.close();
  });
});
