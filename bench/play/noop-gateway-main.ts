import path from 'node:path';
import { playRound } from '@croupier/contracts';
import { runService, type Service } from '@croupier/runtime';
import { Body, Controller, Module, Param, Post } from '@nestjs/common';
import { moduleUrl } from '../../tools/launch/apps.js';

const gateway = path.resolve(import.meta.dirname, '../../apps/gateway/src');

async function from(file: string): Promise<Record<string, unknown>> {
  return (await import(moduleUrl(path.join(gateway, file)))) as Record<string, unknown>;
}

const { service } = (await from('service.js')) as { service: Service };
const { SignedIn } = (await from('access/caller.pipe.js')) as { SignedIn: () => ParameterDecorator };
const { Operation } = (await from('edge/operation.js')) as {
  Operation: (options: object) => MethodDecorator;
};
const { PlayRoundBody } = (await from('play/rounds.controller.js')) as {
  PlayRoundBody: new () => { stake: object };
};
const { IdPath } = (await from('edge/inputs.js')) as { IdPath: new () => { id: string } };

/** Does all that the edge does for a round and asks nobody. */
@Controller('v1')
class NoopController {
  @Post('noop/:id')
  @Operation({
    ask: { ...playRound, subject: 'rpc.games.noop.v1' },
    tag: 'Games',
    idempotencyKey: true,
    description: '-',
  })
  noop(
    @SignedIn() { playerId }: { playerId: string },
    @Param() path: unknown,
    @Body() body: unknown,
  ): object {
    return { playerId, path, body };
  }
}
Reflect.defineMetadata(
  'design:paramtypes',
  [Object, IdPath, PlayRoundBody],
  NoopController.prototype,
  'noop',
);

@Module({ imports: [service.module], controllers: [NoopController] })
class WithNoop {}

await runService({ ...service, module: WithNoop });
