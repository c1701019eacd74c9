import {
  listMessages,
  markMessageRead,
  type MessagePage,
  PageRequest,
  type PlayerMessage,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { IdPath, queryOf } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';

export class MessagesQuery extends queryOf(PageRequest, 'playerId') {}

@Controller('v1/messages')
export class MessagesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @Operation({
    ask: listMessages,
    tag: 'Messages',
    description:
      'What we wrote to the player, also by e-mail. Follow `next` for older rows; new ones come on the stream as `message`.',
  })
  page(@SignedIn() { playerId }: Caller, @Query() query: MessagesQuery): Promise<MessagePage> {
    return this.bus.ask(listMessages, { ...query, playerId });
  }

  @Post(':id/read')
  @HttpCode(200)
  @Operation({
    ask: markMessageRead,
    tag: 'Messages',
    description: 'The time of the first reading stays.',
  })
  read(@SignedIn() { playerId }: Caller, @Param() path: IdPath): Promise<PlayerMessage> {
    return this.bus.ask(markMessageRead, { playerId, messageId: path.id });
  }
}
