import {
  type Done,
  listSessions,
  type LoginSessionPage,
  PageRequest,
  readTokenKeys,
  RefreshSession,
  refreshSession,
  type SessionTokens,
  SignIn,
  signIn,
  SignOut,
  signOut,
  type TokenKeys,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { AccessTokensService } from './access-tokens.service.js';
import { RefreshSessionCommand } from './refresh-session.handler.js';
import { SessionsQueries } from './sessions.queries.js';
import { SignInCommand } from './sign-in.handler.js';
import { SignOutCommand } from './sign-out.handler.js';

@Controller()
export class SessionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly accessTokens: AccessTokensService,
    private readonly sessions: SessionsQueries,
  ) {}

  @MessagePattern(signIn.subject)
  signIn(@Payload() request: SignIn): Promise<SessionTokens> {
    return this.commands.execute(new SignInCommand(request));
  }

  @MessagePattern(refreshSession.subject)
  refresh(@Payload() request: RefreshSession): Promise<SessionTokens> {
    return this.commands.execute(new RefreshSessionCommand(request));
  }

  @MessagePattern(signOut.subject)
  signOut(@Payload() request: SignOut): Promise<Done> {
    return this.commands.execute(new SignOutCommand(request));
  }

  @MessagePattern(readTokenKeys.subject)
  keys(): TokenKeys {
    return this.accessTokens.keys();
  }

  @MessagePattern(listSessions.subject)
  page(@Payload() request: PageRequest): Promise<LoginSessionPage> {
    return this.sessions.page(request);
  }
}
