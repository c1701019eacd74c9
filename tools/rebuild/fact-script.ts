import { type FactContext } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { validationPipe } from '@croupier/runtime';
import { type INestMicroservice, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';

/** Nest's way from a fact to its handler, with nothing behind it. */
class Stage extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('croupier-rebuild');
  override readonly propagatesEventHandlerErrors = true;

  listen(callback: () => void): void {
    callback();
  }

  close(): void {
    return undefined;
  }

  override on(): never {
    throw new Error('there is nothing to hear of');
  }

  override unwrap(): never {
    throw new Error('there is no connection');
  }

  get subjects(): string[] {
    return [...this.messageHandlers.keys()];
  }

  async play(payload: unknown, fact: FactContext): Promise<void> {
    const handler = this.messageHandlers.get(fact.subject);
    if (!handler) throw new Error(`no handler for ${fact.subject}`);
    await lastValueFrom(this.transformToObservable(await handler(payload, fact)), { defaultValue: {} });
  }
}

/** A consumer of facts by itself, without its service: facts are read and checked as they are there. */
export class FactScript {
  private readonly stage = new Stage();
  private app: INestMicroservice | undefined;

  constructor(
    private readonly consumer: Type<object>,
    private readonly transactions: TransactionRunner,
  ) {}

  async open(): Promise<void> {
    class ScriptModule {}
    Module({
      controllers: [this.consumer],
      providers: [{ provide: TransactionRunner, useValue: this.transactions }],
    })(ScriptModule);
    this.app = await NestFactory.createMicroservice(ScriptModule, { strategy: this.stage, logger: false });
    this.app.useGlobalPipes(validationPipe());
    await this.app.listen();
  }

  get subjects(): string[] {
    return this.stage.subjects;
  }

  play(payload: unknown, fact: FactContext): Promise<void> {
    return this.stage.play(payload, fact);
  }

  async close(): Promise<void> {
    await this.app?.close();
  }
}
