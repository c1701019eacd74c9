import { type PlayerSettings, type UpdateSettings } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PlayerEntity } from '../players/player.entity.js';
import { PlayersQueries } from '../players/players.queries.js';
import { settingsOf } from '../players/views.js';

export class UpdateSettingsCommand extends Command<PlayerSettings> {
  constructor(readonly request: UpdateSettings) {
    super();
  }
}

const consents = [
  { channel: 'email', member: 'marketingByEmail' },
  { channel: 'sms', member: 'marketingBySms' },
] as const;

/**
 * Changes the settings that are given and keeps a proof of each consent given or taken back.
 * Key: none is needed, a repeat finds nothing to change. Locks: the player's row. Refuses: not_found.
 */
@CommandHandler(UpdateSettingsCommand)
export class UpdateSettingsHandler implements ICommandHandler<UpdateSettingsCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly players: PlayersQueries,
    private readonly clock: Clock,
  ) {}

  execute({ request }: UpdateSettingsCommand): Promise<PlayerSettings> {
    const { playerId } = request;
    return this.transactions.run(async (manager) => {
      const player = await this.players.locked(manager, playerId);
      const before = settingsOf(player);
      const after: PlayerSettings = {
        marketingByEmail: request.marketingByEmail ?? before.marketingByEmail,
        marketingBySms: request.marketingBySms ?? before.marketingBySms,
        realityCheckMinutes: request.realityCheckMinutes ?? before.realityCheckMinutes,
      };
      await manager.update(PlayerEntity, { playerId }, after);
      for (const { channel, member } of consents) {
        if (after[member] === before[member]) continue;
        await manager.query(
          `INSERT INTO consent_changes (player_id, change_id, channel, given, changed_at)
           VALUES ($1, $2, $3, $4, $5)`,
          [playerId, newId(), channel, after[member], this.clock.now()],
        );
      }
      return after;
    });
  }
}
