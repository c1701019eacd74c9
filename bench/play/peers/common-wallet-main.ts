import 'reflect-metadata';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { CommonWallet } from '../../wallet/peers/common-wallet.js';
import { type BetInput } from '../../wallet/peers/peer.js';

/**
 * The wallet as most people write it, behind Nest's own transport:
 * `node common-wallet-main.js NATS-URL USER PASSWORD HOUSE DATABASE-URL [duties]`.
 */
const [url = '', user = '', pass = '', house = '', database = '', duties] = process.argv.slice(2);
const relayEveryMs = 200;
const relayed = 500;
const wallet = await CommonWallet.open(database, 20, duties !== undefined);

@Controller()
class WalletController {
  @MessagePattern(`${house}.wallet.settle`)
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
if (duties !== undefined) await startRelay();
process.stdout.write('ready\n');

/** Reads the outbox five times a second and as long as there is more, as most relays do. */
async function startRelay(): Promise<void> {
  const connection = await connect({ servers: url, user, pass });
  await (await jetstreamManager(connection)).streams.add({ name: house, subjects: [`${house}.facts`] });
  const stream = jetstream(connection);
  const publish = (payload: object): Promise<unknown> =>
    stream.publish(`${house}.facts`, JSON.stringify(payload));
  const turn = async (): Promise<void> => {
    while ((await wallet.relay(relayed, publish)) === relayed);
    setTimeout(() => void turn(), relayEveryMs);
  };
  void turn();
}
