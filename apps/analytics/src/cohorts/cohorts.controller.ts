import {
  type Funnel,
  ReadFunnel,
  readFunnel,
  ReadRetention,
  readRetention,
  type Retention,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CohortsQueries } from './cohorts.queries.js';

@Controller()
export class CohortsController {
  constructor(private readonly cohorts: CohortsQueries) {}

  @MessagePattern(readRetention.subject)
  retention(@Payload() request: ReadRetention): Promise<Retention> {
    return this.cohorts.retention(request);
  }

  @MessagePattern(readFunnel.subject)
  funnel(@Payload() request: ReadFunnel): Promise<Funnel> {
    return this.cohorts.funnel(request);
  }
}
