import {
  ChooseClientSeed,
  chooseClientSeed,
  readProof,
  readSeeds,
  type RenewedSeeds,
  renewSeeds,
  type RoundProof,
  type SeedPair,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { IdPath, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class ClientSeedBody extends without(ChooseClientSeed, 'playerId', 'gameSessionId') {}

/** What rounds are drawn from, so that a player can draw them again. */
@Controller('v1')
export class FairnessController {
  constructor(private readonly bus: Bus) {}

  @Get('game-sessions/:id/seeds')
  @Operation({
    ask: readSeeds,
    tag: 'Games',
    description: "The hash commits us to our seed before the player's is known.",
  })
  read(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<SeedPair> {
    return this.bus.ask(readSeeds, { playerId, gameSessionId: path.id });
  }

  @Put('game-sessions/:id/seeds/client')
  @Operation({
    ask: chooseClientSeed,
    tag: 'Games',
    description: 'Holds for every round after the answer, until another is chosen or the session is closed.',
  })
  choose(
    @SignedIn() { playerId }: Caller,
    @Param() path: IdPath,
    @Body() body: ClientSeedBody,
  ): Promise<SeedPair> {
    return this.bus.ask(chooseClientSeed, { ...body, playerId, gameSessionId: path.id });
  }

  @Post('game-sessions/:id/seeds')
  @HttpCode(200)
  @Operation({
    ask: renewSeeds,
    tag: 'Games',
    description: 'The seed that was in use is shown from `revealedFrom` on, in the proofs of its rounds.',
  })
  renew(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<RenewedSeeds> {
    return this.bus.ask(renewSeeds, { playerId, gameSessionId: path.id });
  }

  @Get('rounds/:id/proof')
  @Operation({
    ask: readProof,
    tag: 'Games',
    description:
      'With it anybody derives the round again: `npm run verify-round`, or the rule in docs/fairness.md.',
  })
  proof(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<RoundProof> {
    return this.bus.ask(readProof, { playerId, roundId: path.id });
  }
}
