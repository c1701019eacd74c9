import {
  approveWithdrawal,
  ListWithdrawalReviews,
  listWithdrawalReviews,
  rejectWithdrawal,
  type ReviewedWithdrawal,
  type WithdrawalReviewPage,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, queryOf } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';
import { ReasonBody } from './reason.js';

export class WithdrawalReviewsQuery extends queryOf(ListWithdrawalReviews) {}

@Controller('backoffice/v1/withdrawal-reviews')
export class WithdrawalReviewsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get()
  @Operation({
    ask: listWithdrawalReviews,
    tag: 'Withdrawals',
    roles: ['payments', 'risk', 'admin'],
    description: 'Their money is held: it is neither in the balance nor at the provider. Oldest first.',
  })
  page(
    @SignedInStaff() staff: StaffCaller,
    @Query() query: WithdrawalReviewsQuery,
  ): Promise<WithdrawalReviewPage> {
    return this.audit.perform(staff, { ask: listWithdrawalReviews }, () =>
      this.bus.ask(listWithdrawalReviews, query),
    );
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Operation({
    ask: approveWithdrawal,
    tag: 'Withdrawals',
    roles: ['payments'],
    description: 'The payout goes to the provider at once.',
  })
  approve(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: withdrawalId }: IdPath,
    @Body() { reason }: ReasonBody,
  ): Promise<ReviewedWithdrawal> {
    return this.decide(staff, approveWithdrawal, withdrawalId, reason);
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @Operation({
    ask: rejectWithdrawal,
    tag: 'Withdrawals',
    roles: ['payments'],
    description: 'The money returns to the balance; the player reads `rejected_in_review`, not the reason.',
  })
  reject(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: withdrawalId }: IdPath,
    @Body() { reason }: ReasonBody,
  ): Promise<ReviewedWithdrawal> {
    return this.decide(staff, rejectWithdrawal, withdrawalId, reason);
  }

  private decide(
    staff: StaffCaller,
    ask: typeof approveWithdrawal,
    withdrawalId: string,
    reason: string,
  ): Promise<ReviewedWithdrawal> {
    const { staffId } = staff;
    const action = { ask, targetKind: 'withdrawal', targetId: withdrawalId, reason };
    return this.audit.perform(staff, action, () => this.bus.ask(ask, { withdrawalId, staffId, reason }));
  }
}
