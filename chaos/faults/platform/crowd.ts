import { type Home } from '../../../tools/launch/home.js';
import { Balancer } from '../../../tools/rolling/balancer.js';
import { Listener } from '../../../tools/rolling/listener.js';
import { Load, type Taken } from '../../../tools/rolling/load.js';
import { replicasOf } from '../../../tools/rolling/running.js';

/** What one gateway lets a player have open. */
const streamsEach = 8;
const atOnce = 4;

/** Players who bet and read all the time, each with as many streams as a gateway lets them have. */
export class Crowd {
  readonly listeners: Listener[] = [];
  private readonly loads: Load[] = [];

  private constructor(private readonly balancer: Balancer) {}

  /** All of them together send about as many requests, however many they are. */
  static async open(home: Home, players: number, readEveryMs: number): Promise<Crowd> {
    const balancer = await Balancer.open(() => replicasOf(home, 'gateway'));
    const crowd = new Crowd(balancer);
    try {
      for (let sat = 0; sat < players; sat += atOnce) {
        const few = Array.from({ length: Math.min(atOnce, players - sat) }, () =>
          Load.open(home, { balancer, readEveryMs }),
        );
        crowd.loads.push(...(await Promise.all(few)));
      }
    } catch (error) {
      await crowd.leave();
      throw error;
    }
    for (const load of crowd.loads)
      for (let turn = 0; turn < streamsEach; turn += 1) crowd.listeners.push(new Listener(load));
    return crowd;
  }

  /** What came of the requests of all since the last call. */
  take(): Taken {
    const taken = this.loads.map((load) => load.take());
    return {
      count: taken.reduce((sum, { count }) => sum + count, 0),
      failed: taken.flatMap(({ failed }) => failed),
      durationsMs: taken.flatMap(({ durationsMs }) => durationsMs),
    };
  }

  get areGreeted(): boolean {
    return this.listeners.every(({ greetings }) => greetings > 0);
  }

  /** No more bets; the streams stay. */
  async rest(): Promise<void> {
    await Promise.all(this.loads.map((load) => load.stop()));
  }

  /** Those who do not know the version at which the accounts are now, or one before it. */
  async behind(): Promise<Listener[]> {
    const behind: Listener[] = [];
    for (const [place, load] of this.loads.entries()) {
      const { body } = await load.through().call('GET', '/v1/wallet');
      const own = this.listeners.slice(place * streamsEach, (place + 1) * streamsEach);
      behind.push(...own.filter(({ books }) => books.last !== body['version'] || books.missed.length > 0));
    }
    return behind;
  }

  async leave(): Promise<void> {
    await this.rest();
    await Promise.all(this.listeners.map((listener) => listener.stop()));
    await this.balancer.stop();
  }
}
