import { randomUUID } from 'node:crypto';
import {
  checkAccess,
  creditDeposit,
  openGameSession,
  playRound,
  readEligibility,
  settleRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { OtlpReceiver, type ReceivedSpan, type ServiceUnderTest, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as gamesService } from '../../../games/src/service.js';
import { settings as gamesSettings } from '../../../games/test/settings.js';
import { service as walletService } from '../../../wallet/src/service.js';
import { Gateway, gbp } from '../../test/gateway.js';

const settled = 'evt.wallet.round.settled.v1';
const server = 2;
const client = 3;
const producer = 4;
const consumer = 5;

/** Gateway, games and wallet, whose spans all go to one receiver, and a player with money. */
class Scene {
  private closed: Promise<void> | undefined;

  private constructor(
    readonly gateway: Gateway,
    readonly games: ServiceUnderTest,
    readonly playerId: string,
    private readonly bearer: { authorization: string },
  ) {}

  static async open(environment: Record<string, string>): Promise<Scene> {
    const gateway = await Gateway.open(environment);
    const { stack } = gateway;
    await gateway.answer(readEligibility, { verified: true, ageBand: '25+' });
    await gateway.answer(checkAccess, { allowed: true, reasons: [] });
    const wallet = await stack.start(walletService, environment);
    const games = await stack.start(gamesService, { ...gamesSettings, ...environment });
    const playerId = newId();
    await wallet.database.admin.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    const amount = gbp(5000);
    await stack.bus.ask(creditDeposit, { playerId, depositId: newId(), provider: 'sandbox-psp', amount });
    return new Scene(gateway, games, playerId, await gateway.bearer({ playerId }));
  }

  /** @returns the id of the bet's trace, as its player gets it */
  async bet(stake: number, headers: Record<string, string> = {}): Promise<string> {
    const { playerId } = this;
    const { gameSessionId } = await this.gateway.stack.bus.ask(openGameSession, {
      playerId,
      gameId: 'lamplight-ledger',
    });
    const answer = await this.gateway.http
      .post(`/v1/game-sessions/${gameSessionId}/rounds`)
      .set({ ...this.bearer, 'idempotency-key': randomUUID(), ...headers })
      .send({ stake: gbp(stake) });
    return String(answer.headers['x-trace-id']);
  }

  /** Once, whoever asks. */
  close(): Promise<void> {
    return (this.closed ??= this.gateway.close());
  }

  closedRounds(): Promise<number> {
    return this.games.database.admin
      .query('SELECT count(*) FROM inbox WHERE subject = $1', [settled])
      .then((rows: [{ count: string }]) => Number(rows[0].count));
  }
}

let receiver: OtlpReceiver;
let scene: Scene;

afterAll(async () => {
  await scene.close();
  await receiver.close();
});

describe('the trace of a bet', () => {
  let spans: ReceivedSpan[];

  const one = (service: string, name: string, kind: number): ReceivedSpan => {
    const found = spans.filter(
      (span) => span.service === service && span.name === name && span.kind === kind,
    );
    expect(found.map((span) => `${span.service} ${span.name}`)).toEqual([`${service} ${name}`]);
    return found[0] as ReceivedSpan;
  };
  const below = (parent: ReceivedSpan): string[] =>
    spans.filter(({ parentSpanId }) => parentSpanId === parent.spanId).map(({ name }) => name);

  beforeAll(async () => {
    receiver = await OtlpReceiver.open();
    scene = await Scene.open({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    const traceId = await scene.bet(100);
    await until('the consumer has sent its span', () =>
      receiver.spans.some((span) => span.traceId === traceId && span.kind === consumer),
    );
    await until('the gateway has sent its span', () =>
      receiver.spans.some(
        (span) => span.traceId === traceId && span.service === 'gateway' && span.kind === server,
      ),
    );
    spans = receiver.spans.filter((span) => span.traceId === traceId);
  });

  it('begins with the request, and goes by two asks to the ledger', () => {
    const request = one('gateway', 'POST /v1/game-sessions/:id/rounds', server);
    expect(request).toMatchObject({ parentSpanId: '', status: 0 });
    expect(request.attributes).toMatchObject({ 'http.response.status_code': '201', 'croupier.code': 'ok' });
    const asked = one('gateway', playRound.subject, client);
    const played = one('games', playRound.subject, server);
    const settling = one('games', settleRound.subject, client);
    const inLedger = one('wallet', settleRound.subject, server);
    expect(asked.parentSpanId).toBe(request.spanId);
    expect(played.parentSpanId).toBe(asked.spanId);
    expect(settling.parentSpanId).toBe(played.spanId);
    expect(inLedger.parentSpanId).toBe(settling.spanId);
  });

  it('has the statements below the work that sent them, with their text and no value', () => {
    const inLedger = one('wallet', settleRound.subject, server);
    expect(below(inLedger).length).toBeGreaterThan(1);
    const statements = spans.filter(({ attributes }) => attributes['db.system.name'] === 'postgresql');
    expect(new Set(statements.map(({ service }) => service))).toEqual(new Set(['games', 'wallet']));
    for (const { attributes } of statements) expect(attributes['db.query.text']).not.toBe('');
    expect(receiver.text).not.toContain(scene.playerId);
  });

  it('goes on through the outbox to who hears of it', () => {
    const inLedger = one('wallet', settleRound.subject, server);
    const told = one('wallet', settled, producer);
    const heard = one('games', settled, consumer);
    expect(told.parentSpanId).toBe(inLedger.spanId);
    expect(heard.parentSpanId).toBe(told.spanId);
    expect(below(heard)).toEqual(expect.arrayContaining(['COMMIT']));
  });

  it('tells a refusal from a fault', async () => {
    const traceId = await scene.bet(10_000_000);
    const request = await until('its span came', () =>
      receiver.spans.find(
        (span) => span.traceId === traceId && span.service === 'gateway' && span.kind === server,
      ),
    );
    expect(request.status).toBe(0);
    expect(request.attributes['croupier.code']).not.toBe('ok');
  });
});

describe('what is not to be recorded', () => {
  it.each(['without a place for traces', 'beyond the budget'])(
    'is sent nowhere: %s, whoever orders it, and keeps the id it was given',
    async (why) => {
      await scene.close();
      const sent = receiver.requests;
      const none = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, TRACES_PER_SECOND: '0' };
      scene = await Scene.open(why === 'beyond the budget' ? none : {});
      const given = '4bf92f3577b34da6a3ce929d0e0e4736';
      expect(await scene.bet(100, { traceparent: `00-${given}-00f067aa0ba902b7-01` })).toBe(given);
      await until('the fact was heard', async () => (await scene.closedRounds()) === 1);
      await scene.close();
      expect(receiver.requests).toBe(sent);
    },
  );
});
