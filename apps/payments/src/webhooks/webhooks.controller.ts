import { ReceiveWebhook, receiveWebhook, type WebhookReceipt } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ReceiveWebhookCommand } from './receive-webhook.handler.js';

@Controller()
export class WebhooksController {
  constructor(private readonly commands: CommandBus) {}

  @MessagePattern(receiveWebhook.subject)
  receive(@Payload() request: ReceiveWebhook): Promise<WebhookReceipt> {
    return this.commands.execute(new ReceiveWebhookCommand(request));
  }
}
