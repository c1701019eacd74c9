import { type Campaign, type CampaignOutcome, commonError, listOffers } from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type MessageEntity } from '../messages/message.entity.js';
import { CampaignEntity } from './campaign.entity.js';

const outcomesSql = `
  SELECT mail_status AS status, mail_reason AS reason, count(*)::int AS players
    FROM messages WHERE origin_id = $1 AND purpose = 'marketing' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;

/** As many offers as analytics ranks for one player. */
const mostOffers = 20;

@Injectable()
export class CampaignsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
  ) {}

  find(campaignId: string): Promise<CampaignEntity | null> {
    return this.transactions.read((database) =>
      database.getRepository(CampaignEntity).findOneBy({ campaignId }),
    );
  }

  /** @throws DomainError not_found */
  async read(campaignId: string): Promise<Campaign> {
    const row = await this.find(campaignId);
    if (!row) throw commonError('not_found');
    const outcomes = (await this.transactions.read((database) =>
      database.query(outcomesSql, [campaignId]),
    )) as (Omit<CampaignOutcome, 'reason'> & { reason: string | null })[];
    const { programmeId, version, playerId, segment, headline, players } = row;
    return {
      ...{ campaignId, programmeId, version, headline, players },
      ...(playerId === null ? {} : { playerId }),
      ...(segment === null ? {} : { segment }),
      until: row.until.toISOString(),
      status: row.nextCheckAt === null ? 'queued' : 'queueing',
      createdAt: row.createdAt.toISOString(),
      outcomes: outcomes.map(({ reason, ...outcome }) => ({
        ...outcome,
        ...(reason === null ? {} : { reason }),
      })),
    };
  }

  /**
   * Why the programme of a campaign is not for this player now, as a code; undefined if it is, or if the message is
   * of no campaign. Analytics ranks it among the player's offers, or it is not sent.
   * @throws DomainError unavailable while nobody can say
   */
  async closedBy({ originId, playerId }: MessageEntity): Promise<string | undefined> {
    const campaign = await this.find(originId);
    if (!campaign) return undefined;
    const { offers, reason } = await this.bus.ask(listOffers, { playerId, limit: mostOffers });
    const { programmeId } = campaign;
    if (offers.some(({ kind, reference }) => kind === 'programme' && reference === programmeId))
      return undefined;
    if (reason === 'check_unavailable') throw commonError('service_unavailable');
    return reason ?? 'not_ranked';
  }
}
