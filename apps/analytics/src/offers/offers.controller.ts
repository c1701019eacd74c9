import { ListOffers, listOffers, type OfferList } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ListOffersCommand } from './list-offers.handler.js';

@Controller()
export class OffersController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(listOffers.subject)
  list(@Payload() request: ListOffers): Promise<OfferList> {
    return this.commands.execute(new ListOffersCommand(request));
  }
}
