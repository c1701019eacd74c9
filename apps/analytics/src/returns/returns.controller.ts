import { ReadRtp, readRtp, type RtpReport } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReturnsQueries } from './returns.queries.js';

@Controller()
export class ReturnsController {
  constructor(private readonly returns: ReturnsQueries) {}

  @MessagePattern(readRtp.subject)
  read(@Payload() request: ReadRtp): Promise<RtpReport> {
    return this.returns.report(request);
  }
}
