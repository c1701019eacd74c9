import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { ControlsService } from '../controls/controls.service.js';
import { RestrictionsService } from './restrictions.service.js';

interface Due {
  playerId: string;
}

/**
 * Says that restrictions are over. They end by themselves, here and in the wallet; this tells the others. Rows are
 * not moved: two replicas that see the same one pass the player's lock one after the other, and one releases it.
 */
@Injectable()
export class EndingsProcess extends DueLoop<Due> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('endings of restrictions', log);
  }

  protected claim(limit: number): Promise<Due[]> {
    return this.transactions.read(
      (database) =>
        database.query(
          `SELECT DISTINCT player_id AS "playerId" FROM restrictions
            WHERE released_at IS NULL AND ends_at <= $1 LIMIT $2`,
          [this.clock.now(), limit],
        ) as Promise<Due[]>,
    );
  }

  protected idOf({ playerId }: Due): string {
    return playerId;
  }

  protected async advance({ playerId }: Due): Promise<void> {
    await this.transactions.run(async (manager) => {
      await this.controls.lock(manager, playerId);
      await this.restrictions.inForce(manager, playerId);
    });
  }
}
