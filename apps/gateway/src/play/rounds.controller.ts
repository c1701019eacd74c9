import {
  listRounds,
  PageRequest,
  type PlayedRound,
  PlayRound,
  playRound,
  readRound,
  type Round,
  type RoundPage,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { IdempotencyKey, SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { IdPath, queryOf, RehearsalQuery, without, type WouldPass } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class PlayRoundBody extends without(
  PlayRound,
  'playerId',
  'gameSessionId',
  'idempotencyKey',
  'dryRun',
) {}
export class RoundsQuery extends queryOf(PageRequest, 'playerId') {}

@Controller('v1')
export class RoundsController {
  constructor(private readonly bus: Bus) {}

  @Post('game-sessions/:id/rounds')
  @Operation({
    ask: playRound,
    tag: 'Games',
    idempotencyKey: true,
    description:
      'The round is settled before this is answered. Whoever got no answer repeats the request with the same key and gets the outcome that was drawn.',
  })
  async play(
    @SignedIn() { playerId }: Caller,
    @IdempotencyKey() idempotencyKey: string,
    @Param() path: IdPath,
    @Query() { dryRun }: RehearsalQuery,
    @Body() body: PlayRoundBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayedRound | WouldPass> {
    const request = { ...body, playerId, gameSessionId: path.id, idempotencyKey };
    if (dryRun) {
      await this.bus.ask(playRound, { ...request, dryRun });
      void reply.status(200);
      return { wouldPass: true };
    }
    const round = await this.bus.ask(playRound, request);
    void reply.header('location', `/v1/rounds/${round.roundId}`);
    return round;
  }

  @Get('rounds')
  @Operation({ ask: listRounds, tag: 'Games', description: 'Follow `next` for older rows.' })
  page(@SignedIn() { playerId }: Caller, @Query() query: RoundsQuery): Promise<RoundPage> {
    return this.bus.ask(listRounds, { ...query, playerId });
  }

  @Get('rounds/:id')
  @Operation({
    ask: readRound,
    tag: 'Games',
    description: 'The history follows the settlement by moments: a round just played may not be found yet.',
  })
  read(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<Round> {
    return this.bus.ask(readRound, { playerId, roundId: path.id });
  }
}
