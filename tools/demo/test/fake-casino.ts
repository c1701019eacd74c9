import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import path from 'node:path';
import {
  CryptoRandom,
  definitionHash,
  parseSlotDefinition,
  playSlot,
  RecordingRandom,
} from '@croupier/game-maths';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a dishonest or broken platform does. */
export type CasinoFault = 'penny' | 'silent-stream' | 'token-lives' | 'withdrawal-fails' | 'busy';

type Json = Record<string, unknown>;
type Route = (body: Json, params: string[], request: IncomingMessage) => Json | undefined;

const definition = parseSlotDefinition(
  JSON.parse(
    readFileSync(
      path.resolve(import.meta.dirname, '../../../apps/games/definitions/lamplight-ledger.json'),
      'utf8',
    ),
  ),
);
const gbp = (amount: number): Json => ({ amount, currency: 'GBP' });

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: Json,
  ) {
    super(String(body['code']));
  }
}

/**
 * The player's HTTP surface and the sandbox's, with one player and everything in memory: for trying the client of
 * the demo against faults that the real platform does not have.
 */
export class FakeCasino {
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'croupier.v1' });
  private readonly statement: Json[] = [];
  private readonly random = new CryptoRandom();
  private socket: WebSocket | undefined;
  private seq = 0;
  private cash = 0;
  private paid = false;
  private signedOut = false;
  private email = '';
  private readonly mails: Json[] = [];
  private refusals = 0;
  /** What was told to wait and came again with the same key. */
  readonly keys: string[] = [];

  constructor(private readonly fault?: CasinoFault) {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.server.on('upgrade', (request, socket, head) =>
      this.sockets.handleUpgrade(request, socket, head, (opened) => this.greet(opened)),
    );
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  async close(): Promise<void> {
    this.sockets.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private readonly routes: [string, RegExp, Route][] = [
    ['GET', /^\/health\/live$/, () => ({ status: 'ok' })],
    ['GET', /^\/$/, () => ({ sandbox: this.url })],
    ['GET', /^\/mailbox\/messages$/, () => ({ data: this.mails })],
    ['POST', /^\/clock\/advance$/, () => ({})],
    ['POST', /^\/pay$/, () => void (this.paid = true)],
    ['POST', /^\/v1\/registrations$/, ({ email }) => this.register(String(email))],
    ['POST', /^\/v1\/registrations\/reg\/confirmation$/, () => ({ playerId: 'ada' })],
    ['POST', /^\/v1\/sessions$/, ({ email }) => this.tokens(email === this.email)],
    ['POST', /^\/v1\/sessions\/refresh$/, () => this.tokens(true)],
    ['DELETE', /^\/v1\/sessions\/current$/, () => void (this.signedOut = this.fault !== 'token-lives')],
    ['POST', /^\/v1\/me\/verification$/, () => ({ status: 'passed', reasons: [] })],
    ['GET', /^\/v1\/limits$/, () => ({ limits: [], depositPrompt: this.depositPrompt })],
    [
      'POST',
      /^\/v1\/limits\/review$/,
      () => ({ limits: [], depositPrompt: (this.depositPrompt = 'answered') }),
    ],
    ['POST', /^\/v1\/deposits$/, ({ amount }) => this.deposit(amount as { amount: number })],
    ['GET', /^\/v1\/deposits\/dep$/, () => this.creditedDeposit()],
    ['GET', /^\/v1\/wallet$/, () => this.wallet()],
    ['GET', /^\/v1\/wallet\/transactions$/, (_body, _params, request) => this.page(request)],
    ['GET', /^\/v1\/games$/, () => ({ data: [{ gameId: definition.id, kind: 'slot' }] })],
    ['GET', /^\/v1\/games\/([a-z-]+)$/, () => this.game()],
    ['POST', /^\/v1\/games\/[a-z-]+\/sessions$/, () => ({ gameSessionId: 'ses', stakeCap: gbp(500) })],
    [
      'POST',
      /^\/v1\/game-sessions\/ses\/rounds$/,
      ({ stake }, _params, request) => this.round(stake, request),
    ],
    ['POST', /^\/v1\/withdrawals$/, ({ amount }) => this.withdraw((amount as { amount: number }).amount)],
    ['GET', /^\/v1\/withdrawals\/wit$/, () => this.withdrawal()],
    ['GET', /^\/sandbox\/trial-balance$/, () => ({ lines: [], sums: [gbp(0)] })],
  ];

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const body = await read(request);
    if (request.method === 'GET' && url.pathname === '/pay') {
      return void response.end('<form action="/pay"><input name="cardNumber"/><input name="cvc"/></form>');
    }
    try {
      if (this.signedOut && url.pathname.startsWith('/v1/') && url.pathname !== '/v1/sessions')
        throw new Refusal(401, { code: 'unauthenticated' });
      for (const [method, path, route] of this.routes) {
        const match = path.exec(url.pathname);
        if (method !== request.method || !match) continue;
        const answer = route(body, match.slice(1), request);
        response.writeHead(answer ? 200 : 204, { 'content-type': 'application/json' });
        return void response.end(answer ? JSON.stringify(answer) : undefined);
      }
      throw new Refusal(404, { code: 'not_found', detail: url.pathname });
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, { code: 'internal' });
      response.writeHead(refusal.status, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify(refusal.body));
    }
  }

  private greet(opened: WebSocket): void {
    this.socket = opened;
    this.seq += 1;
    opened.send(JSON.stringify({ seq: this.seq, type: 'hello', at: '', data: {} }));
  }

  private post(kind: string, change: number, more: Json = {}): Json {
    this.cash += change;
    const version = this.statement.length + 1;
    const line = { kind, version, change: gbp(change), balance: gbp(this.cash), reference: kind, ...more };
    this.statement.push(line);
    const data = { version, cash: gbp(this.cash) };
    this.seq += 1;
    if (this.fault !== 'silent-stream' || version !== 3)
      this.socket?.send(JSON.stringify({ seq: this.seq, type: 'balance', at: '', data }));
    return line;
  }

  private tokens(known: boolean): Json {
    if (!known) throw new Refusal(401, { code: 'invalid_credentials' });
    this.signedOut = false;
    return { accessToken: randomUUID(), refreshToken: 'r', playerId: 'ada', expiresInSeconds: 600 };
  }

  private register(email: string): Json {
    this.email = email;
    this.mails.unshift({ messageId: randomUUID(), text: 'Your code: 428571.' });
    return { registrationId: 'reg' };
  }

  /** How many accounts were opened, and what the last one holds in pence. */
  get state(): { registrations: number; cash: number } {
    return { registrations: this.mails.length, cash: this.cash };
  }

  private amountDue = 0;
  private depositPrompt = 'open';

  private deposit({ amount }: { amount: number }): Json {
    if (this.depositPrompt === 'open') throw new Refusal(409, { code: 'deposit_limit_unanswered' });
    this.amountDue = amount;
    return { depositId: 'dep', status: 'pending', amount: gbp(amount) };
  }

  private creditedDeposit(): Json {
    if (this.paid && this.statement.length === 0) this.post('deposit', this.amountDue);
    const status = this.paid ? 'credited' : 'pending';
    return { depositId: 'dep', status, amount: gbp(this.amountDue), redirectUrl: `${this.url}/pay` };
  }

  private wallet(): Json {
    const penny = this.fault === 'penny' && this.statement.length > 3 ? 1 : 0;
    return { cash: gbp(this.cash - penny), withdrawing: gbp(0), version: this.statement.length };
  }

  private page(request: IncomingMessage): Json {
    const from = Number(new URL(request.url ?? '/', this.url).searchParams.get('cursor') ?? 0);
    const newest = this.statement.toReversed();
    const more = from + 50 < newest.length;
    return { data: newest.slice(from, from + 50), ...(more ? { next: String(from + 50) } : {}) };
  }

  private game(): Json {
    const stakes = (definition.stakes.GBP ?? []).map(gbp);
    const returnToPlayer = { ratio: '0.95193052' };
    const { id: gameId, name } = definition;
    const hash = definitionHash(definition);
    return {
      gameId,
      name,
      kind: 'slot',
      returnToPlayer,
      stakes,
      definition,
      definitionHash: hash,
      minimumCycleMs: 1,
    };
  }

  private round(given: unknown, request: IncomingMessage): Json {
    this.keys.push(String(request.headers['idempotency-key']));
    this.refusals += 1;
    if (this.fault === 'busy' && this.refusals % 3 !== 0)
      throw new Refusal(this.refusals % 3 === 1 ? 503 : 409, { code: 'round_too_soon', retryAfterMs: 1 });
    const stake = (given as { amount: number }).amount;
    const random = new RecordingRandom(this.random);
    const { payout } = playSlot(definition, stake, random);
    const roundId = randomUUID();
    this.post('round', payout - stake, { reference: roundId, stake: gbp(stake), payout: gbp(payout) });
    const outcome = { definitionHash: definitionHash(definition), draws: random.draws };
    const netWin = gbp(payout - stake);
    return { roundId, stake: gbp(stake), payout: gbp(payout), netWin, outcome, balance: gbp(this.cash) };
  }

  private withdraw(amount: number): Json {
    this.post('withdrawal_hold', -amount);
    this.post('withdrawal_commit', 0);
    return { withdrawalId: 'wit', status: 'submitted' };
  }

  private withdrawal(): Json {
    if (this.fault === 'withdrawal-fails') return { status: 'failed', failureReason: 'account_closed' };
    return { status: 'paid' };
  }
}

async function read(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (!text.startsWith('{')) return {};
  return JSON.parse(text) as Json;
}
