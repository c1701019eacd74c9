import { type PlayerLimits, readSpending } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { PlayerEntity } from '../controls/player.entity.js';
import { LimitChangeEntity } from './limit-change.entity.js';
import { limitsView } from './limits.js';
import { LimitEntity } from './limit.entity.js';
import { reviewView } from './review.js';

/** The version of a player nothing was decided about yet. */
export const firstVersion = 1;

@Injectable()
export class LimitsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** What is limited is known here; what of it is used, the wallet knows. @throws DomainError `no_account` */
  async of(playerId: string): Promise<PlayerLimits> {
    const [spending, decided] = await Promise.all([
      this.bus.ask(readSpending, { playerId }),
      this.transactions.read(async (database) => ({
        player: await database.getRepository(PlayerEntity).findOneBy({ playerId }),
        limits: await database
          .getRepository(LimitEntity)
          .find({ where: { playerId }, order: { kind: 'ASC', period: 'ASC' } }),
        changes: await database.getRepository(LimitChangeEntity).findBy({ playerId }),
      })),
    ]);
    const { player } = decided;
    return {
      ...limitsView(decided, spending, player?.version ?? firstVersion),
      ...reviewView(player?.reviewedAt ?? null, this.clock.nowFor(playerId)),
    };
  }
}
