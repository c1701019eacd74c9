import {
  AdjustBalance,
  adjustBalance,
  CorrectRound,
  correctRound,
  type LedgerReceipt,
  ReverseTransaction,
  reverseTransaction,
  TransferMoney,
  transferMoney,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CorrectBalanceCommand } from './correct-balance.handler.js';

@Controller()
export class CorrectionsController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(adjustBalance.subject)
  adjust(@Payload() request: AdjustBalance): Promise<LedgerReceipt> {
    return this.commands.execute(new CorrectBalanceCommand({ adjust: request }, request.dryRun));
  }

  @MessagePattern(reverseTransaction.subject)
  reverse(@Payload() request: ReverseTransaction): Promise<LedgerReceipt> {
    return this.commands.execute(new CorrectBalanceCommand({ reverse: request }, request.dryRun));
  }

  @MessagePattern(correctRound.subject)
  correctRound(@Payload() request: CorrectRound): Promise<LedgerReceipt> {
    return this.commands.execute(new CorrectBalanceCommand({ correct: request }, request.dryRun));
  }

  @MessagePattern(transferMoney.subject)
  transfer(@Payload() request: TransferMoney): Promise<LedgerReceipt> {
    return this.commands.execute(new CorrectBalanceCommand({ transfer: request }, request.dryRun));
  }
}
