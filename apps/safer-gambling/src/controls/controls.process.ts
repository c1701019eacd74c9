import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { ControlsService } from './controls.service.js';

/** Waits double from a second up to eight: a wallet that is back learns within seconds what was decided without it. */
const claimSql = `
  UPDATE players
     SET pushes = pushes + 1, next_push_at = $1::timestamptz + least(8, 2 ^ least(pushes, 10)) * interval '1 s'
   WHERE player_id IN (
     SELECT player_id FROM players WHERE next_push_at <= $1
      ORDER BY next_push_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING player_id AS "playerId"`;

interface Due {
  playerId: string;
}

/** Tells the wallet of every decision whose own command did not get through to it, until it has confirmed. */
@Injectable()
export class ControlsProcess extends DueLoop<Due> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('controls', log);
  }

  protected async claim(limit: number): Promise<Due[]> {
    const [rows] = await this.transactions.read(
      (database) => database.query(claimSql, [this.clock.now(), limit]) as Promise<[Due[], number]>,
    );
    return rows;
  }

  protected idOf({ playerId }: Due): string {
    return playerId;
  }

  protected advance({ playerId }: Due): Promise<void> {
    return this.controls.push(playerId);
  }
}
