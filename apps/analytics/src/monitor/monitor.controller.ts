import {
  CloseReturnAlert,
  closeReturnAlert,
  ReadReturnMonitor,
  readReturnMonitor,
  type ReturnAlert,
  type ReturnMonitor,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CloseReturnAlertCommand } from './close-return-alert.handler.js';
import { MonitorProcess } from './monitor.process.js';

@Controller()
export class MonitorController {
  constructor(
    private readonly monitor: MonitorProcess,
    private readonly commands: CommandBus,
  ) {}

  @MessagePattern(readReturnMonitor.subject)
  read(@Payload() request: ReadReturnMonitor): Promise<ReturnMonitor> {
    return this.monitor.report(request);
  }

  @MessagePattern(closeReturnAlert.subject)
  close(@Payload() request: CloseReturnAlert): Promise<ReturnAlert> {
    return this.commands.execute(new CloseReturnAlertCommand(request));
  }
}
