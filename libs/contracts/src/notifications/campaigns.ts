import { declareAsk } from '../declare.js';
import { ChoiceField, IdField, InstantField, IntegerField, ListField, TextField } from '../fields.js';

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class CampaignRef {
  @IdField({ description: 'The campaign, named by who creates it.' })
  campaignId: string;
}

/**
 * Offers a published programme to one player, or to all of a segment. Idempotent by `campaignId`. Who really gets
 * the offer is decided for each player when the mail is about to leave.
 */
export class CreateCampaign extends CampaignRef {
  @TextField({ description: 'The programme.', max: 60, pattern: kebab, example: 'opening-night' })
  programmeId: string;

  @IdField({ description: 'One player. Exactly one of player and segment is given.', optional: true })
  playerId?: string;

  @TextField({ description: 'A segment of analytics.', max: 40, optional: true, example: 'regular' })
  segment?: string;
}

export const campaignStatuses = ['queueing', 'queued'] as const;
export const offerMailStatuses = ['waiting', 'sent', 'withheld', 'refused', 'expired'] as const;

/** How many players one thing happened to. */
export class CampaignOutcome {
  @ChoiceField({ description: 'What became of the mail.', of: offerMailStatuses, example: 'withheld' })
  status: (typeof offerMailStatuses)[number];

  @TextField({ description: 'Why, as a code.', max: 60, optional: true, example: 'no_consent' })
  reason?: string;

  @IntegerField({ description: 'Players.' })
  players: number;
}

export class Campaign extends CreateCampaign {
  @IntegerField({ description: 'Version of the programme that is offered.', min: 1 })
  version: number;

  @TextField({ description: 'What is offered, in a few words.', max: 80, example: 'Opening Night' })
  headline: string;

  @InstantField({ description: 'Until when a mail may leave.' })
  until: string;

  @ChoiceField({
    description: 'queueing while the members of the segment are written to.',
    of: campaignStatuses,
    example: 'queued',
  })
  status: (typeof campaignStatuses)[number];

  @InstantField({ description: 'When it was created.' })
  createdAt: string;

  @IntegerField({ description: 'Players it has been queued for.' })
  players: number;

  @ListField({ description: 'What became of their mails, with the reason.', of: () => CampaignOutcome })
  outcomes: CampaignOutcome[];
}

export const createCampaign = declareAsk({
  subject: 'rpc.notifications.create-campaign.v1',
  summary: 'Offer a published bonus programme to a player or to the members of a segment.',
  request: CreateCampaign,
  reply: Campaign,
  deadlineMs: 5000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['unknown_programme', 'unknown_segment', 'idempotency_key_reused'],
});

export const readCampaign = declareAsk({
  subject: 'rpc.notifications.read-campaign.v1',
  summary: 'What became of an offer: how many mails left, and why the others did not.',
  request: CampaignRef,
  reply: Campaign,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'report',
  actor: 'staff',
  errors: ['not_found'],
});
