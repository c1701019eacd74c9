import {
  type ConfirmedRegistration,
  type ConfirmRegistration,
  identityError,
  playerRegistered,
} from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { IdentityConfig } from '../identity.config.js';
import { codeHash, judge } from './confirmation.js';
import { RegistrationEntity } from './registration.entity.js';

export class ConfirmRegistrationCommand extends Command<ConfirmedRegistration> {
  constructor(readonly request: ConfirmRegistration) {
    super();
  }
}

/**
 * Opens the account of a registration for whoever knows its code.
 * Key: the registration; the same code is answered again for a while. Locks: the registration, so that attempts
 * are counted one by one. Tells: player registered. Refuses: confirmation_refused, for every reason alike.
 */
@CommandHandler(ConfirmRegistrationCommand)
export class ConfirmRegistrationHandler implements ICommandHandler<ConfirmRegistrationCommand> {
  private readonly codeKey: Buffer;

  constructor(
    config: IdentityConfig,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {
    this.codeKey = Buffer.from(config.PASSWORD_PEPPER, 'base64url');
  }

  async execute({ request }: ConfirmRegistrationCommand): Promise<ConfirmedRegistration> {
    const { registrationId, code } = request;
    const given = codeHash(this.codeKey, registrationId, code);
    // A miss is committed before it is refused: an exception inside would undo the count.
    const playerId = await this.transactions.run((manager) => this.decide(manager, registrationId, given));
    if (playerId === undefined) throw identityError('confirmation_refused');
    return { playerId };
  }

  private async decide(manager: EntityManager, id: string, given: string): Promise<string | undefined> {
    const registrations = manager.getRepository(RegistrationEntity);
    const registration =
      (await registrations.findOne({
        where: { registrationId: id },
        lock: { mode: 'pessimistic_write' },
      })) ?? undefined;
    const superseded =
      registration !== undefined &&
      (await registrations.existsBy({
        emailIndex: registration.emailIndex,
        registrationId: MoreThan(id),
        sentAt: Not(IsNull()),
      }));
    const now = this.clock.now();
    const verdict = judge({ registration, given, superseded, now });
    if (!registration || verdict === 'refuse') return undefined;
    if (verdict === 'repeat') return registration.playerId;
    const opened = verdict === 'confirm' && (await open(manager, registration, now));
    if (opened) return registration.playerId;
    await registrations.update({ registrationId: id }, { attempts: registration.attempts + 1 });
    return undefined;
  }
}

/** False if another registration of the same address was confirmed meanwhile. */
async function open(manager: EntityManager, registration: RegistrationEntity, now: Date): Promise<boolean> {
  const { registrationId, playerId, emailIndex, currency, passwordHash } = registration;
  invariant(passwordHash !== null, 'a registration that can be confirmed has a password');
  const added: unknown[] = await manager.query(
    `INSERT INTO credentials (player_id, email_index, password_hash, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (email_index) DO NOTHING RETURNING player_id`,
    [playerId, emailIndex, passwordHash, now],
  );
  if (added.length === 0) return false;
  await manager.update(RegistrationEntity, { registrationId }, { confirmedAt: now, passwordHash: null });
  const registeredAt = now.toISOString();
  await tell(manager, outgoing(playerRegistered, { playerId, currency, registeredAt }));
  return true;
}
