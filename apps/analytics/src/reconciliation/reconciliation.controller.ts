import { readReconciliation, ReadReconciliation, type Reconciliation } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReconciliationQueries } from './reconciliation.queries.js';

@Controller()
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationQueries) {}

  @MessagePattern(readReconciliation.subject)
  read(@Payload() _request: ReadReconciliation): Promise<Reconciliation> {
    return this.reconciliation.compare();
  }
}
