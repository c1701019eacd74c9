import { Module } from '@nestjs/common';
import { ProgrammesController } from './programmes/programmes.controller.js';
import { ProgrammesQueries } from './programmes/programmes.queries.js';
import { ProgrammesService } from './programmes/programmes.service.js';
import { ReleaseService } from './programmes/release.service.js';

@Module({
  controllers: [ProgrammesController],
  providers: [ProgrammesQueries, ProgrammesService, ReleaseService],
})
export class BonusModule {}
