import type { Access, CheckAccess, Protection } from '@croupier/contracts';
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

  /** Whether the restrictions in force allow it. Of `sign_in` this is only the part that is known here. */
  async access({ playerId, purpose }: CheckAccess): Promise<Access> {
    return accessFor(purpose, await this.inForce(playerId));
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
