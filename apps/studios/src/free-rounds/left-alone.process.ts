import { checkAccess } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { FreeRoundsService, type Outstanding } from './free-rounds.service.js';

/** From one question about free rounds that are there to be played to the next. */
const everySeconds = 60;

/**
 * Takes free rounds away from players who ask to be left alone after they were given them: a studio that tells of them by their
 * total asks about none of their bets. While safer-gambling is away it asks again.
 */
@Injectable()
export class LeftAloneProcess extends DueLoop<Outstanding> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly freeRounds: FreeRoundsService,
    private readonly bus: Bus,
    @Inject(LOG) log: Log,
  ) {
    super('free rounds of who is to be left alone', log);
  }

  protected async claim(limit: number): Promise<Outstanding[]> {
    const [rows] = await this.transactions.read(
      (database) =>
        database.query(
          `UPDATE studio_free_rounds SET asked_at = clock_timestamp()
            WHERE (studio_id, free_rounds_id) IN (
              SELECT studio_id, free_rounds_id FROM studio_free_rounds
               WHERE state = 'issued' AND used < rounds AND expires_at > clock_timestamp()
                 AND asked_at < clock_timestamp() - make_interval(secs => ${everySeconds})
               ORDER BY asked_at LIMIT $1 FOR UPDATE SKIP LOCKED)
           RETURNING studio_id, free_rounds_id, player_id`,
          [limit],
        ) as Promise<[Outstanding[], number]>,
    );
    return rows;
  }

  protected async advance(row: Outstanding): Promise<void> {
    const { allowed } = await this.bus.ask(checkAccess, { playerId: row.player_id, purpose: 'contact' });
    if (!allowed) await this.freeRounds.leaveAlone(row);
  }

  protected idOf({ free_rounds_id: freeRoundsId }: Outstanding): string {
    return freeRoundsId;
  }
}
