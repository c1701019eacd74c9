import { ReceiveStudioCall, receiveStudioCall, type StudioAnswer } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CallsService } from './calls.service.js';

@Controller()
export class CallsController {
  constructor(private readonly calls: CallsService) {}

  @MessagePattern(receiveStudioCall.subject)
  receive(@Payload() request: ReceiveStudioCall): Promise<StudioAnswer> {
    return this.calls.receive(request);
  }
}
