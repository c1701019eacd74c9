import 'reflect-metadata';
import { SystemClock } from '@croupier/kernel';
import { ActorGuard, Broker, NatsTransport, ProofReader, readPublicKeys } from '@croupier/messaging';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { connect } from '@nats-io/transport-node';
import { reply, subjects } from './messages.js';

/** Answers the same three ways, in a process of its own: `node responders-main.js URL USER PASSWORD PUBLIC-KEYS`. */
const [url = '', user = '', password = '', publicKeys = ''] = process.argv.slice(2);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

@Controller()
class NestResponder {
  @MessagePattern(subjects.nest)
  answer(): object {
    return reply;
  }
}

@Module({ controllers: [NestResponder] })
class NestModule {}

@Controller()
class OurResponder {
  @MessagePattern(subjects.ours)
  answer(): object {
    return reply;
  }
}

@Module({ controllers: [OurResponder] })
class OurModule {}

async function library(): Promise<void> {
  const connection = await connect({ servers: url, user, pass: password });
  connection.subscribe(subjects.library, {
    callback: (_, message) => {
      message.json();
      message.respond(JSON.stringify(reply));
    },
  });
}

async function nest(): Promise<void> {
  const app = await NestFactory.createMicroservice(NestModule, {
    ...{ transport: Transport.NATS as const, logger: false as const },
    options: { servers: [url], user, pass: password },
  });
  await app.listen();
}

async function ours(): Promise<void> {
  const options = { service: 'bench', url, user, password, inboxPrefix: '_INBOX_bench' };
  const broker = await Broker.open(options, silent);
  const guard = new ActorGuard(new ProofReader(readPublicKeys(publicKeys), new SystemClock()));
  const observer = { answered: () => undefined, failed: () => undefined };
  const facts = { deadLetter: () => undefined, stuck: () => undefined };
  const strategy = new NatsTransport({ broker, observer, guard, facts, log: silent });
  const app = await NestFactory.createMicroservice(OurModule, { strategy, logger: false });
  await app.listen();
}

await Promise.all([library(), nest(), ours()]);
process.stdout.write('ready\n');
