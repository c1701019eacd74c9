import { type GameDetail, type GameList, GameRef, listGames, readGame } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Catalogue } from './catalogue.service.js';
import { detailOf, summaryOf } from './game.js';

@Controller()
export class CatalogueController {
  constructor(private readonly catalogue: Catalogue) {}

  @MessagePattern(listGames.subject)
  list(): GameList {
    return { data: this.catalogue.allOffers().map((offer) => summaryOf(offer.game, offer)) };
  }

  @MessagePattern(readGame.subject)
  read(@Payload() { gameId }: GameRef): GameDetail {
    return detailOf(this.catalogue.offer(gameId));
  }
}
