import { commonError, type Done, identityError, type StaffInvitation } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { StaffSessionsService } from '../staff-sessions/staff-sessions.service.js';
import { enrolmentHash, enrolmentMs, newEnrolmentToken } from './enrolment.js';
import { StaffEntity } from './staff.entity.js';

export class DisableStaffCommand extends Command<Done> {
  constructor(readonly staffId: string) {
    super();
  }
}

export class RenewStaffEnrolmentCommand extends Command<StaffInvitation> {
  constructor(readonly staffId: string) {
    super();
  }
}

/**
 * The account, locked; all active admins are locked with it, in one order, so that two admins who take each other's
 * access away at once do not both succeed. @throws DomainError `not_found`, `last_admin`
 */
async function replaceable(manager: EntityManager, staffId: string): Promise<StaffEntity> {
  const rows = await manager
    .createQueryBuilder(StaffEntity, 'staff')
    .setLock('pessimistic_write')
    .where(`staff_id = :staffId OR (state = 'active' AND 'admin' = ANY(roles))`, { staffId })
    .orderBy('staff.staffId')
    .getMany();
  const staff = rows.find((row) => row.staffId === staffId);
  if (!staff) throw commonError('not_found');
  const administers = staff.state === 'active' && staff.roles.includes('admin');
  if (administers && rows.length === 1) throw identityError('last_admin');
  return staff;
}

/**
 * Ends a staff account for good, and its sessions at once. Nobody can disable the last active admin.
 * Key: the account. Locks: the account and the active admins. Tells: staff session closed. Refuses: not_found,
 * last_admin.
 */
@CommandHandler(DisableStaffCommand)
export class DisableStaffHandler implements ICommandHandler<DisableStaffCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sessions: StaffSessionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ staffId }: DisableStaffCommand): Promise<Done> {
    await this.transactions.run(async (manager) => {
      const { state } = await replaceable(manager, staffId);
      if (state === 'disabled') return;
      const without = {
        passwordHash: null,
        factorSealed: null,
        enrolmentHash: null,
        enrolmentExpiresAt: null,
      };
      await manager.update(StaffEntity, { staffId }, { state: 'disabled', ...without });
      await this.sessions.closeAll(manager, staffId, 'disabled', this.clock.now());
    });
    return {};
  }
}

/**
 * Takes password and second factor of an account away, ends its sessions and gives a new enrolment token.
 * Key: none, each renewal makes the token before worthless. Locks: as disabling does. Tells: staff session closed.
 * Refuses: not_found, staff_disabled, last_admin.
 */
@CommandHandler(RenewStaffEnrolmentCommand)
export class RenewStaffEnrolmentHandler implements ICommandHandler<RenewStaffEnrolmentCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sessions: StaffSessionsService,
    private readonly clock: Clock,
  ) {}

  execute({ staffId }: RenewStaffEnrolmentCommand): Promise<StaffInvitation> {
    return this.transactions.run(async (manager) => {
      const { state } = await replaceable(manager, staffId);
      if (state === 'disabled') throw identityError('staff_disabled');
      const now = this.clock.now();
      const enrolmentToken = newEnrolmentToken(staffId);
      const enrolmentExpiresAt = new Date(now.getTime() + enrolmentMs);
      await manager.update(
        StaffEntity,
        { staffId },
        {
          ...{ state: 'invited', passwordHash: null, factorSealed: null, factorStep: null },
          ...{ enrolmentHash: enrolmentHash(enrolmentToken), enrolmentExpiresAt },
        },
      );
      await this.sessions.closeAll(manager, staffId, 'disabled', now);
      return { staffId, enrolmentToken, expiresAt: enrolmentExpiresAt.toISOString() };
    });
  }
}
