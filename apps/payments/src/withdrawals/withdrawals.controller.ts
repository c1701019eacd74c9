import {
  approveWithdrawal,
  CreateWithdrawal,
  createWithdrawal,
  ListWithdrawalReviews,
  listWithdrawalReviews,
  rejectWithdrawal,
  type ReviewedWithdrawal,
  ReviewWithdrawal,
  type Withdrawal,
  type WithdrawalReviewPage,
  type WithdrawalPage,
  WithdrawalRef,
  listWithdrawals,
  PageRequest,
  readWithdrawal,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CreateWithdrawalCommand } from './create-withdrawal.handler.js';
import { ReviewWithdrawalCommand } from './review-withdrawal.handler.js';
import { WithdrawalsQueries } from './withdrawals.queries.js';

@Controller()
export class WithdrawalsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly withdrawals: WithdrawalsQueries,
  ) {}

  @MessagePattern(createWithdrawal.subject)
  create(@Payload() request: CreateWithdrawal): Promise<Withdrawal> {
    return this.commands.execute(new CreateWithdrawalCommand(request));
  }

  @MessagePattern(readWithdrawal.subject)
  read(@Payload() request: WithdrawalRef): Promise<Withdrawal> {
    return this.withdrawals.read(request);
  }

  @MessagePattern(listWithdrawals.subject)
  page(@Payload() request: PageRequest): Promise<WithdrawalPage> {
    return this.withdrawals.page(request);
  }

  @MessagePattern(listWithdrawalReviews.subject)
  reviews(@Payload() request: ListWithdrawalReviews): Promise<WithdrawalReviewPage> {
    return this.withdrawals.reviews(request);
  }

  @MessagePattern(approveWithdrawal.subject)
  approve(@Payload() request: ReviewWithdrawal): Promise<ReviewedWithdrawal> {
    return this.commands.execute(new ReviewWithdrawalCommand(request, 'approve'));
  }

  @MessagePattern(rejectWithdrawal.subject)
  reject(@Payload() request: ReviewWithdrawal): Promise<ReviewedWithdrawal> {
    return this.commands.execute(new ReviewWithdrawalCommand(request, 'reject'));
  }
}
