import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answersOk, Platform } from './support/platform.js';
import { type Answer, Player } from './support/player.js';

const apps = ['wallet', 'games', 'payments', 'profile', 'identity', 'gateway', 'sandbox'];

/** Sends each request to a gateway that says it is ready, as a load balancer does. */
class Balancer {
  private ready: string[];
  private turn = 0;
  private stopped = false;

  constructor(private readonly platform: Platform) {
    this.ready = [];
    void this.watch();
  }

  next(): string {
    this.turn += 1;
    return this.ready[this.turn % this.ready.length] ?? '';
  }

  stop(): void {
    this.stopped = true;
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      const urls = (await this.platform.processesOf('gateway')).map(({ url }) => url);
      const answers = await Promise.all(urls.map((url) => answersOk(`${url}/health/ready`)));
      this.ready = urls.filter((_, index) => answers[index]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

describe('rolling restart of each app, two replicas, under load', () => {
  let platform: Platform;
  let balancer: Balancer;
  let player: Player;

  beforeAll(async () => {
    const replicas = apps.flatMap((app) => ['--replicas', `${app}=2`]);
    platform = await Platform.start(replicas, { GATEWAY_SHUTDOWN_DELAY_MS: '1000' });
    balancer = new Balancer(platform);
    await until('a gateway is ready', () => balancer.next());
    player = new Player(balancer.next(), (await platform.run()).sandbox);
    await player.sitDown(50_000);
  }, 240_000);

  afterAll(async () => {
    balancer?.stop();
    await platform?.stop();
  });

  it.each(apps)(
    '%s: no request fails',
    async (app) => {
      const answers: Answer[] = [];
      let stopped = false;
      const load = [() => plays(app !== 'sandbox'), reads, reads].map(async (request) => {
        while (!stopped) answers.push(await request());
      });
      for (const { name, pid } of await platform.processesOf(app)) {
        process.kill(pid, 'SIGTERM');
        await until(
          `${name} was replaced and is ready`,
          async () => {
            const now = (await platform.processesOf(app)).find((entry) => entry.name === name);
            return now !== undefined && now.pid !== pid && (await answersOk(`${now.url}/health/ready`));
          },
          60_000,
        );
      }
      stopped = true;
      await Promise.all(load);
      const failed = answers.filter(({ status }) => status !== 200 && status !== 201);
      expect(failed.map(({ status, body }) => [status, body['code'], body['detail']])).toEqual([]);
      expect(answers.length).toBeGreaterThan(50);
    },
    180_000,
  );

  it('leaves a ledger in which everything adds up', async () => {
    const wallet = await platform.database('wallet');
    expect(await checkLedger(wallet)).toEqual([]);
    await wallet.destroy();
  });

  /** Without the sandbox's clock a round is played at the legal pace. */
  async function plays(clockMoves: boolean): Promise<Answer> {
    if (clockMoves) await player.wait(2500);
    else await new Promise((resolve) => setTimeout(resolve, 2600));
    return at(balancer.next()).play(10);
  }

  async function reads(): Promise<Answer> {
    const paths = ['/v1/wallet', '/v1/me', '/v1/games', '/v1/deposits', '/v1/wallet/transactions'];
    const path = paths[Math.floor(performance.now()) % paths.length] ?? '/v1/wallet';
    return at(balancer.next()).call('GET', path);
  }

  function at(gateway: string): Player {
    const same = Object.create(player) as Player;
    same.gateway = gateway;
    return same;
  }
});
