import { readEligibility } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { messagingMigrations } from '@croupier/messaging';
import { createLog } from '@croupier/observability';
import { type ServiceUnderTest, standStill, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { DatabaseConfig } from './config.js';
import { DueLoop } from './due-loop.js';
import { type Service } from './service.js';

const running = new Set<object>();

/** Claims nothing, and is listed while it runs. */
@Injectable()
class IdleLoop extends DueLoop<never> {
  constructor() {
    super('idle', createLog({ service: 'profile', level: 'silent', format: 'json' }));
  }

  override onApplicationBootstrap(): void {
    running.add(this);
    super.onApplicationBootstrap();
  }

  override async onModuleDestroy(): Promise<void> {
    await super.onModuleDestroy();
    running.delete(this);
  }

  protected async claim(): Promise<never[]> {
    return [];
  }

  protected async advance(): Promise<void> {}

  protected idOf(): string {
    return '';
  }
}

@Injectable()
class Unstartable implements OnApplicationBootstrap {
  async onApplicationBootstrap(): Promise<void> {
    await until('the loop runs', () => running.size === 1);
    throw new Error('cannot start');
  }
}

/** Takes a while to start, and would answer meanwhile. */
@Controller()
class SlowToStart implements OnApplicationBootstrap {
  static finish = (): void => undefined;
  private state = 'half started';

  async onApplicationBootstrap(): Promise<void> {
    await new Promise<void>((resolve) => (SlowToStart.finish = resolve));
    this.state = 'started';
  }

  @MessagePattern(readEligibility.subject)
  answer(): object {
    return { state: this.state };
  }
}

@Injectable()
class Unmakeable {
  constructor() {
    throw new Error('cannot be made');
  }
}

@Module({ providers: [IdleLoop] })
class Sound {}

@Module({ controllers: [SlowToStart] })
class Slow {}

@Module({ providers: [IdleLoop, Unstartable] })
class FailsAtItsStart {}

@Module({ providers: [IdleLoop, Unmakeable] })
class FailsWhenMade {}

const serviceWith = (module: new () => object, over: Partial<Service> = {}): Service => ({
  name: 'profile',
  module,
  config: DatabaseConfig,
  database: { entities: [], migrations: messagingMigrations },
  ...over,
});

describe('starting a service', () => {
  let stack: TestStack;
  let sound: ServiceUnderTest;

  beforeAll(async () => {
    stack = await TestStack.open();
    sound = await stack.start(serviceWith(Sound));
    const { broker, database } = await connections();
    expect([running.size, broker, database > 0]).toEqual([1, 1, true]);
    await sound.close();
  });

  afterAll(() => stack.close());

  /** What the servers know of the service: sessions of its role, connections of its name. */
  async function connections(): Promise<{ broker: number; database: number }> {
    const [{ database }] = (await sound.database.admin.query(
      `SELECT count(*)::int AS database FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'profile'`,
    )) as [{ database: number }];
    const answer = await fetch(`http://127.0.0.1:${stack.nats.monitorPort}/connz`);
    const listed = (await answer.json()) as { connections: { name: string }[] };
    return { broker: listed.connections.filter(({ name }) => name === 'profile').length, database };
  }

  /** A server notices a moment later that a connection is gone. */
  async function expectNothingOpen(): Promise<void> {
    expect(running.size).toBe(0);
    await until('the servers know no connection', async () => {
      const { broker, database } = await connections();
      return broker + database === 0;
    });
  }

  it('leaves nothing open once it is closed', expectNothingOpen);

  it('answers nobody before all of it has started', async () => {
    const starting = stack.replica(serviceWith(Slow), sound);
    const ask = (): Promise<unknown> => stack.bus.ask(readEligibility, { playerId: newId() });
    const unset = SlowToStart.finish;
    await until('it starts', () => SlowToStart.finish !== unset);
    await expect(ask()).rejects.toMatchObject({ code: 'service_unavailable' });
    SlowToStart.finish();
    const { close } = await starting;
    expect(await ask()).toEqual({ state: 'started' });
    await close();
  });

  it('is ready exactly while the broker answers, also when that only stands still', async () => {
    const { url, close } = await stack.replica(serviceWith(Sound), sound);
    const ready = async (): Promise<number> => (await fetch(`${url}/health/ready`)).status;
    expect(await ready()).toBe(200);
    await standStill(stack.nats.pid);
    try {
      await until('it is not ready', async () => (await ready()) === 503);
    } finally {
      process.kill(stack.nats.pid, 'SIGCONT');
    }
    await until('it is ready again', async () => (await ready()) === 200);
    await close();
    await expectNothingOpen();
  });

  it.each([
    ['a part cannot start', serviceWith(FailsAtItsStart), {}, 'cannot start'],
    ['a part cannot be made', serviceWith(FailsWhenMade), {}, 'cannot be made'],
    [
      'its HTTP side cannot be prepared',
      serviceWith(Sound, { http: () => Promise.reject(new Error('no page')) }),
      {},
      'no page',
    ],
    ['it cannot listen', serviceWith(Sound), { HOST: '192.0.2.1' }, 'EADDRNOTAVAIL'],
    ['the broker turns it away', serviceWith(Sound), { NATS_PASSWORD: 'wrong' }, 'Authorization Violation'],
  ])('closes what it opened, and says why, if %s', async (_, service, environment, why) => {
    await expect(stack.replica(service, sound, environment as Record<string, string>)).rejects.toThrow(why);
    await expectNothingOpen();
  });
});
