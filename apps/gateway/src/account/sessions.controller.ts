import {
  RefreshSession,
  refreshSession,
  type SessionTokens,
  SignIn,
  signIn,
  signOut,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { AccessService } from '../access/access.service.js';
import { SignedIn } from '../access/caller.pipe.js';
import { type Caller } from '../access/token-cache.js';
import { Operation, Public } from '../edge/operation.js';

@Controller('v1/sessions')
export class SessionsController {
  constructor(
    private readonly bus: Bus,
    private readonly access: AccessService,
  ) {}

  @Post()
  @Public()
  @Operation({
    ask: signIn,
    tag: 'Account',
    limit: 'sign-in',
    description: 'Opens a login session. The access token lives for minutes, the refresh token renews it.',
  })
  open(@Body() body: SignIn): Promise<SessionTokens> {
    return this.bus.ask(signIn, body);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @Operation({
    ask: refreshSession,
    tag: 'Account',
    description: 'Each refresh token is good once; one used twice ends the whole login session.',
  })
  refresh(@Body() body: RefreshSession): Promise<SessionTokens> {
    return this.bus.ask(refreshSession, body);
  }

  @Delete('current')
  @HttpCode(204)
  @Operation({
    ask: signOut,
    tag: 'Account',
    description: 'Ends the login session of the token that is sent; its tokens are refused from then on.',
  })
  async end(@SignedIn() { playerId, sessionId }: Caller): Promise<void> {
    await this.bus.ask(signOut, { playerId, sessionId });
    this.access.revoke(sessionId);
  }
}
