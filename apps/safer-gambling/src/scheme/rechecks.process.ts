import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CheckSignInCommand } from './check-sign-in.handler.js';

/** A check that failed comes up again in a quarter of an hour; one that was made moves the time on by a day. */
const claimSql = `
  UPDATE players SET next_check_at = $1::timestamptz + interval '15 minutes'
   WHERE player_id IN (
     SELECT player_id FROM players
      WHERE next_check_at <= $1 AND signed_in_at > $1::timestamptz - interval '90 days'
      ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING player_id AS "playerId"`;

interface Due {
  playerId: string;
}

/**
 * Asks the exclusion scheme every day about each player who signed in within 90 days: whoever joined it meanwhile is
 * restricted, in the wallet too, and signed out. Without an answer nothing changes and it is asked again; the door
 * is what fails closed.
 */
@Injectable()
export class RechecksProcess extends DueLoop<Due> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('checks at the exclusion scheme', log);
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

  protected async advance({ playerId }: Due): Promise<void> {
    await this.commands.execute(new CheckSignInCommand({ playerId }, 'recheck'));
  }
}
