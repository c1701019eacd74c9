import { listStudioGames, type StudioGameList } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { Presences } from '../breaker/presences.service.js';
import { gameIdOf } from './studio.js';
import { Studios } from './studios.service.js';

@Controller()
export class StudiosController {
  constructor(
    private readonly studios: Studios,
    private readonly presences: Presences,
  ) {}

  @MessagePattern(listStudioGames.subject)
  list(): StudioGameList {
    const data = this.studios
      .all()
      .filter(({ id }) => this.presences.isHere(id))
      .flatMap((studio) =>
        studio.games.map((game) => ({
          gameId: gameIdOf(studio, game),
          name: game.name,
          studioId: studio.id,
          studioName: studio.name,
          kind: game.kind,
        })),
      );
    return { data };
  }
}
