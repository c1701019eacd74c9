import {
  type Campaign,
  CampaignRef,
  CreateCampaign,
  createCampaign,
  readCampaign,
  TextField,
} from '@croupier/contracts';
import { Bus } from '@croupier/messaging';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { SignedInStaff } from '../access/caller.pipe.js';
import { type StaffCaller } from '../access/token-cache.js';
import { without } from '../edge/inputs.js';
import { Operation } from '../edge/operation.js';
import { AuditService } from './audit.service.js';

export class CampaignPath extends without(CampaignRef) {}
export class CampaignBody extends without(CreateCampaign, 'campaignId') {
  @TextField({
    description: 'Why, for the audit trail. No names, no addresses.',
    min: 5,
    max: 500,
    example: 'winter programme for regulars',
  })
  reason: string;
}

@Controller('backoffice/v1/campaigns')
export class CampaignsController {
  constructor(
    private readonly bus: Bus,
    private readonly audit: AuditService,
  ) {}

  @Put(':campaignId')
  @Operation({
    ask: createCampaign,
    tag: 'Programmes',
    roles: ['marketing'],
    description:
      'The id is yours to make up; sent again, it is the same campaign. Each player has one message of it at most, and only with consent, without any restriction, ranked so by analytics, and within the cap of the week, as all of that is when the mail is about to leave.',
  })
  create(
    @SignedInStaff() staff: StaffCaller,
    @Param() { campaignId }: CampaignPath,
    @Body() { reason, ...body }: CampaignBody,
  ): Promise<Campaign> {
    const target = { targetKind: 'campaign', targetId: campaignId, parameters: { ...body } };
    return this.audit.perform(staff, { ask: createCampaign, ...target, reason }, () =>
      this.bus.ask(createCampaign, { ...body, campaignId }),
    );
  }

  @Get(':campaignId')
  @Operation({
    ask: readCampaign,
    tag: 'Programmes',
    roles: ['marketing', 'risk', 'admin'],
    description: 'Counts by what happened and why; who it happened to is in no answer.',
  })
  read(@SignedInStaff() staff: StaffCaller, @Param() { campaignId }: CampaignPath): Promise<Campaign> {
    const action = { ask: readCampaign, targetKind: 'campaign', targetId: campaignId };
    return this.audit.perform(staff, action, () => this.bus.ask(readCampaign, { campaignId }));
  }
}
