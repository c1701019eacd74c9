import { listSegmentMembers } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { MailsProcess } from '../mail/mails.process.js';
import { MessagesService } from '../messages/messages.service.js';
import { CampaignEntity } from './campaign.entity.js';

const leaseMs = 30_000;
const pageSize = 200;

const claimSql = `
  UPDATE campaigns SET next_check_at = $2
   WHERE campaign_id IN (
     SELECT campaign_id FROM campaigns WHERE next_check_at <= $1
      ORDER BY next_check_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING campaign_id AS "campaignId"`;

interface Page {
  players: string[];
  next: string | null;
}

/**
 * Queues the messages of campaigns, a page of the segment at a time; how far it is stands on the row, so a process that
 * dies goes on where it stopped. A player who is met twice has one message all the same.
 */
@Injectable()
export class CampaignsProcess extends DueLoop<CampaignEntity> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly messages: MessagesService,
    private readonly mails: MailsProcess,
    private readonly clock: Clock,
    @Inject(LOG) log: Log,
  ) {
    super('campaigns', log);
  }

  protected claim(limit: number): Promise<CampaignEntity[]> {
    const now = this.clock.now();
    return this.transactions.read(async (database) => {
      const lease = new Date(now.getTime() + leaseMs);
      const [claimed] = (await database.query(claimSql, [now, lease, limit])) as [
        { campaignId: string }[],
        number,
      ];
      return claimed.length === 0 ? [] : database.getRepository(CampaignEntity).findBy(claimed);
    });
  }

  protected idOf({ campaignId }: CampaignEntity): string {
    return campaignId;
  }

  protected async advance(row: CampaignEntity): Promise<void> {
    let { cursor } = row;
    for (;;) {
      const page = await this.page(row, cursor);
      const moved = await this.queue(row, cursor, page);
      this.mails.nudge();
      if (!moved || page.next === null) return;
      cursor = page.next;
    }
  }

  private async page({ playerId, segment }: CampaignEntity, after: string | null): Promise<Page> {
    if (playerId !== null || segment === null) return { players: playerId ? [playerId] : [], next: null };
    const { data, next } = await this.bus.ask(listSegmentMembers, {
      segment,
      limit: pageSize,
      ...(after === null ? {} : { after }),
    });
    return { players: data, next: next ?? null };
  }

  /** @returns false if another process went on with it meanwhile. */
  private queue({ campaignId }: CampaignEntity, cursor: string | null, page: Page): Promise<boolean> {
    return this.transactions.run(async (manager) => {
      const row = await manager.findOneOrFail(CampaignEntity, {
        where: { campaignId },
        lock: { mode: 'pessimistic_write' },
      });
      if (row.nextCheckAt === null || row.cursor !== cursor) return false;
      const { headline, conditions, until, createdAt: at } = row;
      const values = { headline, conditions, until: until.toISOString() };
      for (const playerId of page.players)
        await this.messages.add(manager, {
          ...{ playerId, originId: campaignId, kind: 'offer.made', values, at, until },
        });
      await manager.update(
        CampaignEntity,
        { campaignId },
        {
          cursor: page.next ?? row.cursor,
          players: row.players + page.players.length,
          nextCheckAt: page.next === null ? null : new Date(this.clock.now().getTime() + leaseMs),
        },
      );
      return true;
    });
  }
}
