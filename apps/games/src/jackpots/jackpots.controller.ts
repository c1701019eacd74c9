import { type JackpotList, listJackpots } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { JackpotsService } from './jackpots.service.js';

@Controller()
export class JackpotsController {
  constructor(private readonly jackpots: JackpotsService) {}

  @MessagePattern(listJackpots.subject)
  list(): Promise<JackpotList> {
    return this.jackpots.list();
  }
}
