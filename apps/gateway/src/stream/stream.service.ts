import { type IncomingMessage, type Server } from 'node:http';
import { type Duplex } from 'node:stream';
import { commonError, readWallet } from '@croupier/contracts';
import { Clock, DomainError } from '@croupier/kernel';
import { Bus, nextTrace, runInContext, traceIdOf } from '@croupier/messaging';
import { type Log, Metrics } from '@croupier/observability';
import { Lifecycle, LOG, problemOf, refusalOf, retryAfterSeconds } from '@croupier/runtime';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type WebSocket, WebSocketServer } from 'ws';
import { AccessService } from '../access/access.service.js';
import { type Caller } from '../access/token-cache.js';
import { EdgeService } from '../edge/edge.service.js';
import { RateLimitsService } from '../edge/rate-limits.service.js';
import { GatewayConfig, originsIn } from '../gateway.config.js';
import { Audience } from './audience.js';
import { closeCodes, Connection } from './connection.js';
import { offerOf, protocol } from './offer.js';
import { TableFeedService } from './table-feed.service.js';

const streamPath = '/v1/stream';
const heartBeatMs = 20_000;
const largestMessageBytes = 1024;
const helloBudgetMs = 2000;
const reconnectSpreadMs = 5000;
const farewellMs = 1000;
const statusTexts: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
};

/** Whose stream is opened, and for which table. */
interface Admitted {
  caller: Caller;
  trace: string;
  tableId: string | undefined;
}

/** The WebSocket /v1/stream: who may open it, its greeting, its heart-beat and its end. */
@Injectable()
export class StreamService implements OnModuleDestroy {
  private readonly origins: Set<string>;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  });
  private beating: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: GatewayConfig,
    private readonly access: AccessService,
    private readonly edge: EdgeService,
    private readonly limits: RateLimitsService,
    private readonly audience: Audience,
    private readonly tables: TableFeedService,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.origins = new Set([...originsIn(config.CORS_ORIGINS), new URL(config.PUBLIC_URL).origin]);
    metrics.gauge('casino_gateway_streams_count', 'Streams that are open.', () => this.audience.size);
  }

  attach(server: Server): void {
    // Some clients offer h2c on every request; only a WebSocket is worth an upgrade, the rest is plain HTTP.
    Object.assign(server, {
      shouldUpgradeCallback: (request: IncomingMessage) =>
        request.headers.upgrade?.toLowerCase() === 'websocket',
    });
    server.on('upgrade', (request, socket, head) => void this.upgrade(request, socket, head));
    this.access.onRevoked((sessionId) => {
      this.audience.ofSession(sessionId, (connection) =>
        connection.close(closeCodes.signedOut, 'the login session has ended'),
      );
    });
    this.beating = setInterval(() => this.audience.each((connection) => connection.beat()), heartBeatMs);
    this.beating.unref();
  }

  /** Sends everybody away, each with another time to come back, so that they do not come back at once. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.beating);
    let turn = 0;
    this.audience.each((connection) => {
      const share = (turn += 1) / (this.audience.size + 1);
      const reconnectAfterMs = Math.round(share * reconnectSpreadMs);
      connection.close(closeCodes.goingAway, JSON.stringify({ reconnectAfterMs }));
    });
    const end = performance.now() + farewellMs;
    while (this.audience.size > 0 && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
    this.audience.each((connection) => connection.terminate());
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const broken = (error: Error): void => this.log.debug({ error: error.message }, 'stream broke off');
    socket.on('error', broken);
    const trace = nextTrace(request.headers.traceparent as string | undefined);
    try {
      const caller = await this.admit(request);
      const tableId = tableIn(request.url);
      if (socket.destroyed) return;
      this.refuseTooMany(caller);
      socket.off('error', broken);
      this.sockets.handleUpgrade(
        request,
        socket,
        head,
        (client) => void this.welcome(client, socket, { caller, trace, tableId }),
      );
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.kind === 'internal')
        this.log.error({ err: error, traceId: traceIdOf(trace) }, 'stream failed');
      refuse(socket, refusal, traceIdOf(trace));
    }
  }

  private async admit(request: IncomingMessage): Promise<Caller> {
    if (request.url?.split('?')[0] !== streamPath) throw commonError('not_found');
    if (!this.lifecycle.accepting) throw commonError('service_unavailable');
    const { origin, host } = request.headers;
    if (origin !== undefined && !this.origins.has(origin) && !isOwn(origin, host)) {
      throw commonError('forbidden', { detail: 'Pages of this origin may not open the stream.' });
    }
    const { socket, headers } = request;
    const address = this.edge.addressOf(socket.remoteAddress ?? '', headers['x-forwarded-for']);
    await this.limits.count('default', address);
    const { token } = offerOf(headers.authorization, headers['sec-websocket-protocol']);
    if (token === undefined) throw commonError('unauthenticated');
    return this.access.known(token) ?? (await this.access.verify(token));
  }

  private refuseTooMany({ playerId }: Caller): void {
    if (this.audience.size >= this.config.STREAMS_TOTAL) throw commonError('overloaded');
    if (this.audience.countOf(playerId) >= this.config.STREAMS_PER_PLAYER) {
      throw commonError('rate_limited', { detail: 'This player has too many streams open.' });
    }
  }

  private async welcome(
    client: WebSocket,
    wire: Duplex,
    { caller, trace, tableId }: Admitted,
  ): Promise<void> {
    const connection = new Connection(client, wire, caller, tableId);
    this.audience.add(connection);
    const untilExpiry = caller.expiresAt - this.clock.now().getTime();
    const expiry = setTimeout(
      () => connection.close(closeCodes.signedOut, 'the token has expired'),
      untilExpiry,
    );
    client.on('pong', () => (connection.alive = true));
    client.on('message', () => connection.close(closeCodes.unexpected, 'this stream only speaks'));
    client.on('error', (error) => this.log.debug({ error: error.message }, 'stream broke off'));
    client.on('close', () => {
      clearTimeout(expiry);
      this.audience.remove(connection);
    });
    const call = {
      deadlineAt: performance.now() + helloBudgetMs,
      actor: `player:${caller.playerId}`,
      trace,
    };
    try {
      const wallet = await runInContext(call, () => this.bus.ask(readWallet, { playerId: caller.playerId }));
      connection.greet(wallet, this.clock.now().toISOString());
      await this.tables.greet(connection);
    } catch (error) {
      connection.close(closeCodes.tryLater, error instanceof DomainError ? error.code : 'internal');
    }
  }
}

/** Whether a page came from the very address it now opens the stream at, by whatever name it knows us. */
function isOwn(origin: string, host: string | undefined): boolean {
  return host !== undefined && [`http://${host}`, `https://${host}`].includes(origin);
}

/** The table of `/v1/stream?table=ID`. @throws DomainError `invalid_request` for what cannot be the name of one */
function tableIn(url: string | undefined): string | undefined {
  const tableId = new URLSearchParams(url?.split('?')[1] ?? '').get('table') ?? undefined;
  if (tableId !== undefined && !/^[a-z0-9-]{1,60}$/.test(tableId)) {
    throw commonError('invalid_request', { field: 'table' });
  }
  return tableId;
}

/** Answers an upgrade as the API answers a request: with a problem. */
function refuse(socket: Duplex, refusal: DomainError, traceId: string): void {
  if (socket.destroyed) return;
  const problem = problemOf(refusal, streamPath, traceId);
  const body = JSON.stringify(problem);
  const wait = retryAfterSeconds(refusal);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${statusTexts[problem.status] ?? 'Refused'}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Trace-Id: ${traceId}`,
      ...(problem.status === 401 ? ['WWW-Authenticate: Bearer'] : []),
      ...(wait === undefined ? [] : [`Retry-After: ${wait}`]),
      '',
      body,
    ].join('\r\n'),
  );
}
