import {
  ApproveGameVersion,
  approveTableVersion,
  GameRef,
  type GameVersion,
  type GameVersions,
  listTableVersions,
  ProposeGameVersion,
  proposeTableVersion,
  ReleaseGameVersion,
  releaseTableVersion,
  SwitchGame,
  switchTable,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Versions } from './versions.service.js';

@Controller()
export class VersionsController {
  constructor(private readonly versions: Versions) {}

  @MessagePattern(listTableVersions.subject)
  list(@Payload() { gameId }: GameRef): Promise<GameVersions> {
    return this.versions.list(gameId);
  }

  @MessagePattern(proposeTableVersion.subject)
  propose(@Payload() request: ProposeGameVersion): Promise<GameVersion> {
    return this.versions.propose(request);
  }

  @MessagePattern(approveTableVersion.subject)
  approve(@Payload() request: ApproveGameVersion): Promise<GameVersion> {
    return this.versions.approve(request);
  }

  @MessagePattern(switchTable.subject)
  switch(@Payload() request: SwitchGame): Promise<GameVersions> {
    return this.versions.switch(request);
  }

  @MessagePattern(releaseTableVersion.subject)
  release(@Payload() request: ReleaseGameVersion): Promise<GameVersion> {
    return this.versions.release(request);
  }
}
