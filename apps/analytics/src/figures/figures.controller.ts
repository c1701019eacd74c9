import { type FiguresReport, ReadFigures, readFigures } from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FiguresQueries } from './figures.queries.js';

@Controller()
export class FiguresController {
  constructor(private readonly figures: FiguresQueries) {}

  @MessagePattern(readFigures.subject)
  read(@Payload() request: ReadFigures): Promise<FiguresReport> {
    return this.figures.report(request);
  }
}
