import {
  listMessages,
  markMessageRead,
  type MessagePage,
  MessageRef,
  PageRequest,
  type PlayerMessage,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { MarkMessageReadCommand } from './mark-message-read.handler.js';
import { MessagesQueries } from './messages.queries.js';

@Controller()
export class MessagesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: MessagesQueries,
  ) {}

  @MessagePattern(listMessages.subject)
  page(@Payload() request: PageRequest): Promise<MessagePage> {
    return this.queries.page(request);
  }

  @MessagePattern(markMessageRead.subject)
  read(@Payload() request: MessageRef): Promise<PlayerMessage> {
    return this.commands.execute(new MarkMessageReadCommand(request));
  }
}
