import { type ActivityPage, listActivity, PageRequest } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ActivityQueries } from './activity.queries.js';

@Controller()
export class ActivityController {
  constructor(private readonly activity: ActivityQueries) {}

  @MessagePattern(listActivity.subject)
  page(@Payload() request: PageRequest): Promise<ActivityPage> {
    return this.activity.page(request);
  }
}
