import { ReadReturnMonitor, readReturnMonitor, type ReturnMonitor } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { MonitorProcess } from './monitor.process.js';

@Controller()
export class MonitorController {
  constructor(private readonly monitor: MonitorProcess) {}

  @MessagePattern(readReturnMonitor.subject)
  read(@Payload() request: ReadReturnMonitor): Promise<ReturnMonitor> {
    return this.monitor.report(request);
  }
}
