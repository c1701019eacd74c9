import {
  CreateDeposit,
  createDeposit,
  type Deposit,
  type DepositPage,
  listDeposits,
  listPaymentMethods,
  PageRequest,
  type PaymentMethodList,
  readDeposit,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { IdempotencyKey, SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { IdPath, queryOf, RehearsalQuery, without, type WouldPass } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class CreateDepositBody extends without(CreateDeposit, 'playerId', 'idempotencyKey', 'dryRun') {}
export class DepositsQuery extends queryOf(PageRequest, 'playerId') {}

@Controller('v1')
export class DepositsController {
  constructor(private readonly bus: Bus) {}

  @Get('payment-methods')
  @Operation({
    ask: listPaymentMethods,
    tag: 'Cashier',
    description: 'With the smallest and the largest amount of each.',
  })
  methods(@SignedIn() { playerId }: Caller): Promise<PaymentMethodList> {
    return this.bus.ask(listPaymentMethods, { playerId });
  }

  @Post('deposits')
  @Operation({
    ask: createDeposit,
    tag: 'Cashier',
    idempotencyKey: true,
    description:
      'Send the player to `redirectUrl`. The deposit is credited when the provider says that it was paid; the stream and GET /v1/deposits/{id} tell.',
  })
  async create(
    @SignedIn() { playerId }: Caller,
    @IdempotencyKey() idempotencyKey: string,
    @Query() { dryRun }: RehearsalQuery,
    @Body() body: CreateDepositBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Deposit | WouldPass> {
    const request = { ...body, playerId, idempotencyKey };
    if (dryRun) {
      await this.bus.ask(createDeposit, { ...request, dryRun });
      void reply.status(200);
      return { wouldPass: true };
    }
    const deposit = await this.bus.ask(createDeposit, request);
    void reply.header('location', `/v1/deposits/${deposit.depositId}`);
    return deposit;
  }

  @Get('deposits')
  @Operation({ ask: listDeposits, tag: 'Cashier', description: 'Follow `next` for older rows.' })
  page(@SignedIn() { playerId }: Caller, @Query() query: DepositsQuery): Promise<DepositPage> {
    return this.bus.ask(listDeposits, { ...query, playerId });
  }

  @Get('deposits/:id')
  @Operation({ ask: readDeposit, tag: 'Cashier', description: 'Where the deposit stands.' })
  read(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<Deposit> {
    return this.bus.ask(readDeposit, { playerId, depositId: path.id });
  }
}
