import { type ClockList, listClocks, PlayerRef } from '@croupier/contracts';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { AdvanceClock, type ClockMove, type ClockView } from './clock-messages.js';
import { ClockService } from './clock.service.js';

@Controller()
export class ClockController {
  constructor(private readonly clocks: ClockService) {}

  @Post('clock/advance')
  @HttpCode(200)
  advance(@Body() request: AdvanceClock): Promise<ClockMove> {
    return this.clocks.advance(request);
  }

  @Get('clock')
  read(@Query() { playerId }: PlayerRef): Promise<ClockView> {
    return this.clocks.read(playerId);
  }

  @MessagePattern(listClocks.subject)
  list(): Promise<ClockList> {
    return this.clocks.list();
  }
}
