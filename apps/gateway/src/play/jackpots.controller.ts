import { type JackpotList, listJackpots } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Header } from '@nestjs/common';
import { Operation, Public } from '../edge/operation.js';

@Controller('v1/jackpots')
export class JackpotsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Public()
  @Header('cache-control', 'no-cache')
  @Operation({
    ask: listJackpots,
    tag: 'Games',
    description:
      'Open to all. What is in a jackpot is at most a few seconds old here; every change is told on the stream as `jackpot`. What a winner is paid is what is recorded with the round.',
  })
  list(): Promise<JackpotList> {
    return this.bus.ask(listJackpots, {});
  }
}
