import { identityError, type SignInStaff, type StaffTokens } from '@croupier/contracts';
import { Clock, DomainError } from '@croupier/kernel';
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
 * wrong, whether the account is known, invited or disabled: one refusal, after the same password hash.
 * Key: the code, good once. Locks: the attempts of the name, the account. Tells: staff session opened.
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
    try {
      const staff = await this.verified(request);
      return await this.open(staff, request, attempts);
    } catch (error) {
      const failed = error instanceof DomainError && error.code === 'staff_sign_in_refused';
      if (!failed) await this.lock.takeBack(attempts, attemptedAt);
      throw error;
    }
  }

  private async verified({ name, password }: SignInStaff): Promise<StaffEntity> {
    const staff = await this.transactions.read((database) =>
      database.getRepository(StaffEntity).findOneBy({ name, state: 'active' }),
    );
    const matches = await this.passwords.verify(password, staff?.passwordHash ?? undefined);
    if (!matches || !staff) throw identityError('staff_sign_in_refused');
    return staff;
  }

  private async open(
    { staffId, passwordHash }: StaffEntity,
    { password, code }: SignInStaff,
    attempts: string,
  ): Promise<StaffTokens> {
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
      const unchanged = staff?.passwordHash === passwordHash;
      // Under the lock, so that of two sign-ins with one code at once one is refused.
      const factorStep = staff && unchanged ? this.factors.stepOf(staff, code, now) : undefined;
      if (!staff || factorStep === undefined) throw identityError('staff_sign_in_refused');
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
