import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { AwardEntity } from './award.entity.js';
import { AwardsService } from './awards.service.js';

/**
 * Due on the player's own clock. Waits double up to half a minute where the wallet is waited for. An award whose
 * deadline was moved into the past by the sandbox's clock is found in the same way.
 */
const claimSql = `
  WITH ahead AS (SELECT * FROM unnest($3::uuid[], $4::bigint[]) AS clock(player_id, ms)),
  due AS (
    SELECT a.player_id, a.award_id, $1::timestamptz + coalesce(c.ms, 0) * interval '1 ms' AS now
      FROM awards a LEFT JOIN ahead c USING (player_id)
     WHERE a.next_check_at <= $1::timestamptz + coalesce(c.ms, 0) * interval '1 ms'
     ORDER BY a.next_check_at LIMIT $2 FOR UPDATE OF a SKIP LOCKED)
  UPDATE awards a
     SET checks = checks + 1, next_check_at = due.now + interval '1 s' * least(30, 2 ^ least(checks, 5))
    FROM due WHERE (a.player_id, a.award_id) = (due.player_id, due.award_id)
  RETURNING a.player_id, a.award_id`;

/** An opt-in that some fact is missing for lapses this much later all the same: nothing was given yet. */
const lapseBoundMs = 24 * 60 * 60 * 1000;

/** Carries out what was decided about awards: grants, converts, takes back; and ends what expires. */
@Injectable()
export class AwardsProcess extends DueLoop<AwardEntity> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly awards: AwardsService,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('awards', log);
  }

  protected async claim(limit: number): Promise<AwardEntity[]> {
    const ahead = [...this.clock.ahead()];
    const parameters = [this.clock.now(), limit, ahead.map(([player]) => player), ahead.map(([, ms]) => ms)];
    const [claimed] = await this.transactions.read(
      (database) =>
        database.query(claimSql, parameters) as Promise<[{ player_id: string; award_id: string }[], number]>,
    );
    const rows = await Promise.all(claimed.map((row) => this.awards.find(row.player_id, row.award_id)));
    return rows.filter((row) => row !== null);
  }

  protected idOf({ awardId }: AwardEntity): string {
    return awardId;
  }

  protected async advance(row: AwardEntity): Promise<void> {
    await this.step(row);
    const next = await this.awards.find(row.playerId, row.awardId);
    const moved = next !== null && next.status !== row.status;
    if (moved && next.nextCheckAt && next.nextCheckAt <= this.clock.now()) await this.advance(next);
  }

  private step(row: AwardEntity): Promise<void> {
    switch (row.status) {
      case 'claimed':
        return this.awards.expire(row, lapseBoundMs);
      case 'granting':
        return this.awards.grant(row);
      case 'active':
        return this.endOrRemind(row);
      case 'completing':
        return this.awards.complete(row);
      case 'ending':
        return this.awards.forfeit(row);
      case 'completed':
      case 'ended':
        return Promise.resolve();
    }
  }

  private async endOrRemind(row: AwardEntity): Promise<void> {
    if (!(await this.awards.remind(row))) await this.awards.expire(row);
  }
}
