import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { CommonWallet } from '../../wallet/peers/common-wallet.js';
import { type BetInput } from '../../wallet/peers/peer.js';

/** The wallet as most people write it, behind Nest's own transport: `node common-wallet-main.js NATS-URL USER PASSWORD DATABASE-URL`. */
const [url = '', user = '', pass = '', database = ''] = process.argv.slice(2);
const wallet = await CommonWallet.open(database, 20);

@Controller()
class WalletController {
  @MessagePattern('wallet.settle')
  settle(@Payload() bet: BetInput): Promise<number> {
    return wallet.settle(bet);
  }
}

@Module({ controllers: [WalletController] })
class WalletModule {}

const app = await NestFactory.createMicroservice(WalletModule, {
  ...{ transport: Transport.NATS as const, logger: false as const },
  options: { servers: [url], user, pass },
});
await app.listen();
process.stdout.write('ready\n');
