import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import http from 'node:http';
import { type AddressInfo } from 'node:net';

/** How one call is answered: a status of the dialect, or something that says nothing of what was done. */
export type Answering =
  | { status: string }
  | { fault: '500' | '502' | 'malformed' | 'wrong type' | 'closed before' | 'closed after' }
  /** As usual, after so many ms. */
  | { delayMs: number };

/** A call that arrived. */
export interface Heard {
  operation: string;
  members: Readonly<Record<string, unknown>>;
  /** Named by the signature's header: of this attempt, and when it was made. */
  attempt: string;
  seconds: number;
  signed: boolean;
}

type Wallets = Map<string, number>;

/** A wallet that answers as it is told, and remembers every call. It is no wallet: it keeps balances, and no rules. */
export class StubWallet {
  readonly heard: Heard[] = [];
  /** What comes between a call that was carried out and its answer. */
  beforeAnswer?: (operation: string) => Promise<void>;
  private readonly scripts = new Map<string, Answering[]>();
  private readonly balances: Wallets = new Map();
  private readonly launches = new Map<string, string>();
  /** By player: our id of the session that was opened last. */
  private readonly sessions = new Map<string, string>();
  private readonly done = new Set<string>();
  private readonly server = http.createServer((request, response) => void this.serve(request, response));

  /** @param publicKey of the studio: SPKI DER in base64; without one no signature is looked at */
  constructor(private readonly publicKey?: string) {}

  async listen(port = 0): Promise<string> {
    // One that is closed for being idle, as a call comes along it, is a fault that nobody asked for.
    this.server.keepAliveTimeout = 0;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** A launch of a player with so much money, in minor units. */
  launch(cash: number): { token: string; playerId: string } {
    const [token, playerId] = [randomUUID(), randomUUID()];
    this.launches.set(token, playerId);
    this.balances.set(playerId, cash);
    return { token, playerId };
  }

  /** The id by which a notice names the session that a player opened last. */
  sessionOf(playerId: string): string | undefined {
    return this.sessions.get(playerId);
  }

  /** How the next calls of an operation by a player are answered; those after them as usual. */
  script(playerId: string, operation: string, ...answers: Answering[]): void {
    this.scripts.set(`${playerId} ${operation}`, answers);
  }

  callsOf(playerId: string, operation?: string): Heard[] {
    return this.heard.filter(
      (call) =>
        call.members['playerId'] === playerId && (operation === undefined || call.operation === operation),
    );
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const body = Buffer.concat(chunks);
    const path = request.url ?? '';
    const operation = path.split('/').at(-1) ?? '';
    const members = membersOf(body);
    const header = String(request.headers['croupier-signature'] ?? '');
    this.heard.push({ operation, members, ...this.reading(path, header, body) });
    const answer = this.scripts.get(`${String(members['playerId'])} ${operation}`)?.shift();
    if (answer && 'fault' in answer) return this.fail(answer.fault, operation, members, response);
    if (answer && 'delayMs' in answer) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
    const said = answer && 'status' in answer ? answer : this.carryOut(operation, members);
    await this.beforeAnswer?.(operation);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ...this.balance(members), ...said }));
  }

  private fail(
    fault: string,
    operation: string,
    members: Heard['members'],
    response: http.ServerResponse,
  ): void {
    if (fault === 'closed before') return void response.destroy();
    // What is lost is the answer: it was carried out.
    this.carryOut(operation, members);
    if (fault === 'closed after') return void response.destroy();
    if (fault === '500' || fault === '502') return void response.writeHead(Number(fault)).end('Bad gateway');
    const text = fault === 'malformed' ? '{"status":"ok","balance":{' : '{"status":1,"balance":"plenty"}';
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  }

  private carryOut(operation: string, members: Heard['members']): object {
    if (operation === 'open-session') return this.open(members['launchToken']);
    const playerId = String(members['playerId']);
    const id = String(members['id']);
    if (this.done.has(id)) return { status: 'ok' };
    this.done.add(id);
    const amount = Number(members['amount'] ?? 0);
    const sign = operation === 'bet' ? -1 : operation === 'rollback' ? 0 : 1;
    this.balances.set(playerId, (this.balances.get(playerId) ?? 0) + sign * amount);
    return { status: 'ok' };
  }

  private open(token: unknown): object {
    const playerId = this.launches.get(String(token));
    if (playerId === undefined) return { status: 'bad_token' };
    this.launches.delete(String(token));
    const total = String(this.balances.get(playerId) ?? 0);
    const [session, sessionId] = [randomUUID(), randomUUID()];
    this.sessions.set(playerId, sessionId);
    return { status: 'ok', session, sessionId, playerId, game: 'conformance', balance: { total } };
  }

  private balance(members: Heard['members']): object {
    const total = this.balances.get(String(members['playerId']));
    return total === undefined ? {} : { balance: { total: String(total) } };
  }

  private reading(path: string, header: string, body: Buffer): Pick<Heard, 'attempt' | 'seconds' | 'signed'> {
    const [, t = '0', id = '', signature = ''] = /^key=[^,]+,t=(\d+),id=([^,]+),v1=(.+)$/.exec(header) ?? [];
    const text = ['POST', path, t, id, createHash('sha256').update(body).digest('hex')].join('\n');
    const der = this.publicKey && Buffer.from(this.publicKey, 'base64');
    const key = der && createPublicKey({ key: der, format: 'der', type: 'spki' });
    const signed = key
      ? verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
      : signature !== '';
    return { attempt: id, seconds: Number(t), signed };
  }
}

function membersOf(body: Buffer): Heard['members'] {
  try {
    return JSON.parse(body.toString('utf8')) as Heard['members'];
  } catch {
    return {};
  }
}
