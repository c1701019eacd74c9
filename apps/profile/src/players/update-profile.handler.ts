import { isDeepStrictEqual } from 'node:util';
import {
  playerChanged,
  type PlayerProfile,
  type PostalAddress,
  profileError,
  type UpdateProfile,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PlayerEntity } from './player.entity.js';
import { PlayersQueries } from './players.queries.js';
import { profileOf } from './views.js';

export class UpdateProfileCommand extends Command<PlayerProfile> {
  constructor(readonly request: UpdateProfile) {
    super();
  }
}

/**
 * Changes the home address, based on the version the player saw.
 * Key: expectedVersion; a repeat whose change is the last one made is answered with the profile as it is.
 * Locks: the player's row. Tells: player changed. Refuses: not_found, profile_changed.
 */
@CommandHandler(UpdateProfileCommand)
export class UpdateProfileHandler implements ICommandHandler<UpdateProfileCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly players: PlayersQueries,
    private readonly clock: Clock,
  ) {}

  execute({ request }: UpdateProfileCommand): Promise<PlayerProfile> {
    const { playerId, expectedVersion } = request;
    const address = plain(request.address);
    return this.transactions.run(async (manager) => {
      const player = await this.players.locked(manager, playerId);
      const repeated = player.version === expectedVersion + 1 && isDeepStrictEqual(player.address, address);
      if (repeated) return profileOf(player);
      if (player.version !== expectedVersion) throw profileError('profile_changed');
      const changed = { address, version: player.version + 1 };
      await manager.update(PlayerEntity, { playerId }, changed);
      const changedAt = this.clock.now().toISOString();
      await tell(manager, outgoing(playerChanged, { playerId, version: changed.version, changedAt }));
      return profileOf({ ...player, ...changed });
    });
  }
}

/** Without the prototype of the message class, so that it compares with what the database gives. */
function plain(address: PostalAddress): PostalAddress {
  return JSON.parse(JSON.stringify(address)) as PostalAddress;
}
