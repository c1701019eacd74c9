import { commonError, readTrialBalance, type TrialBalance } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { Operation, Public } from '../edge/operation.js';
import { GatewayConfig } from '../gateway.config.js';
import { LobbyService } from '../lobby/lobby.service.js';

/** The front door, and what there is only where the outside world is simulated. */
@Public()
@Controller()
export class HomeController {
  constructor(
    private readonly bus: Bus,
    private readonly config: GatewayConfig,
    private readonly lobby: LobbyService,
  ) {}

  @Get()
  home(@Headers('accept') accept: string | undefined, @Res() reply: FastifyReply): void {
    if (accept?.includes('text/html') && this.lobby.isBuilt) {
      void reply.status(302).header('location', '/lobby/').send();
      return;
    }
    const links = {
      ...(this.lobby.isBuilt ? { lobby: '/lobby/' } : {}),
      games: '/games',
      documentation: '/docs',
      openapi: '/docs/openapi.json',
      asyncapi: '/docs/asyncapi.json',
      errors: '/docs/errors',
      health: '/health/ready',
      ...(this.config.SANDBOX && this.config.SANDBOX_URL
        ? { sandbox: '/sandbox', mailbox: '/sandbox/mailbox' }
        : {}),
    };
    if (!accept?.includes('text/html')) {
      void reply.send({ name: 'Croupier player API', links });
      return;
    }
    const items = Object.entries(links).map(([name, path]) => `<li><a href="${path}">${name}</a></li>`);
    void reply
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="en"><title>Croupier</title><h1>Croupier player API</h1><ul>${items.join('')}</ul></html>`,
      );
  }

  @Get('sandbox')
  sandbox(@Res() reply: FastifyReply): void {
    void reply.status(302).header('location', this.outside()).send();
  }

  /** The mails to one address, or to all: where a new player finds the code. */
  @Get('sandbox/mailbox')
  mailbox(@Query('to') to: unknown, @Res() reply: FastifyReply): void {
    const query = typeof to === 'string' ? `?${new URLSearchParams({ to }).toString()}` : '';
    void reply
      .status(302)
      .header('location', `${this.outside().replace(/\/$/, '')}/mailbox${query}`)
      .send();
  }

  @Get('sandbox/trial-balance')
  @Operation({
    ask: readTrialBalance,
    tag: 'Sandbox',
    errors: ['not_found'],
    description: 'Proof for a demonstration that no penny is missing. Answers only in a sandbox.',
  })
  trialBalance(): Promise<TrialBalance> {
    if (!this.config.SANDBOX) throw commonError('not_found');
    return this.bus.ask(readTrialBalance, {});
  }

  private outside(): string {
    if (!this.config.SANDBOX || !this.config.SANDBOX_URL) throw commonError('not_found');
    return this.config.SANDBOX_URL;
  }
}
