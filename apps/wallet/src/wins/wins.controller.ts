import { CreditWin, creditWin, type LedgerReceipt } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CreditWinCommand } from './credit-win.handler.js';

@Controller()
export class WinsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(creditWin.subject)
  credit(@Payload() request: CreditWin): Promise<LedgerReceipt> {
    return this.commands.execute(new CreditWinCommand(request));
  }
}
