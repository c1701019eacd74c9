import { commonError } from '@croupier/contracts';
import { isUuid } from '@croupier/kernel';
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { PspKeyGuard } from '../access/api-key.guard.js';
import { PaymentsService } from './payments.service.js';
import { PayoutsService } from './payouts.service.js';
import { CreatePayment, CreatePayout, type PaymentView, type PayoutView } from './psp-messages.js';

/** The merchant's side of the payment provider. */
@Controller('psp')
@UseGuards(PspKeyGuard)
export class PspController {
  constructor(
    private readonly payments: PaymentsService,
    private readonly payouts: PayoutsService,
  ) {}

  @Post('payments')
  @HttpCode(200)
  createPayment(@Body() order: CreatePayment): Promise<PaymentView> {
    return this.payments.create(order);
  }

  @Get('payments/:reference')
  readPayment(@Param('reference') reference: string): Promise<PaymentView> {
    return this.payments.read(known(reference));
  }

  @Post('payouts')
  @HttpCode(200)
  createPayout(@Body() order: CreatePayout): Promise<PayoutView> {
    return this.payouts.create(order);
  }

  @Get('payouts/:reference')
  readPayout(@Param('reference') reference: string): Promise<PayoutView> {
    return this.payouts.read(known(reference));
  }
}

function known(reference: string): string {
  if (!isUuid(reference)) throw commonError('not_found');
  return reference;
}
