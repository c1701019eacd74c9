import {
  confirmLimitChange,
  type PlayerLimits,
  readLimits,
  ReviewLimits,
  reviewLimits,
  SetLimits,
  setLimits,
  withdrawLimitChange,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { ExpectedVersion, SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { etagOf } from '../edge/etag.js';
import { IdPath, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class ReviewLimitsBody extends without(ReviewLimits, 'playerId') {}
export class SetLimitsBody extends without(SetLimits, 'playerId', 'expectedVersion') {}

@Controller('v1/limits')
export class LimitsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Operation({
    ask: readLimits,
    tag: 'Protection',
    etag: 'shown',
    description:
      'With what is used in the present period and the changes that wait. The ETag is the version of the limits, not of what is used: send it in If-Match to change them. While `depositPrompt` is `open`, no deposit is taken.',
  })
  async read(
    @SignedIn() { playerId }: Caller,
    @Headers('if-none-match') _known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayerLimits> {
    return shown(await this.bus.ask(readLimits, { playerId }), reply);
  }

  @Put()
  @Operation({
    ask: setLimits,
    tag: 'Protection',
    etag: 'required',
    description:
      'All limits as they are to be. New and lower ones hold at once. A higher one, and the removal of one that is left out, can be confirmed 24 hours later and changes nothing before; naming the present amount withdraws the wish. Naming a deposit limit answers `depositPrompt`.',
  })
  async set(
    @SignedIn() { playerId }: Caller,
    @ExpectedVersion() expectedVersion: number,
    @Body() body: SetLimitsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayerLimits> {
    return shown(await this.bus.ask(setLimits, { ...body, playerId, expectedVersion }), reply);
  }

  @Post('review')
  @HttpCode(200)
  @Operation({
    ask: reviewLimits,
    tag: 'Protection',
    description:
      'Before the first deposit: the player wants no deposit limit. Later: the player looked at the limits and keeps them, and is reminded six months after. No limit changes.',
  })
  async review(
    @SignedIn() { playerId }: Caller,
    @Body() body: ReviewLimitsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayerLimits> {
    return shown(await this.bus.ask(reviewLimits, { ...body, playerId }), reply);
  }

  @Post('changes/:id/confirmation')
  @HttpCode(200)
  @Operation({
    ask: confirmLimitChange,
    tag: 'Protection',
    description: 'From `confirmableFrom` on. Without it the limit stays as it is.',
  })
  async confirm(
    @SignedIn() { playerId }: Caller,
    @Param() { id: changeId }: IdPath,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayerLimits> {
    return shown(await this.bus.ask(confirmLimitChange, { playerId, changeId }), reply);
  }

  @Delete('changes/:id')
  @Operation({ ask: withdrawLimitChange, tag: 'Protection', description: 'The limit stays as it is.' })
  async withdraw(
    @SignedIn() { playerId }: Caller,
    @Param() { id: changeId }: IdPath,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayerLimits> {
    return shown(await this.bus.ask(withdrawLimitChange, { playerId, changeId }), reply);
  }
}

function shown(limits: PlayerLimits, reply: FastifyReply): PlayerLimits {
  void reply.header('etag', etagOf(limits.version));
  return limits;
}
