import {
  type Contact,
  CreatePlayer,
  createPlayer,
  type Done,
  FindPlayers,
  findPlayers,
  type FoundPlayers,
  type PlayerProfile,
  PlayerRef,
  readContact,
  readProfile,
  UpdateProfile,
  updateProfile,
} from '@croupier/contracts';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { CreatePlayerCommand } from './create-player.handler.js';
import { PlayersQueries } from './players.queries.js';
import { SearchQueries } from './search.queries.js';
import { UpdateProfileCommand } from './update-profile.handler.js';
import { contactOf, profileOf } from './views.js';

@Controller()
export class PlayersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly players: PlayersQueries,
    private readonly search: SearchQueries,
  ) {}

  @MessagePattern(createPlayer.subject)
  create(@Payload() request: CreatePlayer): Promise<Done> {
    return this.commands.execute(new CreatePlayerCommand(request));
  }

  @MessagePattern(readProfile.subject)
  async read(@Payload() { playerId }: PlayerRef): Promise<PlayerProfile> {
    return profileOf(await this.players.player(playerId));
  }

  /** For notifications alone: the broker lets nobody else ask. */
  @MessagePattern(readContact.subject)
  async contact(@Payload() { playerId }: PlayerRef): Promise<Contact> {
    return contactOf(await this.players.player(playerId));
  }

  @MessagePattern(updateProfile.subject)
  update(@Payload() request: UpdateProfile): Promise<PlayerProfile> {
    return this.commands.execute(new UpdateProfileCommand(request));
  }

  @MessagePattern(findPlayers.subject)
  find(@Payload() request: FindPlayers): Promise<FoundPlayers> {
    return this.search.find(request);
  }
}
