import 'reflect-metadata';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Inject,
  Injectable,
  Module,
  Post,
  Req,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type ClientProxy, ClientsModule, Transport } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsInt, IsUUID, Min } from 'class-validator';
import { importSPKI, jwtVerify } from 'jose';
import { firstValueFrom, timeout } from 'rxjs';

/** The edge as most people write it: `node common-gateway-main.js NATS-URL USER PASSWORD HOUSE PUBLIC-KEY`. */
const [url = '', user = '', pass = '', house = '', publicKey = ''] = process.argv.slice(2);
const key = await importSPKI(Buffer.from(publicKey, 'base64').toString(), 'EdDSA');

interface AuthenticatedRequest {
  headers: Record<string, string | undefined>;
  playerId?: string;
}

@Injectable()
class AuthGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = request.headers['authorization']?.replace('Bearer ', '') ?? '';
    try {
      const { payload } = await jwtVerify(token, key, { issuer: 'croupier', audience: 'croupier-player' });
      request.playerId = payload.sub ?? '';
      return true;
    } catch {
      throw new UnauthorizedException();
    }
  }
}

class BetBody {
  @IsUUID()
  sessionId: string;

  @IsUUID()
  roundId: string;

  @IsInt()
  @Min(1)
  stake: number;
}

@Controller()
@UseGuards(AuthGuard)
class BetsController {
  constructor(@Inject('GAMES') private readonly games: ClientProxy) {}

  @Post('bets')
  bet(@Req() { playerId }: AuthenticatedRequest, @Body() body: BetBody): Promise<unknown> {
    return firstValueFrom(
      this.games.send<unknown>(`${house}.games.play`, { ...body, playerId }).pipe(timeout(10_000)),
    );
  }
}

@Module({
  imports: [
    ClientsModule.register([
      { name: 'GAMES', transport: Transport.NATS, options: { servers: [url], user, pass } },
    ]),
  ],
  controllers: [BetsController],
  providers: [AuthGuard],
})
class GatewayModule {}

const app = await NestFactory.create<NestFastifyApplication>(GatewayModule, new FastifyAdapter(), {
  logger: false,
});
app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
await app.listen(0, '127.0.0.1');
process.stdout.write(`ready ${await app.getUrl()}\n`);
