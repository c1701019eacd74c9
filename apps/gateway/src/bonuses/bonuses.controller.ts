import {
  type Award,
  type BonusOverview,
  claimBonus,
  forfeitAward,
  listBonuses,
  readAward,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { IdempotencyKey, SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { IdPath, ProgrammePath } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

@Controller('v1/bonuses')
export class BonusesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Operation({
    ask: listBonuses,
    tag: 'Bonuses',
    description:
      'Show the terms next to each offer. `offersKnown` is false while it cannot be found out what may be offered; own awards are shown all the same.',
  })
  list(@SignedIn() { playerId }: Caller): Promise<BonusOverview> {
    return this.bus.ask(listBonuses, { playerId });
  }

  @Post(':id/claim')
  @Operation({
    ask: claimBonus,
    tag: 'Bonuses',
    idempotencyKey: true,
    description:
      'Opts in to a programme. Free rounds follow in moments; a deposit match follows the next deposit that qualifies.',
  })
  async claim(
    @SignedIn() { playerId }: Caller,
    @IdempotencyKey() idempotencyKey: string,
    @Param() { id: programmeId }: ProgrammePath,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Award> {
    const award = await this.bus.ask(claimBonus, { playerId, programmeId, idempotencyKey });
    void reply.header('location', `/v1/bonuses/${award.awardId}`);
    return award;
  }

  @Get(':id')
  @Operation({
    ask: readAward,
    tag: 'Bonuses',
    description: 'What is left to wager and why, by game. Follows each settled round by moments.',
  })
  read(@SignedIn() { playerId }: Caller, @Param() { id: awardId }: IdPath): Promise<Award> {
    return this.bus.ask(readAward, { playerId, awardId });
  }

  @Post(':id/forfeit')
  @HttpCode(200)
  @Operation({
    ask: forfeitAward,
    tag: 'Bonuses',
    description:
      'The id is that of the award. Bonus money and free rounds go; cash stays. It cannot be undone.',
  })
  forfeit(@SignedIn() { playerId }: Caller, @Param() { id: awardId }: IdPath): Promise<Award> {
    return this.bus.ask(forfeitAward, { playerId, awardId });
  }
}
