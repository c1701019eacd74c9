import {
  launchStudioGame,
  listOwnStudioRounds,
  listStudioGames,
  type OwnStudioRoundsList,
  type StudioGameList,
  type StudioLaunch,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Header, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { GamePath } from '../edge/inputs.js';
import { Operation, Public } from '../edge/operation.js';

@Controller('v1')
export class StudioGamesController {
  constructor(private readonly bus: Bus) {}

  @Get('studio-games')
  @Public()
  @Header('cache-control', 'no-cache')
  @Operation({
    ask: listStudioGames,
    tag: 'Studios',
    description: 'Open to all. The games of a studio that does not answer are left out until it does.',
  })
  list(): Promise<StudioGameList> {
    return this.bus.ask(listStudioGames, {});
  }

  @Get('studio-rounds')
  @Operation({
    ask: listOwnStudioRounds,
    tag: 'Studios',
    description: 'They are played on the studio’s page, stake nothing, and win cash.',
  })
  freeRounds(@SignedIn() { playerId }: Caller): Promise<OwnStudioRoundsList> {
    return this.bus.ask(listOwnStudioRounds, { playerId });
  }

  @Post('studio-games/:id/launches')
  @Operation({
    ask: launchStudioGame,
    tag: 'Studios',
    description: 'Open `url` in the browser: the game is played there, with the balance of this account.',
  })
  launch(@SignedIn() { playerId, sessionId }: Caller, @Param() path: GamePath): Promise<StudioLaunch> {
    return this.bus.ask(launchStudioGame, { playerId, gameId: path.id, loginSessionId: sessionId });
  }
}
