import { listGames, readGame } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { docsPolicy } from '../docs/pages.js';
import { GamePath } from '../edge/inputs.js';
import { Public } from '../edge/operation.js';
import { gamePage, gamesPage } from './game-page.js';

/** The catalogue and the rules of each game for people, who may read them before they sign in. */
@Public()
@Controller('games')
export class GamePagesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', docsPolicy)
  async list(): Promise<string> {
    return gamesPage(await this.bus.ask(listGames, {}));
  }

  @Get(':id')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', docsPolicy)
  async read(@Param() path: GamePath): Promise<string> {
    return gamePage(await this.bus.ask(readGame, { gameId: path.id }));
  }
}
