import { type Done, SendOffer, sendOffer } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { SendOfferCommand } from './send-offer.handler.js';

@Controller()
export class OffersController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(sendOffer.subject)
  send(@Payload() request: SendOffer): Promise<Done> {
    return this.commands.execute(new SendOfferCommand(request));
  }
}
