import {
  type CompleteStaffEnrolment,
  type Done,
  identityError,
  type SecondFactorOffer,
  staffEnrolled,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { passwordFault } from '../credentials/password-policy.js';
import { PasswordsService } from '../credentials/passwords.service.js';
import { enrolmentHash, staffIdOf } from './enrolment.js';
import { factorUri, newFactorSecret } from './second-factor.js';
import { SecondFactorService } from './second-factor.service.js';
import { StaffEntity } from './staff.entity.js';

export class BeginStaffEnrolmentCommand extends Command<SecondFactorOffer> {
  constructor(readonly enrolmentToken: string) {
    super();
  }
}

export class CompleteStaffEnrolmentCommand extends Command<Done> {
  constructor(readonly request: CompleteStaffEnrolment) {
    super();
  }
}

/** The invited account of a token, locked. @throws DomainError `enrolment_refused`, for every reason alike. */
async function invited(manager: EntityManager, token: string, now: Date): Promise<StaffEntity> {
  const staffId = staffIdOf(token);
  const staff = staffId
    ? await manager.findOne(StaffEntity, { where: { staffId }, lock: { mode: 'pessimistic_write' } })
    : null;
  const good = staff?.state === 'invited' && staff.enrolmentHash === enrolmentHash(token);
  if (!good || !staff.enrolmentExpiresAt || staff.enrolmentExpiresAt <= now) {
    throw identityError('enrolment_refused');
  }
  return staff;
}

/**
 * Offers a secret for the second factor of an invited account; each beginning replaces the one before.
 * Key: the token. Locks: the account. Tells nothing. Refuses: enrolment_refused.
 */
@CommandHandler(BeginStaffEnrolmentCommand)
export class BeginStaffEnrolmentHandler implements ICommandHandler<BeginStaffEnrolmentCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly factors: SecondFactorService,
    private readonly clock: Clock,
  ) {}

  execute({ enrolmentToken }: BeginStaffEnrolmentCommand): Promise<SecondFactorOffer> {
    return this.transactions.run(async (manager) => {
      const { staffId, name } = await invited(manager, enrolmentToken, this.clock.now());
      const secret = newFactorSecret();
      const factorSealed = this.factors.seal(staffId, secret);
      await manager.update(StaffEntity, { staffId }, { factorSealed, factorStep: null });
      return { name, secret, uri: factorUri(name, secret) };
    });
  }
}

/**
 * Sets password and second factor and opens the account; the token is spent, and so is the code.
 * Key: the token, good once. Locks: the account. Tells: staff enrolled. Refuses: enrolment_refused, weak_password.
 */
@CommandHandler(CompleteStaffEnrolmentCommand)
export class CompleteStaffEnrolmentHandler implements ICommandHandler<CompleteStaffEnrolmentCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly passwords: PasswordsService,
    private readonly factors: SecondFactorService,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: CompleteStaffEnrolmentCommand): Promise<Done> {
    const { enrolmentToken, password, code } = request;
    const now = this.clock.now();
    // A token that is not good is refused before a password hash is paid for.
    const { name } = await this.transactions.run((manager) => invited(manager, enrolmentToken, now));
    const fault = passwordFault(password, `${name}@staff`);
    if (fault) throw identityError('weak_password', { field: 'password', detail: fault });
    const passwordHash = await this.passwords.hash(password);
    await this.transactions.run(async (manager) => {
      const staff = await invited(manager, enrolmentToken, now);
      const factorStep = this.factors.stepOf(staff, code, now);
      if (factorStep === undefined) throw identityError('enrolment_refused');
      const { staffId, roles } = staff;
      await manager.update(
        StaffEntity,
        { staffId },
        { state: 'active', passwordHash, factorStep, enrolmentHash: null, enrolmentExpiresAt: null },
      );
      await tell(manager, outgoing(staffEnrolled, { staffId, roles, enrolledAt: now.toISOString() }));
    });
    return {};
  }
}
