import { type ListStaff, type StaffMember, type StaffPage } from '@croupier/contracts';
import { idBelow, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan, Not } from 'typeorm';
import { StaffEntity } from './staff.entity.js';

const defaultLimit = 25;

@Injectable()
export class StaffQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  async page({ cursor, limit = defaultLimit, withoutDisabled }: ListStaff): Promise<StaffPage> {
    const below = idBelow(cursor);
    const rows = await this.transactions.read((database) =>
      database.getRepository(StaffEntity).find({
        where: {
          ...(below ? { staffId: LessThan(below) } : {}),
          ...(withoutDisabled ? { state: Not('disabled') } : {}),
        },
        order: { staffId: 'DESC' },
        take: limit + 1,
      }),
    );
    return pageOf(rows, limit, (row) => ({ at: row.createdAt.toISOString(), id: row.staffId }), memberOf);
  }
}

function memberOf({ staffId, name, roles, state, createdAt }: StaffEntity): StaffMember {
  return { staffId, name, roles, state, createdAt: createdAt.toISOString() };
}
