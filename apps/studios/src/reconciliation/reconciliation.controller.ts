import { ListStudioDifferences, listStudioDifferences, type StudioDifferences } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReconciliationProcess } from './reconciliation.process.js';

@Controller()
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationProcess) {}

  @MessagePattern(listStudioDifferences.subject)
  list(@Payload() { studioId }: ListStudioDifferences): Promise<StudioDifferences> {
    return this.reconciliation.differences(studioId);
  }
}
