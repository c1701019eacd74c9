import { commonError } from '@croupier/contracts';
import { Clock, DomainError, isUuid } from '@croupier/kernel';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { pageHeaders } from '../pages/html.js';
import { type PayInput, readDecision } from './pay-input.js';
import { payPage, resultPage, unknownPage } from './pay-pages.js';
import { type PaymentRow, PaymentsService } from './payments.service.js';

/** The hosted page: where the payer decides. Scripts may post JSON to the same address. */
@Controller('psp/pay')
export class PayController {
  constructor(
    private readonly payments: PaymentsService,
    private readonly clock: Clock,
  ) {}

  @Get(':paymentId')
  async show(@Param('paymentId') paymentId: string, @Res() reply: FastifyReply): Promise<void> {
    const payment = await this.find(paymentId);
    if (!payment) return send(reply, 404, unknownPage());
    if (openStatus(payment) === undefined) return send(reply, 410, resultPage(payment));
    return send(reply, 200, payPage(payment));
  }

  @Post(':paymentId')
  async decide(
    @Param('paymentId') paymentId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const scripted = /^application\/json/i.test(request.headers['content-type'] ?? '');
    const payment = await this.find(paymentId);
    if (!payment) {
      if (scripted) throw commonError('not_found');
      return send(reply, 404, unknownPage());
    }
    const status = openStatus(payment);
    if (status === undefined) return this.finished(payment, scripted, reply);
    const input: PayInput = typeof body === 'object' && body !== null ? { ...body } : {};
    const reading = readDecision({ method: payment.method, status }, input, this.clock.now(), !scripted);
    if ('fault' in reading) {
      const { field, fault } = reading;
      if (!scripted) return send(reply, 422, payPage(payment, reading));
      throw commonError('invalid_request', { errors: [{ field, code: 'invalid', message: fault }] });
    }
    const decided = await this.payments.decide(paymentId, status, reading.decision);
    if (!decided) return this.finished((await this.find(paymentId)) ?? payment, scripted, reply);
    if (scripted) {
      const { reason } = decided;
      return void reply
        .status(200)
        .send({ paymentId, status: decided.status, ...(reason ? { reason } : {}) });
    }
    if (decided.status === 'challenged') return void reply.redirect(`/psp/pay/${paymentId}`, 303);
    if (decided.returnUrl) return void reply.redirect(decided.returnUrl, 303);
    return send(reply, 200, resultPage(decided));
  }

  private async find(paymentId: string): Promise<PaymentRow | undefined> {
    return isUuid(paymentId) ? this.payments.find(paymentId) : undefined;
  }

  private finished(payment: PaymentRow, scripted: boolean, reply: FastifyReply): void {
    if (!scripted) return send(reply, 410, resultPage(payment));
    throw new DomainError('payment_finished', {
      kind: 'conflict',
      message: `The payment is ${payment.status} already.`,
      remedy: 'Read its state with GET /psp/payments/{reference}.',
    });
  }
}

function openStatus({ status }: PaymentRow): 'pending' | 'challenged' | undefined {
  return status === 'pending' || status === 'challenged' ? status : undefined;
}

function send(reply: FastifyReply, status: number, text: string): void {
  void reply.status(status).headers(pageHeaders).send(text);
}
