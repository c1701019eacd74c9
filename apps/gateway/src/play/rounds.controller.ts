import {
  acknowledgeRealityCheck,
  type GameSession,
  listRounds,
  PageRequest,
  type PlayChannel,
  type PlayedRound,
  PlayRound,
  playRound,
  readGameSession,
  readRound,
  readRoundStatement,
  type RealityCheck,
  type Round,
  type RoundPage,
  type RoundStatement,
  TakeAction,
  takeAction,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
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
  'channel',
) {}
/** What is staked by kind of game: the stakes of slots are those of `GET /v1/games/{id}`, bets add up to the stake. */
const playedBodies = {
  'a spin, or a deal of video poker or blackjack': { stake: { amount: 100, currency: 'GBP' } },
  'a deal with a side bet, here three card poker': {
    stake: { amount: 150, currency: 'GBP' },
    bets: [
      { kind: 'ante', amount: 100 },
      { kind: 'pair-plus', amount: 50 },
    ],
  },
  'a start with an automatic cash-out, here of crash at 2.50': {
    stake: { amount: 100, currency: 'GBP' },
    bets: [{ kind: 'crash', numbers: [250], amount: 100 }],
  },
  'bets on a table, here roulette': {
    stake: { amount: 200, currency: 'GBP' },
    bets: [
      { kind: 'split', numbers: [17, 20], amount: 100 },
      { kind: 'red', amount: 100 },
    ],
  },
  'a free round of an award': {
    stake: { amount: 100, currency: 'GBP' },
    awardId: '01a20a46-f71b-7904-908a-daa2e0b5fc68',
  },
};

export class TakeActionBody extends without(TakeAction, 'playerId', 'roundId', 'idempotencyKey') {}
export class RoundsQuery extends queryOf(PageRequest, 'playerId') {}

@Controller('v1')
export class RoundsController {
  constructor(private readonly bus: Bus) {}

  @Get('game-sessions/:id')
  @Operation({
    ask: readGameSession,
    tag: 'Games',
    description:
      'Net position and time as every answer to a round has them, for a page that was away. Also of a closed session.',
  })
  session(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<GameSession> {
    return this.bus.ask(readGameSession, { playerId, gameSessionId: path.id });
  }

  @Post('game-sessions/:id/reality-check')
  @HttpCode(200)
  @Operation({
    ask: acknowledgeRealityCheck,
    tag: 'Games',
    description:
      'Once the interval of `PATCH /v1/me/settings` is over, no round begins (`reality_check_due`) until this is called: show how long the player has played and where they stand, and call it when they answer.',
  })
  acknowledge(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<RealityCheck> {
    return this.bus.ask(acknowledgeRealityCheck, { playerId, gameSessionId: path.id });
  }

  @Post('game-sessions/:id/rounds')
  @Operation({
    ask: playRound,
    tag: 'Games',
    idempotencyKey: true,
    description:
      'The round is settled before this is answered, or waits for a decision if the answer has `open`. Whoever got no answer repeats the request with the same key and gets the outcome that was drawn.',
    bodies: playedBodies,
  })
  async play(
    @SignedIn() { playerId }: Caller,
    @IdempotencyKey() idempotencyKey: string,
    @Param() path: IdPath,
    @Query() { dryRun }: RehearsalQuery,
    @Body() body: PlayRoundBody,
    @Headers('sec-fetch-mode') fetchMode: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlayedRound | WouldPass> {
    // Every browser says so of what its pages ask for, and no page can leave it out.
    const channel: PlayChannel = fetchMode === undefined ? 'api' : 'web';
    const request = { ...body, playerId, gameSessionId: path.id, idempotencyKey, channel };
    if (dryRun) {
      await this.bus.ask(playRound, { ...request, dryRun });
      void reply.status(200);
      return { wouldPass: true };
    }
    const round = await this.bus.ask(playRound, request);
    if (!round.demo) void reply.header('location', `/v1/rounds/${round.roundId}`);
    return round;
  }

  @Post('rounds/:id/actions')
  @HttpCode(200)
  @Operation({
    ask: takeAction,
    tag: 'Games',
    idempotencyKey: true,
    description:
      'One of `open.actions` of the round, with the `open.step` at which it was seen. What it stakes in addition is staked at once; the last decision settles the round. A cash-out of crash counts from the moment in which it is received.',
  })
  act(
    @SignedIn() { playerId }: Caller,
    @IdempotencyKey() idempotencyKey: string,
    @Param() path: IdPath,
    @Body() body: TakeActionBody,
  ): Promise<PlayedRound> {
    return this.bus.ask(takeAction, { ...body, playerId, roundId: path.id, idempotencyKey });
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
    description:
      'A round that waits has `open`, on whatever device it is read. The history follows the settlement by moments: a round just played may not be found yet.',
  })
  read(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<Round> {
    return this.bus.ask(readRound, { playerId, roundId: path.id });
  }

  @Get('rounds/:id/statement')
  @Operation({
    ask: readRoundStatement,
    tag: 'Games',
    description:
      'What happened, in sentences, by the version of the game that was played; and whether its record still derives it.',
  })
  statement(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<RoundStatement> {
    return this.bus.ask(readRoundStatement, { playerId, roundId: path.id });
  }
}
