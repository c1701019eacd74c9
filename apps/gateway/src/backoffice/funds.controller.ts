import {
  type BalanceAt,
  type Liability,
  type NetDepositsReport,
  ReadBalance,
  readBalance,
  ReadLiability,
  readLiability,
  readNetDeposits,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, queryOf } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class BalanceQuery extends queryOf(ReadBalance, 'playerId') {}
export class LiabilityQuery extends queryOf(ReadLiability) {}

const readers = ['support', 'payments', 'risk', 'admin'] as const;

/** Whose money it is, and was: for disputes, affordability and the returns on customer funds. */
@Controller('backoffice/v1')
export class FundsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get('players/:id/balance')
  @Operation({
    ask: readBalance,
    tag: 'Players',
    roles: readers,
    description: 'Right after a round, add a moment to its time: the instant itself is not included.',
  })
  balance(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
    @Query() query: BalanceQuery,
  ): Promise<BalanceAt> {
    const action = { ask: readBalance, targetKind: 'player', targetId: playerId, parameters: { ...query } };
    return this.audit.perform(staff, action, () => this.bus.ask(readBalance, { ...query, playerId }));
  }

  @Get('players/:id/net-deposits')
  @Operation({
    ask: readNetDeposits,
    tag: 'Players',
    roles: readers,
    description: 'Over the life of the account, by currency. A withdrawal counts when it is paid.',
  })
  netDeposits(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
  ): Promise<NetDepositsReport> {
    const action = { ask: readNetDeposits, targetKind: 'player', targetId: playerId };
    return this.audit.perform(staff, action, () => this.bus.ask(readNetDeposits, { playerId }));
  }

  @Get('figures/liability')
  @Operation({
    ask: readLiability,
    tag: 'Figures',
    roles: ['payments', 'risk', 'admin'],
    description: 'What must be in the client account. For the end of a day give the midnight after it.',
  })
  liability(@SignedInStaff() staff: StaffCaller, @Query() query: LiabilityQuery): Promise<Liability> {
    return this.audit.perform(staff, { ask: readLiability, parameters: { ...query } }, () =>
      this.bus.ask(readLiability, query),
    );
  }
}
