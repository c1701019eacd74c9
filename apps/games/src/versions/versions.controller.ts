import {
  ApproveGameVersion,
  approveGameVersion,
  GameRef,
  type GameVersion,
  type GameVersions,
  listGameVersions,
  ProposeGameVersion,
  proposeGameVersion,
  ReleaseGameVersion,
  releaseGameVersion,
  SwitchGame,
  switchGame,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Versions } from './versions.service.js';

@Controller()
export class VersionsController {
  constructor(private readonly versions: Versions) {}

  @MessagePattern(listGameVersions.subject)
  list(@Payload() { gameId }: GameRef): Promise<GameVersions> {
    return this.versions.list(gameId);
  }

  @MessagePattern(proposeGameVersion.subject)
  propose(@Payload() request: ProposeGameVersion): Promise<GameVersion> {
    return this.versions.propose(request);
  }

  @MessagePattern(approveGameVersion.subject)
  approve(@Payload() request: ApproveGameVersion): Promise<GameVersion> {
    return this.versions.approve(request);
  }

  @MessagePattern(switchGame.subject)
  switch(@Payload() request: SwitchGame): Promise<GameVersions> {
    return this.versions.switch(request);
  }

  @MessagePattern(releaseGameVersion.subject)
  release(@Payload() request: ReleaseGameVersion): Promise<GameVersion> {
    return this.versions.release(request);
  }
}
