import {
  commitWithdrawal,
  CreditDeposit,
  creditDeposit,
  EndHold,
  HoldWithdrawal,
  holdWithdrawal,
  type LedgerReceipt,
  releaseWithdrawal,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CreditDepositCommand } from './credit-deposit.handler.js';
import { EndHoldCommand } from './end-hold.handler.js';
import { HoldWithdrawalCommand } from './hold-withdrawal.handler.js';

@Controller()
export class FundingController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(creditDeposit.subject)
  credit(@Payload() request: CreditDeposit): Promise<LedgerReceipt> {
    return this.commands.execute(new CreditDepositCommand(request));
  }

  @MessagePattern(holdWithdrawal.subject)
  hold(@Payload() request: HoldWithdrawal): Promise<LedgerReceipt> {
    return this.commands.execute(new HoldWithdrawalCommand(request));
  }

  @MessagePattern(commitWithdrawal.subject)
  commit(@Payload() request: EndHold): Promise<LedgerReceipt> {
    return this.commands.execute(new EndHoldCommand(request, 'commit'));
  }

  @MessagePattern(releaseWithdrawal.subject)
  release(@Payload() request: EndHold): Promise<LedgerReceipt> {
    return this.commands.execute(new EndHoldCommand(request, 'release'));
  }
}
