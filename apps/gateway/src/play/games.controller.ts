import {
  type GameDetail,
  type GameList,
  type GameSession,
  listGames,
  OpenGameSession,
  openGameSession,
  readGame,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Header, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { etagOf, matches } from '../edge/etag.js';
import { GamePath, queryOf } from '../edge/inputs.js';
import { Operation, Public } from '../edge/operation.js';

export class LaunchQuery extends queryOf(OpenGameSession, 'playerId', 'gameId') {}

@Controller('v1/games')
export class GamesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Public()
  @Header('cache-control', 'no-cache')
  @Operation({
    ask: listGames,
    tag: 'Games',
    description: 'Open to all: a player may look before signing in.',
  })
  list(): Promise<GameList> {
    return this.bus.ask(listGames, {});
  }

  @Get(':id')
  @Public()
  @Header('cache-control', 'no-cache')
  @Operation({
    ask: readGame,
    tag: 'Games',
    etag: 'shown',
    description: 'The ETag is the hash of the definition that is played: it changes when the game does.',
  })
  async read(
    @Param() path: GamePath,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GameDetail | undefined> {
    const game = await this.bus.ask(readGame, { gameId: path.id });
    const etag = etagOf(game.definitionHash);
    void reply.header('etag', etag);
    if (!matches(known, etag)) return game;
    void reply.status(304);
    return undefined;
  }

  @Post(':id/sessions')
  @Operation({
    ask: openGameSession,
    tag: 'Games',
    description:
      'A player plays one game at a time: the one opened before, also at a table or of a studio, takes no more rounds. A demo is for verified players, too.',
  })
  open(
    @SignedIn() { playerId }: Caller,
    @Param() path: GamePath,
    @Query() query: LaunchQuery,
  ): Promise<GameSession> {
    return this.bus.ask(openGameSession, { ...query, playerId, gameId: path.id });
  }
}
