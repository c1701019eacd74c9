import {
  CreateDeposit,
  createDeposit,
  type Deposit,
  type DepositPage,
  DepositRef,
  listDeposits,
  PageRequest,
  readDeposit,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CreateDepositCommand } from './create-deposit.handler.js';
import { DepositsQueries } from './deposits.queries.js';

@Controller()
export class DepositsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly deposits: DepositsQueries,
  ) {}

  @MessagePattern(createDeposit.subject)
  create(@Payload() request: CreateDeposit): Promise<Deposit> {
    return this.commands.execute(new CreateDepositCommand(request));
  }

  @MessagePattern(readDeposit.subject)
  read(@Payload() request: DepositRef): Promise<Deposit> {
    return this.deposits.read(request);
  }

  @MessagePattern(listDeposits.subject)
  page(@Payload() request: PageRequest): Promise<DepositPage> {
    return this.deposits.page(request);
  }
}
