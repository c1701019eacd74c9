import {
  identityError,
  type SignInFault,
  type SignInStaff,
  staffSignInRefused,
  type StaffTokens,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EmailIndexService } from '../credentials/email-index.service.js';
import { PasswordsService } from '../credentials/passwords.service.js';
import { SignInLockService } from '../sessions/sign-in-lock.service.js';
import { SecondFactorService } from '../staff/second-factor.service.js';
import { StaffEntity } from '../staff/staff.entity.js';
import { StaffSessionsService } from './staff-sessions.service.js';

export class SignInStaffCommand extends Command<StaffTokens> {
  constructor(readonly request: SignInStaff) {
    super();
  }
}

/**
 * Opens a login session of the back office for the right name, password and second factor. Whatever of the three is
 * wrong, whether the account is known, invited or disabled: one refusal, after the same password hash. What was wrong is
 * told to the house alone; attempts at a locked name are not looked at, and not told.
 * Key: the code, good once. Locks: the attempts of the name, the account. Tells: staff session opened, sign-in refused.
 * Refuses: staff_sign_in_refused, sign_in_locked.
 */
@CommandHandler(SignInStaffCommand)
export class SignInStaffHandler implements ICommandHandler<SignInStaffCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly passwords: PasswordsService,
    private readonly factors: SecondFactorService,
    private readonly index: EmailIndexService,
    private readonly lock: SignInLockService,
    private readonly sessions: StaffSessionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: SignInStaffCommand): Promise<StaffTokens> {
    // No e-mail address has a blank in it: attempts of staff are never counted with a player's.
    const attempts = this.index.of(`staff ${request.name}`);
    const attemptedAt = this.clock.now();
    await this.lock.count(attempts, attemptedAt);
    const [staff, answer] = await this.attempt(request, attempts).catch(async (error: unknown) => {
      await this.lock.takeBack(attempts, attemptedAt);
      throw error;
    });
    if (typeof answer !== 'string') return answer;
    await this.tellRefusal(staff, answer, attemptedAt);
    throw identityError('staff_sign_in_refused');
  }

  /** Whose account is meant, and either what opens the back office or what was wrong. */
  private async attempt(
    request: SignInStaff,
    attempts: string,
  ): Promise<[StaffEntity | null, StaffTokens | SignInFault]> {
    const staff = await this.transactions.read((database) =>
      database.getRepository(StaffEntity).findOneBy({ name: request.name }),
    );
    const hash = staff?.state === 'active' ? staff.passwordHash : null;
    const matches = await this.passwords.verify(request.password, hash ?? undefined);
    if (!staff || hash === null) return [staff, 'account'];
    if (!matches) return [staff, 'password'];
    return [staff, await this.open(staff, request, attempts)];
  }

  /** The same for a name that nobody has: the time it takes says nothing. */
  private async tellRefusal(staff: StaffEntity | null, fault: SignInFault, at: Date): Promise<void> {
    const whose = staff ? { staffId: staff.staffId, roles: staff.roles } : { roles: [] };
    const fact = { ...whose, fault, refusedAt: at.toISOString() };
    await this.transactions.run((manager) => tell(manager, outgoing(staffSignInRefused, fact)));
  }

  private async open(
    { staffId, passwordHash }: StaffEntity,
    { password, code }: SignInStaff,
    attempts: string,
  ): Promise<StaffTokens | SignInFault> {
    const rehashed =
      passwordHash !== null && this.passwords.isOutdated(passwordHash)
        ? await this.passwords.hash(password)
        : undefined;
    const now = this.clock.now();
    return this.transactions.run(async (manager) => {
      const staff = await manager.findOne(StaffEntity, {
        where: { staffId, state: 'active' },
        lock: { mode: 'pessimistic_write' },
      });
      if (!staff) return 'account';
      if (staff.passwordHash !== passwordHash) return 'password';
      // Under the lock, so that of two sign-ins with one code at once one is refused.
      const factorStep = this.factors.stepOf(staff, code, now);
      if (factorStep === undefined) return 'second_factor';
      await this.lock.clear(manager, attempts, now);
      await manager.update(
        StaffEntity,
        { staffId },
        { factorStep, ...(rehashed === undefined ? {} : { passwordHash: rehashed }) },
      );
      await this.sessions.tidy(manager, now);
      return this.sessions.open(manager, staff, now);
    });
  }
}
