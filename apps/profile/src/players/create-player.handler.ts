import { type CreatePlayer, type Done } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

export class CreatePlayerCommand extends Command<Done> {
  constructor(readonly request: CreatePlayer) {
    super();
  }
}

/**
 * Stores who a player is, for identity, before the e-mail address is confirmed.
 * Key: playerId. A repeat replaces what an unconfirmed registration brought and changes nothing afterwards.
 * Locks: the player's row. Forgets some registrations that were never confirmed. Refuses nothing.
 */
@CommandHandler(CreatePlayerCommand)
export class CreatePlayerHandler implements ICommandHandler<CreatePlayerCommand> {
  constructor(private readonly transactions: TransactionRunner) {}

  async execute({ request }: CreatePlayerCommand): Promise<Done> {
    const { playerId, email, givenName, familyName, dateOfBirth, address } = request;
    await this.transactions.run(async (manager) => {
      await manager.query(`SELECT forget_unconfirmed()`);
      await manager.query(
        `INSERT INTO players (player_id, email, given_name, family_name, date_of_birth, address)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (player_id) DO UPDATE
           SET email = excluded.email, given_name = excluded.given_name, family_name = excluded.family_name,
               date_of_birth = excluded.date_of_birth, address = excluded.address
         WHERE players.confirmed_at IS NULL AND players.verification_status = 'unverified'`,
        [playerId, email, givenName, familyName, dateOfBirth, JSON.stringify(address)],
      );
    });
    return {};
  }
}
