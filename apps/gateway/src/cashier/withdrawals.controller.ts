import {
  CreateWithdrawal,
  createWithdrawal,
  listWithdrawals,
  PageRequest,
  readWithdrawal,
  type Withdrawal,
  type WithdrawalPage,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { IdempotencyKey, SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { IdPath, queryOf, RehearsalQuery, without, type WouldPass } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class CreateWithdrawalBody extends without(CreateWithdrawal, 'playerId', 'idempotencyKey', 'dryRun') {}
export class WithdrawalsQuery extends queryOf(PageRequest, 'playerId') {}

@Controller('v1/withdrawals')
export class WithdrawalsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @Operation({
    ask: createWithdrawal,
    tag: 'Cashier',
    idempotencyKey: true,
    description: 'The money leaves the playable balance before this is answered and cannot be called back.',
  })
  async create(
    @SignedIn() { playerId }: Caller,
    @IdempotencyKey() idempotencyKey: string,
    @Query() { dryRun }: RehearsalQuery,
    @Body() body: CreateWithdrawalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Withdrawal | WouldPass> {
    const request = { ...body, playerId, idempotencyKey };
    if (dryRun) {
      await this.bus.ask(createWithdrawal, { ...request, dryRun });
      void reply.status(200);
      return { wouldPass: true };
    }
    const withdrawal = await this.bus.ask(createWithdrawal, request);
    void reply.header('location', `/v1/withdrawals/${withdrawal.withdrawalId}`);
    return withdrawal;
  }

  @Get()
  @Operation({ ask: listWithdrawals, tag: 'Cashier', description: 'Follow `next` for older rows.' })
  page(@SignedIn() { playerId }: Caller, @Query() query: WithdrawalsQuery): Promise<WithdrawalPage> {
    return this.bus.ask(listWithdrawals, { ...query, playerId });
  }

  @Get(':id')
  @Operation({ ask: readWithdrawal, tag: 'Cashier', description: 'Where the withdrawal stands.' })
  read(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<Withdrawal> {
    return this.bus.ask(readWithdrawal, { playerId, withdrawalId: path.id });
  }
}
