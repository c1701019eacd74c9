import { PlayerRestricted, playerRestricted } from '@croupier/contracts';
import { FactContext, firstTime } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { AwardsProcess } from './awards.process.js';
import { AwardsService } from './awards.service.js';

/** Ends the bonus of a player whom a time-out, an exclusion or a block begins to protect. */
@Controller()
export class RestrictionsConsumer {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly awards: AwardsService,
    private readonly process: AwardsProcess,
  ) {}

  @EventPattern<string>(playerRestricted.subject)
  async restricted(
    @Payload() { playerId, decidedAt }: PlayerRestricted,
    @Ctx() fact: FactContext,
  ): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (!(await firstTime(manager, fact))) return;
      const row = await this.awards.lockOpen(manager, playerId);
      // One that was over when the player opted in is told late; it was asked about then.
      if (!row || Date.parse(decidedAt) < row.claimedAt.getTime()) return;
      await this.awards.end(manager, row, 'restricted');
    });
    this.process.nudge();
  }
}
