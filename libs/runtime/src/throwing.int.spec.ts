import { type PlayerRef, readContact } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { messagingMigrations } from '@croupier/messaging';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { Controller, Module } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseConfig } from './config.js';

class FailCommand extends Command<object> {}

/** How the handler fails, one after the other. */
const failures: (() => Promise<object>)[] = [
  () => {
    throw new Error('thrown at once');
  },
  async () => {
    throw new Error('rejected');
  },
  async () => {
    throw 'a text, of a careless library' as unknown as Error;
  },
  () => Promise.reject(undefined as unknown as Error),
];

@CommandHandler(FailCommand)
class FailHandler implements ICommandHandler<FailCommand> {
  private turn = 0;

  execute(): Promise<object> {
    const fail = failures[this.turn];
    this.turn += 1;
    return fail?.() ?? Promise.resolve({ email: 'a@example.org', givenName: 'Ada', marketingByEmail: false });
  }
}

@Controller()
class FailController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(readContact.subject)
  read(@Payload() _ref: PlayerRef): Promise<object> {
    return this.commands.execute(new FailCommand());
  }
}

@Module({ imports: [CqrsModule.forRoot()], controllers: [FailController], providers: [FailHandler] })
class Failing {}

describe('a command handler that throws, whatever and however', () => {
  let stack: TestStack;
  let service: ServiceUnderTest;

  beforeAll(async () => {
    stack = await TestStack.open();
    service = await stack.start({
      ...{ name: 'profile', module: Failing, config: DatabaseConfig },
      database: { entities: [], migrations: messagingMigrations },
    });
  });

  afterAll(async () => {
    await service.close();
    await stack.close();
  });

  it('is told to its asker as a fault, counted, and leaves the service at work', async () => {
    const ask = (): Promise<object> => stack.bus.ask(readContact, { playerId: newId() });
    for (const _ of failures) await expect(ask()).rejects.toMatchObject({ code: 'internal' });
    await expect(ask()).resolves.toMatchObject({ givenName: 'Ada' });
    const figures = await (await fetch(`${service.url}/metrics`)).text();
    const counted = figures.split('\n').find((line) => /asks_total.*code="internal"/.test(line));
    expect(counted).toMatch(new RegExp(` ${failures.length}$`));
  });
});
