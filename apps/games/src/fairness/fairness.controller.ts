import {
  ChooseClientSeed,
  chooseClientSeed,
  GameSessionRef,
  readProof,
  readSeeds,
  type RenewedSeeds,
  renewSeeds,
  type RoundProof,
  RoundRef,
  type SeedPair,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ProofsQueries } from './proofs.queries.js';
import { ChooseClientSeedCommand } from './choose-client-seed.handler.js';
import { RenewSeedsCommand } from './renew-seeds.handler.js';

@Controller()
export class FairnessController {
  constructor(
    private readonly commands: CommandBus,
    private readonly proofs: ProofsQueries,
  ) {}

  @MessagePattern(readSeeds.subject)
  seeds(@Payload() request: GameSessionRef): Promise<SeedPair> {
    return this.proofs.seedsOf(request);
  }

  @MessagePattern(chooseClientSeed.subject)
  choose(@Payload() request: ChooseClientSeed): Promise<SeedPair> {
    return this.commands.execute(new ChooseClientSeedCommand(request));
  }

  @MessagePattern(renewSeeds.subject)
  renew(@Payload() request: GameSessionRef): Promise<RenewedSeeds> {
    return this.commands.execute(new RenewSeedsCommand(request));
  }

  @MessagePattern(readProof.subject)
  proof(@Payload() request: RoundRef): Promise<RoundProof> {
    return this.proofs.proofOf(request);
  }
}
