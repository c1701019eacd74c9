import { type Access, type CheckAccess, type Protection, saferGamblingError } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { PlayerEntity } from '../controls/player.entity.js';
import { DecisionEntity } from '../decisions/decision.entity.js';
import { accessFor, isInForce, restrictionView } from './restriction.js';
import { RestrictionEntity } from './restriction.entity.js';

const shownDecisions = 100;

@Injectable()
export class ProtectionQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether the restrictions in force allow it. Of `sign_in` this is only the part that is known here.
   * @throws DomainError `deposit_limit_unanswered` for a deposit that nothing else forbids, until the player has set a
   * deposit limit or decided to have none. A review that is overdue forbids nothing.
   */
  async access({ playerId, purpose }: CheckAccess): Promise<Access> {
    const access = accessFor(purpose, await this.inForce(playerId));
    if (purpose === 'deposit' && access.allowed && !(await this.hasAnswered(playerId)))
      throw saferGamblingError('deposit_limit_unanswered');
    return access;
  }

  async protection(playerId: string): Promise<Protection> {
    const restrictions = await this.inForce(playerId);
    const { player, decisions } = await this.transactions.read(async (database) => ({
      player: await database.getRepository(PlayerEntity).findOneBy({ playerId }),
      decisions: await database.getRepository(DecisionEntity).find({
        where: { playerId },
        order: { decisionId: 'DESC' },
        take: shownDecisions,
      }),
    }));
    const free = restrictions.length === 0;
    return {
      mayPlay: free,
      mayDeposit: free,
      inForce: player === null || player.acknowledged === player.revision,
      restrictions: restrictions.map(restrictionView),
      decisions: decisions.map(({ decisionId, decision, decidedBy, reason, decidedAt }) => ({
        decisionId,
        decision,
        decidedBy,
        reason,
        decidedAt: decidedAt.toISOString(),
      })),
    };
  }

  private async hasAnswered(playerId: string): Promise<boolean> {
    const player = await this.transactions.read((database) =>
      database.getRepository(PlayerEntity).findOneBy({ playerId }),
    );
    return (player?.reviewedAt ?? null) !== null;
  }

  private async inForce(playerId: string): Promise<RestrictionEntity[]> {
    const rows = await this.transactions.read((database) =>
      database.getRepository(RestrictionEntity).find({
        where: { playerId },
        order: { restrictionId: 'DESC' },
      }),
    );
    const now = this.clock.nowFor(playerId);
    return rows.filter((row) => isInForce(row, now));
  }
}
