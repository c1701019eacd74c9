import {
  type Campaign,
  CampaignRef,
  CreateCampaign,
  createCampaign,
  readCampaign,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CampaignsQueries } from './campaigns.queries.js';
import { CreateCampaignCommand } from './create-campaign.handler.js';

@Controller()
export class CampaignsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly campaigns: CampaignsQueries,
  ) {}

  @MessagePattern(createCampaign.subject)
  create(@Payload() request: CreateCampaign): Promise<Campaign> {
    return this.commands.execute(new CreateCampaignCommand(request));
  }

  @MessagePattern(readCampaign.subject)
  read(@Payload() { campaignId }: CampaignRef): Promise<Campaign> {
    return this.campaigns.read(campaignId);
  }
}
