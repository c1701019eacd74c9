import {
  ListSegmentMembers,
  listSegmentMembers,
  ListSegments,
  listSegments,
  type PlayerFiguresReport,
  ReadPlayerFigures,
  readPlayerFigures,
  type SegmentList,
  type SegmentMembers,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { SegmentsQueries } from './segments.queries.js';

@Controller()
export class SegmentsController {
  constructor(private readonly segments: SegmentsQueries) {}

  @MessagePattern(listSegments.subject)
  list(@Payload() _request: ListSegments): Promise<SegmentList> {
    return this.segments.list();
  }

  @MessagePattern(listSegmentMembers.subject)
  members(@Payload() request: ListSegmentMembers): Promise<SegmentMembers> {
    return this.segments.page(request);
  }

  @MessagePattern(readPlayerFigures.subject)
  player(@Payload() { playerId }: ReadPlayerFigures): Promise<PlayerFiguresReport> {
    return this.segments.player(playerId);
  }
}
