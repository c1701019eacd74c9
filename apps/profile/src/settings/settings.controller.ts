import {
  PlayerRef,
  type PlayerSettings,
  readSettings,
  UpdateSettings,
  updateSettings,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { PlayersQueries } from '../players/players.queries.js';
import { settingsOf } from '../players/views.js';
import { UpdateSettingsCommand } from './update-settings.handler.js';

@Controller()
export class SettingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly players: PlayersQueries,
  ) {}

  @MessagePattern(readSettings.subject)
  async read(@Payload() { playerId }: PlayerRef): Promise<PlayerSettings> {
    return settingsOf(await this.players.player(playerId));
  }

  @MessagePattern(updateSettings.subject)
  update(@Payload() request: UpdateSettings): Promise<PlayerSettings> {
    return this.commands.execute(new UpdateSettingsCommand(request));
  }
}
