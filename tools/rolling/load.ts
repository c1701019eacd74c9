import { setTimeout as pause } from 'node:timers/promises';
import { until } from '@croupier/testing';
import { isReady } from '../launch/app-runner.js';
import { type Home } from '../launch/home.js';
import { type Answer, Player } from './player.js';
import { replicasOf, running } from './running.js';

const readPaths = ['/v1/wallet', '/v1/me', '/v1/games', '/v1/deposits', '/v1/wallet/transactions'];
const lookMs = 50;
const cycleMs = 2600;
/** Two readers at this pace stay below the gateway's limit of requests for an address. */
const readMs = 250;

/** What came of a request: its status, and the code and detail of a refusal. */
export type Outcome = [status: number, code?: unknown, detail?: unknown];

/** A player who bets and reads all the time, through whichever gateways say that they are ready. */
export class Load {
  private ready: string[] = [];
  private turn = 0;
  private stopped = false;
  private readonly outcomes: Outcome[] = [];
  private work: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly home: Home,
    private readonly player: Player,
  ) {}

  /** Registers a player with money on the table. */
  static async open(home: Home): Promise<Load> {
    const { gateway = '', sandbox = '' } = running(home);
    const load = new Load(home, new Player(gateway, sandbox));
    const watching = load.watch();
    await until('a gateway is ready', () => load.ready.length > 0);
    await load.player.sitDown(50_000);
    load.work = Promise.all([watching, load.play(), load.read(), load.read()]);
    return load;
  }

  /** The outcomes since the last call; those that are no success, and how many there were. */
  take(): { count: number; failed: Outcome[] } {
    const taken = this.outcomes.splice(0);
    return { count: taken.length, failed: taken.filter(([status]) => status !== 200 && status !== 201) };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  /** As a load balancer does. */
  private async watch(): Promise<void> {
    while (!this.stopped) {
      const gateways = replicasOf(this.home, 'gateway');
      const ready = await Promise.all(gateways.map(({ port }) => isReady(port, 1000)));
      this.ready = gateways.filter((_, place) => ready[place]).map(({ url }) => url);
      await pause(lookMs);
    }
  }

  /** At the legal pace, so that it plays on while the sandbox with its clock is replaced. */
  private async play(): Promise<void> {
    while (!this.stopped) {
      await pause(cycleMs);
      await this.note((player) => player.play(10));
    }
  }

  private async read(): Promise<void> {
    for (let turn = 0; !this.stopped; turn += 1) {
      await this.note((player) => player.call('GET', readPaths[turn % readPaths.length] ?? ''));
      await pause(readMs);
    }
  }

  private async note(request: (player: Player) => Promise<Answer>): Promise<void> {
    this.turn += 1;
    const player = Object.create(this.player) as Player;
    player.gateway = this.ready[this.turn % this.ready.length] ?? '';
    try {
      const { status, body } = await request(player);
      this.outcomes.push(status < 300 ? [status] : [status, body['code'], body['detail']]);
    } catch (error) {
      this.outcomes.push([0, String(error)]);
    }
  }
}
