import { type CreateStaff, identityError, type StaffInvitation } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { enrolmentHash, enrolmentMs, newEnrolmentToken } from './enrolment.js';
import { StaffEntity } from './staff.entity.js';

export class CreateStaffCommand extends Command<StaffInvitation> {
  constructor(readonly request: CreateStaff) {
    super();
  }
}

/**
 * Makes a staff account that can do nothing before its owner enrols with the token, which is shown once.
 * Key: the account's id where the caller chose one; a repeat gives a new token for it. Names are taken for ever. Locks nothing. Tells nothing. Refuses: staff_name_taken, staff_without_role.
 */
@CommandHandler(CreateStaffCommand)
export class CreateStaffHandler implements ICommandHandler<CreateStaffCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: CreateStaffCommand): Promise<StaffInvitation> {
    const { name, roles, staffId = newId() } = request;
    if (roles.length === 0 || new Set(roles).size < roles.length) throw identityError('staff_without_role');
    const enrolmentToken = newEnrolmentToken(staffId);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + enrolmentMs);
    await this.transactions.run(async (manager) => {
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(StaffEntity)
        .values({
          ...{ staffId, name, roles, state: 'invited', createdAt: now },
          ...{ passwordHash: null, factorSealed: null, factorStep: null },
          ...{ enrolmentHash: enrolmentHash(enrolmentToken), enrolmentExpiresAt: expiresAt },
        })
        .orIgnore()
        .returning('staff_id')
        .execute();
      if ((inserted.raw as unknown[]).length > 0) return;
      const { affected } = await manager.update(
        StaffEntity,
        { staffId, name, state: 'invited' },
        { enrolmentHash: enrolmentHash(enrolmentToken), enrolmentExpiresAt: expiresAt },
      );
      if (affected !== 1) throw identityError('staff_name_taken', { field: 'name' });
    });
    return { staffId, enrolmentToken, expiresAt: expiresAt.toISOString() };
  }
}
