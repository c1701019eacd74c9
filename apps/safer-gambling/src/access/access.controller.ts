import { type Access, CheckAccess, checkAccess } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ProtectionQueries } from '../restrictions/protection.queries.js';

@Controller()
export class AccessController {
  constructor(private readonly protection: ProtectionQueries) {}

  @MessagePattern(checkAccess.subject)
  check(@Payload() request: CheckAccess): Promise<Access> {
    return this.protection.access(request);
  }
}
