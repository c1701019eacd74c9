import {
  CheckLedger,
  checkLedgerWhole,
  type LedgerDifferencePage,
  ListLedgerDifferences,
  listLedgerDifferences,
  ReleaseAccount,
  releaseAccount,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { IdPath, queryOf, without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class DifferencesQuery extends queryOf(ListLedgerDifferences) {}
export class ReleaseBody extends without(ReleaseAccount, 'playerId', 'staffId') {}

/** Where the ledger does not add up, and what people do about it. */
@Controller('backoffice/v1')
export class LedgerController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Get('ledger/differences')
  @Operation({
    ask: listLedgerDifferences,
    tag: 'Figures',
    roles: ['payments', 'risk', 'admin'],
    description: 'An empty list is what it should be. The account of each stays frozen until it is released.',
  })
  differences(
    @SignedInStaff() staff: StaffCaller,
    @Query() query: DifferencesQuery,
  ): Promise<LedgerDifferencePage> {
    return this.audit.perform(staff, { ask: listLedgerDifferences }, () =>
      this.bus.ask(listLedgerDifferences, query),
    );
  }

  @Post('ledger/checks')
  @HttpCode(204)
  @Operation({
    ask: checkLedgerWhole,
    tag: 'Figures',
    roles: ['risk', 'admin'],
    description: 'It runs beside the players; `passing` and `passedAt` of the differences tell how it goes.',
  })
  async check(@SignedInStaff() staff: StaffCaller): Promise<void> {
    await this.audit.perform(staff, { ask: checkLedgerWhole }, () =>
      this.bus.ask(checkLedgerWhole, new CheckLedger()),
    );
  }

  @Post('players/:id/release-account')
  @HttpCode(204)
  @Operation({
    ask: releaseAccount,
    tag: 'Players',
    roles: ['risk', 'admin'],
    description:
      'Nothing is corrected by it. The difference stays in the list, with who released it and why, and is not told again.',
  })
  async release(
    @SignedInStaff() staff: StaffCaller,
    @Param() { id: playerId }: IdPath,
    @Body() { currency, reason }: ReleaseBody,
  ): Promise<void> {
    const action = {
      ask: releaseAccount,
      targetKind: 'player',
      targetId: playerId,
      reason,
      parameters: { currency },
    };
    const { staffId } = staff;
    await this.audit.perform(staff, action, () =>
      this.bus.ask(releaseAccount, { playerId, currency, staffId, reason }),
    );
  }
}
