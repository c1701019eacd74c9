import {
  checkAccess,
  commonError,
  identityError,
  type SessionTokens,
  type SignIn,
} from '@croupier/contracts';
import { Clock, DomainError } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CredentialEntity } from '../credentials/credential.entity.js';
import { EmailIndexService } from '../credentials/email-index.service.js';
import { PasswordsService } from '../credentials/passwords.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInLockService } from './sign-in-lock.service.js';

export class SignInCommand extends Command<SessionTokens> {
  constructor(readonly request: SignIn) {
    super();
  }
}

/**
 * Opens a login session for the right e-mail address and password. A wrong password, an unknown address and an
 * account that is not confirmed get the same answer after the same work. Behind the right password the exclusion
 * scheme is asked; whoever is excluded gets a session, too, in which the wallet refuses all play and deposits.
 * Key: none, each sign-in is a session. Locks: the attempts of the address. Tells: session opened.
 * Refuses: invalid_credentials, sign_in_locked; exclusion_scheme_unavailable, protection_pending,
 * service_unavailable while nobody can say whether the player is excluded.
 */
@CommandHandler(SignInCommand)
export class SignInHandler implements ICommandHandler<SignInCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly passwords: PasswordsService,
    private readonly emails: EmailIndexService,
    private readonly lock: SignInLockService,
    private readonly sessions: SessionsService,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { email, password } }: SignInCommand): Promise<SessionTokens> {
    const emailIndex = this.emails.of(email);
    const attemptedAt = this.clock.now();
    await this.lock.count(emailIndex, attemptedAt);
    try {
      const credential = await this.verified(emailIndex, password);
      const { allowed } = await this.bus.ask(checkAccess, {
        playerId: credential.playerId,
        purpose: 'sign_in',
      });
      if (allowed !== true) throw commonError('forbidden');
      return await this.open(credential, password);
    } catch (error) {
      const failed = error instanceof DomainError && error.code === 'invalid_credentials';
      if (!failed) await this.lock.takeBack(emailIndex, attemptedAt);
      throw error;
    }
  }

  private async verified(emailIndex: string, password: string): Promise<CredentialEntity> {
    const credential = await this.transactions.read((database) =>
      database.getRepository(CredentialEntity).findOneBy({ emailIndex }),
    );
    const matches = await this.passwords.verify(password, credential?.passwordHash);
    if (!matches || !credential) throw identityError('invalid_credentials');
    return credential;
  }

  private async open(credential: CredentialEntity, password: string): Promise<SessionTokens> {
    const { playerId, emailIndex, passwordHash } = credential;
    const rehashed = this.passwords.isOutdated(passwordHash)
      ? await this.passwords.hash(password)
      : undefined;
    const now = this.clock.now();
    return this.transactions.run(async (manager) => {
      await this.lock.clear(manager, emailIndex, now);
      if (rehashed !== undefined) {
        await manager.update(CredentialEntity, { playerId, passwordHash }, { passwordHash: rehashed });
      }
      await this.sessions.tidy(manager, now);
      return this.sessions.open(manager, playerId, now);
    });
  }
}
