import {
  CloseStudioIncident,
  closeStudioIncident,
  ListStudioIncidents,
  listStudioIncidents,
  type StudioIncident,
  type StudioIncidents,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { IncidentsService } from './incidents.service.js';

@Controller()
export class IncidentsController {
  constructor(private readonly incidents: IncidentsService) {}

  @MessagePattern(listStudioIncidents.subject)
  list(@Payload() { studioId }: ListStudioIncidents): Promise<StudioIncidents> {
    return this.incidents.list(studioId);
  }

  @MessagePattern(closeStudioIncident.subject)
  close(@Payload() request: CloseStudioIncident): Promise<StudioIncident> {
    return this.incidents.close(request);
  }
}
