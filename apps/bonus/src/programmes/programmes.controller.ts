import {
  DraftProgramme,
  draftProgramme,
  endProgramme,
  ListProgrammes,
  listProgrammes,
  type Programme,
  type ProgrammeList,
  ProgrammeRef,
  PublishProgramme,
  publishProgramme,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { ProgrammesQueries } from './programmes.queries.js';
import { ProgrammesService } from './programmes.service.js';

@Controller()
export class ProgrammesController {
  constructor(
    private readonly queries: ProgrammesQueries,
    private readonly programmes: ProgrammesService,
  ) {}

  @MessagePattern(listProgrammes.subject)
  list(@Payload() request: ListProgrammes): Promise<ProgrammeList> {
    return this.queries.list(request);
  }

  @MessagePattern(draftProgramme.subject)
  draft(@Payload() { definition }: DraftProgramme): Promise<Programme> {
    return this.programmes.draft(definition);
  }

  @MessagePattern(publishProgramme.subject)
  publish(@Payload() request: PublishProgramme): Promise<Programme> {
    return this.programmes.publish(request);
  }

  @MessagePattern(endProgramme.subject)
  end(@Payload() request: ProgrammeRef): Promise<Programme> {
    return this.programmes.end(request);
  }
}
