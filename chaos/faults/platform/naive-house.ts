import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Seeded } from '../random.js';
import { type Place } from './observer.js';

/** How long it takes the rest of an answer to follow its beginning, in ms. */
const restMs = 15;

/**
 * What must not be: a house that draws before it is asked and lets the screen know, that draws anew for each repeat, and that
 * books a round once its answer has gone out, so that whoever cuts the line has not played it.
 */
export class NaiveHouse {
  readonly booked = new Map<string, number>();
  voided = 0;
  private next: number;

  private constructor(
    private readonly server: Server,
    private readonly random: Seeded,
  ) {
    this.next = this.draw();
    server.on('request', (request, response) => void this.answer(request, response));
  }

  static async open(random: Seeded): Promise<NaiveHouse> {
    const house = new NaiveHouse(createServer(), random);
    await new Promise<void>((resolve) => house.server.listen(0, '127.0.0.1', resolve));
    return house;
  }

  get place(): Place {
    return {
      url: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      token: 'anybody',
      round: { method: 'POST', path: '/rounds', body: {} },
      looks: () => ({ session: { method: 'GET', path: '/session' } }),
      turn: async () => undefined,
      leave: async () => undefined,
    };
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private draw(): number {
    return this.random.below(3) === 0 ? 20 : 0;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    if (request.method === 'GET') {
      const animation = this.next > 0 ? ['confetti', 'fanfare', 'lights'] : ['sigh'];
      response.end(JSON.stringify({ animation }));
      return;
    }
    const key = String(request.headers['idempotency-key']);
    const payout = this.next;
    this.next = this.draw();
    response.write(`{"payout":{"amount":${payout}},`);
    await pause(restMs);
    if (response.destroyed || response.socket?.destroyed !== false) {
      this.voided += 1;
      return;
    }
    this.booked.set(key, payout);
    response.end(`"roundId":"${key}"}`);
  }
}
