import {
  analyticsError,
  bonusError,
  type Campaign,
  commonError,
  type CreateCampaign,
  listProgrammes,
  listSegments,
  type Programme,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CampaignEntity } from './campaign.entity.js';
import { CampaignsProcess } from './campaigns.process.js';
import { CampaignsQueries } from './campaigns.queries.js';

const lifeMs = 7 * 24 * 3_600_000;
/** What a message can hold, less the words around it. */
const longestConditions = 3500;

export class CreateCampaignCommand extends Command<Campaign> {
  constructor(readonly request: CreateCampaign) {
    super();
  }
}

/**
 * Keeps what is offered to whom, in the words of the programme's own terms. Nobody is chosen here: that is decided for
 * each player when the mail is about to leave.
 * Key: campaignId; with another content it is refused. Locks: none. Tells: nothing. Refuses: unknown_programme,
 * unknown_segment, idempotency_key_reused, invalid_request.
 */
@CommandHandler(CreateCampaignCommand)
export class CreateCampaignHandler implements ICommandHandler<CreateCampaignCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly campaigns: CampaignsQueries,
    private readonly process: CampaignsProcess,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: CreateCampaignCommand): Promise<Campaign> {
    const { campaignId, programmeId, playerId = null, segment = null } = request;
    if ((playerId === null) === (segment === null))
      throw commonError('invalid_request', { field: 'segment', detail: 'give either playerId or segment' });
    if (!(await this.campaigns.find(campaignId))) {
      const [offered] = await Promise.all([this.offered(programmeId), this.assertSegment(segment)]);
      const now = this.clock.now();
      const row = { campaignId, programmeId, playerId, segment, ...offered, createdAt: now };
      await this.transactions.run((manager) =>
        manager
          .createQueryBuilder()
          .insert()
          .into(CampaignEntity)
          .values({ ...row, cursor: null, players: 0, nextCheckAt: now })
          .orIgnore()
          .execute(),
      );
      this.process.nudge();
    }
    const kept = await this.campaigns.read(campaignId);
    const same =
      kept.programmeId === programmeId &&
      (kept.playerId ?? null) === playerId &&
      (kept.segment ?? null) === segment;
    if (!same) throw commonError('idempotency_key_reused');
    return kept;
  }

  private async offered(
    programmeId: string,
  ): Promise<Pick<CampaignEntity, 'version' | 'headline' | 'conditions' | 'until'>> {
    const { data } = await this.bus.ask(listProgrammes, { status: 'published' });
    const programme = data.find((each) => each.programmeId === programmeId);
    const now = this.clock.now().getTime();
    const end = Date.parse(programme?.definition.endsAt ?? new Date(now + lifeMs).toISOString());
    if (!programme || end <= now) throw bonusError('unknown_programme', { field: 'programmeId' });
    const conditions = conditionsOf(programme);
    if (conditions.length > longestConditions)
      throw commonError('invalid_request', {
        field: 'programmeId',
        detail: 'its terms are longer than a message can be, and none may be left out',
      });
    const until = new Date(Math.min(end, now + lifeMs));
    return { version: programme.version, headline: programme.definition.title, conditions, until };
  }

  private async assertSegment(segment: string | null): Promise<void> {
    if (segment === null) return;
    const { segments } = await this.bus.ask(listSegments, {});
    if (!segments.some(({ id }) => id === segment))
      throw analyticsError('unknown_segment', { field: 'segment' });
  }
}

/** The summary and every term, word by word. */
function conditionsOf({ definition, terms }: Programme): string {
  return [definition.summary, ...terms.map(({ text }) => text)].join('\n\n');
}
