import {
  checkLedgerWhole,
  type Done,
  type LedgerDifferencePage,
  ListLedgerDifferences,
  listLedgerDifferences,
  ReleaseAccount,
  releaseAccount,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { DifferencesQueries } from './differences.queries.js';
import { FreezesService } from './freezes.service.js';

@Controller()
export class ReconciliationController {
  constructor(
    private readonly differences: DifferencesQueries,
    private readonly freezes: FreezesService,
  ) {}

  @MessagePattern(listLedgerDifferences.subject)
  page(@Payload() request: ListLedgerDifferences): Promise<LedgerDifferencePage> {
    return this.differences.page(request);
  }

  @MessagePattern(checkLedgerWhole.subject)
  async check(): Promise<Done> {
    await this.freezes.askForPass();
    return {};
  }

  @MessagePattern(releaseAccount.subject)
  async release(@Payload() request: ReleaseAccount): Promise<Done> {
    await this.freezes.release(request);
    return {};
  }
}
