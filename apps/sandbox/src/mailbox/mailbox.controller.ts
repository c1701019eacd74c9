import { commonError } from '@croupier/contracts';
import { isUuid } from '@croupier/kernel';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { MailKeyGuard } from '../access/api-key.guard.js';
import { html, page, pageHeaders } from '../pages/html.js';
import { ListMessages, type Message, PostMessage } from './mailbox-messages.js';
import { MailboxService } from './mailbox.service.js';

/** The mailbox of everybody: services post with a key, anybody reads. */
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: MailboxService) {}

  @Post('messages')
  @UseGuards(MailKeyGuard)
  post(@Body() message: PostMessage): Promise<{ messageId: string }> {
    return this.mailbox.post(message);
  }

  @Get('messages')
  async list(@Query() request: ListMessages): Promise<{ data: Message[] }> {
    return { data: await this.mailbox.list(request) };
  }

  /** JSON, or a page for a browser. */
  @Get('messages/:messageId')
  async read(
    @Param('messageId') messageId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const message = isUuid(messageId) ? await this.mailbox.find(messageId) : undefined;
    if (!message) throw commonError('not_found');
    if (!request.headers.accept?.includes('text/html')) return void reply.send(message);
    void reply.headers(pageHeaders).send(messagePage(message));
  }

  @Get()
  async page(@Query() request: ListMessages, @Res() reply: FastifyReply): Promise<void> {
    const messages = await this.mailbox.list({ limit: 100, ...request });
    void reply.headers(pageHeaders).send(listPage(messages, request.to));
  }
}

function listPage(messages: Message[], to: string | undefined): string {
  const rows = messages.map(
    (message) =>
      html`<a class="mail" href="/mailbox/messages/${message.messageId}">
        <strong>${message.subject}</strong> to ${message.to}
        <span class="hint">${message.sentAt}</span>
      </a>`,
  );
  return page(
    'Mailbox',
    html`<p><a href="/">Sandbox</a></p>
      <h1>Mailbox</h1>
      <p class="lead">Everything the platform sent${to ? html` to ${to}` : ''}, newest first.</p>
      <form method="get" action="/mailbox">
        <label for="to">Recipient</label>
        <input id="to" name="to" type="email" autocomplete="off" required value="${to ?? ''}" />
        <button type="submit">Show</button>
      </form>
      <section>${rows.length > 0 ? rows : html`<p>No messages.</p>`}</section>`,
  );
}

function messagePage(message: Message): string {
  return page(
    message.subject,
    html`<p><a href="/mailbox">Mailbox</a></p>
      <h1>${message.subject}</h1>
      <p class="lead">to ${message.to}, ${message.sentAt}</p>
      <section><pre>${message.text}</pre></section>`,
  );
}
