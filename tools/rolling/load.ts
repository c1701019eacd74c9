import { setTimeout as pause } from 'node:timers/promises';
import { type Home } from '../launch/home.js';
import { Balancer } from './balancer.js';
import { type Answer, Player } from './player.js';
import { replicasOf, running } from './running.js';

const readPaths = ['/v1/wallet', '/v1/me', '/v1/games', '/v1/deposits', '/v1/wallet/transactions'];
const cycleMs = 2600;
/** Two readers at this pace stay below the gateway's limit of requests for an address. */
const readMs = 250;
/** Well before a token is over. */
const signInMs = 240_000;

/** What came of a request: its status, and the code and detail of a refusal. */
export type Outcome = [status: number, code?: unknown, detail?: unknown];

/** What happened since somebody looked the last time. */
export interface Taken {
  count: number;
  /** Those that were no success. */
  failed: Outcome[];
  durationsMs: number[];
}

/** Those who share the platform with others share a balancer, too, and read more seldom. */
export interface Shared {
  balancer: Balancer;
  readEveryMs: number;
}

/** A player who bets and reads all the time, through whichever gateways say that they are ready. */
export class Load {
  private stopped = false;
  private signedInAt = performance.now();
  private outcomes: Outcome[] = [];
  private durationsMs: number[] = [];
  private work: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly player: Player,
    readonly balancer: Balancer,
    private readonly readEveryMs: number,
    private readonly ownsBalancer: boolean,
  ) {}

  /** Registers a player with money on the table. */
  static async open(home: Home, shared?: Shared): Promise<Load> {
    const { gateway = '', sandbox = '' } = running(home);
    const balancer = shared?.balancer ?? (await Balancer.open(() => replicasOf(home, 'gateway')));
    const player = new Player(gateway, sandbox);
    const load = new Load(player, balancer, shared?.readEveryMs ?? readMs, shared === undefined);
    await player.sitDown(50_000);
    load.work = Promise.all([load.play(), load.read(), load.read()]);
    return load;
  }

  /** The outcomes since the last call. */
  take(): Taken {
    const [outcomes, durationsMs] = [this.outcomes, this.durationsMs];
    [this.outcomes, this.durationsMs] = [[], []];
    const failed = outcomes.filter(([status]) => status !== 200 && status !== 201);
    return { count: outcomes.length, failed, durationsMs };
  }

  /** The same player at whichever gateway is next. */
  through(): Player {
    const player = Object.create(this.player) as Player;
    player.gateway = this.balancer.next();
    return player;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
    if (this.ownsBalancer) await this.balancer.stop();
  }

  /** At the legal pace, so that it plays on while the sandbox with its clock is replaced. */
  private async play(): Promise<void> {
    while (!this.stopped) {
      await pause(cycleMs);
      if (performance.now() - this.signedInAt > signInMs) await this.signIn();
      await this.note((player) => player.play(10));
    }
  }

  private async signIn(): Promise<void> {
    this.signedInAt = performance.now();
    const player = this.through();
    try {
      await player.signIn();
    } catch (error) {
      this.outcomes.push([0, String(error)]);
    }
  }

  private async read(): Promise<void> {
    for (let turn = 0; !this.stopped; turn += 1) {
      await this.note((player) => player.call('GET', readPaths[turn % readPaths.length] ?? ''));
      await pause(this.readEveryMs);
    }
  }

  private async note(request: (player: Player) => Promise<Answer>): Promise<void> {
    try {
      const { status, body, durationMs } = await request(this.through());
      this.outcomes.push(status < 300 ? [status] : [status, body['code'], body['detail']]);
      this.durationsMs.push(durationMs);
    } catch (error) {
      this.outcomes.push([0, String(error)]);
    }
  }
}
