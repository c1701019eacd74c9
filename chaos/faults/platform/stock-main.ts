import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** About as long as a service here takes for an answer. */
const workMs = 20;

@Controller()
class StockController {
  @Get('v1/wallet')
  async wallet(): Promise<object> {
    await pause(workMs);
    return { version: 1 };
  }

  @Get('health/ready')
  ready(): object {
    return { status: 'ok' };
  }
}

@Module({ controllers: [StockController] })
class StockModule {}

// As Nest's documentation has it.
const app = await NestFactory.create<NestFastifyApplication>(StockModule, new FastifyAdapter(), {
  logger: false,
});
app.enableShutdownHooks();
await app.listen(Number(process.argv[2]), '127.0.0.1');
