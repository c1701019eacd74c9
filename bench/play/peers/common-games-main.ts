import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { CryptoRandom, parseSlotDefinition, playSlot } from '@croupier/game-maths';
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  type ClientProxy,
  ClientsModule,
  MessagePattern,
  Payload,
  RpcException,
  Transport,
} from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';

/** Games as most people write them: `node common-games-main.js NATS-URL USER PASSWORD HOUSE DATABASE-URL DEFINITION`. */
const [url = '', user = '', pass = '', house = '', database = '', definitionFile = ''] =
  process.argv.slice(2);
const definition = parseSlotDefinition(JSON.parse(readFileSync(definitionFile, 'utf8')));
const random = new CryptoRandom();
const poolSize = 20;

@Entity('common_sessions')
class Session {
  @PrimaryColumn('uuid')
  sessionId: string;

  @Column('uuid')
  playerId: string;

  @Column('int')
  stakeCap: number;
}

@Entity('common_rounds')
class Round {
  @PrimaryColumn('uuid')
  roundId: string;

  @Column('uuid')
  sessionId: string;

  @Column('int')
  stake: number;

  @Column('int')
  payout: number;

  @Column('jsonb')
  outcome: object;

  @Column('timestamptz')
  settledAt: Date;
}

interface Bet {
  playerId: string;
  sessionId: string;
  roundId: string;
  stake: number;
}

const entities = [Session, Round];
const source = new DataSource({ type: 'postgres', url: database, entities, synchronize: true, poolSize });
await source.initialize();

@Controller()
class GamesController {
  constructor(@Inject('WALLET') private readonly wallet: ClientProxy) {}

  @MessagePattern(`${house}.games.play`)
  async play(@Payload() { playerId, sessionId, roundId, stake }: Bet): Promise<object> {
    const session = await source.getRepository(Session).findOneBy({ sessionId });
    if (session?.playerId !== playerId) throw new RpcException('no such session');
    if (stake > session.stakeCap) throw new RpcException('stake above cap');
    const { payout, spins } = playSlot(definition, stake, random);
    const bet = { playerId, roundId, stake, payout };
    const balance = await firstValueFrom(this.wallet.send<number>(`${house}.wallet.settle`, bet));
    const rounds = source.getRepository(Round);
    await rounds.save(rounds.create({ ...bet, sessionId, outcome: spins, settledAt: new Date() }));
    return { roundId, stake, payout, outcome: spins, balance };
  }
}

const options = { servers: [url], user, pass };
@Module({
  imports: [ClientsModule.register([{ name: 'WALLET', transport: Transport.NATS, options }])],
  controllers: [GamesController],
})
class GamesModule {}

const app = await NestFactory.createMicroservice(GamesModule, {
  ...{ transport: Transport.NATS as const, logger: false as const, options },
});
await app.listen();
process.stdout.write('ready\n');
