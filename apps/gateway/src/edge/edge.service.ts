import helmet from '@fastify/helmet';
import { commonError } from '@croupier/contracts';
import { isUuid } from '@croupier/kernel';
import { runInContext } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AccessService } from '../access/access.service.js';
import { type StaffCaller, type TokenHolder } from '../access/token-cache.js';
import { AuditService } from '../backoffice/audit.service.js';
import { GatewayConfig, originsIn } from '../gateway.config.js';
import { clientAddress } from './client-address.js';
import { type LimitPolicy } from './operation.js';
import { PathTable } from './path-table.js';
import { RateLimitsService } from './rate-limits.service.js';
import { type Route, routesOf } from './routes.queries.js';
import { isBackoffice, refuseUndeclaredRoles } from './surface.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the controller's decorators say of this route; undefined for the runtime's own. */
    declared?: Route;
  }
}

const rawBodyType = 'application/vnd.croupier.raw';
/** Probes, figures, documents and the lobby's page: neither counted nor guarded. */
const unguarded = /^\/(health\/|metrics$|docs(\/|$)|lobby(\/|$))/;

/** What every request passes before its controller: headers, CORS, sign-in, rate limits. */
@Injectable()
export class EdgeService {
  private readonly paths = new PathTable();

  constructor(
    private readonly config: GatewayConfig,
    private readonly access: AccessService,
    private readonly limits: RateLimitsService,
    private readonly audit: AuditService,
    private readonly discovery: DiscoveryService,
  ) {}

  /** The routes all controllers declare. */
  routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => routesOf(metatype));
  }

  async attach(app: NestFastifyApplication): Promise<void> {
    const routes = this.routes();
    refuseUndeclaredRoles(routes);
    const declared = new Map(routes.map((route) => [`${route.method} ${route.url}`, route]));
    const server = app.getHttpAdapter().getInstance();
    server.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) {
        this.paths.add(method, route.url);
        // Fastify answers HEAD by the route of GET.
        const found = declared.get(`${method === 'HEAD' ? 'GET' : method} ${route.url}`);
        if (found) route.config = { ...route.config, declared: found };
      }
    });
    this.allowOrigins(app);
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
      },
      strictTransportSecurity: this.config.PUBLIC_URL.startsWith('https:') ? undefined : false,
      referrerPolicy: { policy: 'no-referrer' },
    });
    server.addContentTypeParser(rawBodyType, { parseAs: 'buffer' }, (request, body, done) => {
      if (!request.routeOptions.config.declared?.operation?.rawBody) {
        return done(commonError('unsupported_media_type'));
      }
      request.rawBody = body as Buffer;
      done(null, undefined);
    });
    server.addHook('onRequest', (request, reply) => this.admit(request, reply));
    server.addHook('preValidation', async (request) => refuseOddBody(request.body));
  }

  /** The address a request is counted by while nobody is signed in. */
  addressOf(socketAddress: string, forwardedFor: string | string[] | undefined): string {
    const header = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
    return `address:${clientAddress(socketAddress, header, this.config.PROXY_HOPS)}`;
  }

  private allowOrigins(app: NestFastifyApplication): void {
    const origins = new Set(originsIn(this.config.CORS_ORIGINS));
    if (origins.size === 0) return;
    app.enableCors({
      // As a function and not as a list: a list tells strangers the methods and headers, only not the origin.
      origin: (origin: string | undefined, decide: (error: null, allowed: boolean) => void) =>
        decide(null, origin !== undefined && origins.has(origin)),
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowedHeaders: [
        'authorization',
        'content-type',
        'idempotency-key',
        'if-match',
        'if-none-match',
        'traceparent',
      ],
      exposedHeaders: ['etag', 'location', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-trace-id'],
      credentials: false,
      maxAge: 600,
    });
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (request.is404) return this.refuseUnknown(request, reply);
    const { url = '', config } = request.routeOptions;
    if (unguarded.test(url)) return;
    if (url.startsWith('/v1/') || isBackoffice(url)) void reply.header('cache-control', 'no-store');
    const address = this.addressOf(request.socket.remoteAddress ?? '', request.headers['x-forwarded-for']);
    const { declared } = config;
    if (declared?.open) await this.count(reply, declared.operation?.limit ?? 'default', address);
    else if (isBackoffice(url)) await this.admitStaff(request, reply, address);
    else await this.admitPlayer(request, reply, address);
    if (declared?.operation?.rawBody) request.headers['content-type'] = rawBodyType;
  }

  private async admitPlayer(request: FastifyRequest, reply: FastifyReply, address: string): Promise<void> {
    const caller = await this.holderOf(request, reply, address, {
      known: (token) => this.access.known(token),
      verify: (token) => this.access.verify(token),
    });
    await this.count(reply, 'default', `player:${caller.playerId}`);
    request.caller = caller;
    this.carry(request, `player:${caller.playerId}`);
  }

  private async admitStaff(request: FastifyRequest, reply: FastifyReply, address: string): Promise<void> {
    const caller = await this.holderOf(request, reply, address, {
      known: (token) => this.access.knownStaff(token),
      verify: (token) => this.access.verifyStaff(token),
    });
    await this.count(reply, 'default', `staff:${caller.staffId}`);
    const { operation } = request.routeOptions.config.declared ?? {};
    const roles = operation?.roles ?? [];
    if (!caller.roles.some((role) => roles.includes(role))) {
      const refusal = commonError('forbidden', { detail: `This is for: ${roles.join(', ')}.` });
      if (operation) await this.noteRefusal(request, caller, operation.ask, refusal.code);
      throw refusal;
    }
    request.staff = caller;
    this.carry(request, `staff:${caller.staffId}`);
  }

  /** Of all that was sent only an id is noted: nobody has looked at the rest. */
  private noteRefusal(
    request: FastifyRequest,
    caller: StaffCaller,
    ask: { subject: string },
    code: string,
  ): Promise<void> {
    const { id } = request.params as { id?: string };
    const target = isUuid(id) ? { targetId: id } : {};
    const call = { ...request.call, actor: `staff:${caller.staffId}` };
    return runInContext(call, () => this.audit.refused(caller, { ask, ...target }, code));
  }

  /** A token seen for the first time costs a signature check, so it is counted by address before that. */
  private async holderOf<Holder extends TokenHolder>(
    request: FastifyRequest,
    reply: FastifyReply,
    address: string,
    tokens: { known: (token: string) => Holder | undefined; verify: (token: string) => Promise<Holder> },
  ): Promise<Holder> {
    const [, token] = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const known = token === undefined ? undefined : tokens.known(token);
    if (known) return known;
    await this.count(reply, 'default', address);
    if (token === undefined) throw commonError('unauthenticated');
    return tokens.verify(token);
  }

  /** From here on whatever the request asks of a service is asked in the caller's name. */
  private carry(request: FastifyRequest, actor: string): void {
    request.call = request.routeOptions.config.declared?.operation?.idempotencyKey
      ? { ...request.call, actor, idempotencyKey: idempotencyKeyIn(request) }
      : { ...request.call, actor };
  }

  private count(reply: FastifyReply, policy: LimitPolicy, client: string): Promise<void> {
    return this.limits.count(policy, client, { set: (name, value) => void reply.header(name, value) });
  }

  private refuseUnknown(request: FastifyRequest, reply: FastifyReply): void {
    const methods = this.paths.methodsAt(request.url.split('?')[0] ?? '');
    if (methods.length === 0) throw commonError('not_found');
    void reply.header('allow', methods.join(', '));
    throw commonError('method_not_allowed');
  }
}

function idempotencyKeyIn(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined || header === '') throw commonError('idempotency_key_required');
  if (typeof header === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(header)) return header;
  const message = 'The Idempotency-Key header must have 8 to 64 characters from A-Z a-z 0-9 _ -';
  throw commonError('invalid_request', {
    field: 'Idempotency-Key',
    detail: message,
    errors: [{ field: 'Idempotency-Key', code: 'malformed', message }],
  });
}

/** Class validation looks at members; a body that is a list, a text or a number has none. */
function refuseOddBody(body: unknown): void {
  if (body === undefined || (typeof body === 'object' && body !== null && !Array.isArray(body))) return;
  throw commonError('invalid_request', { detail: 'The body must be a JSON object.' });
}
