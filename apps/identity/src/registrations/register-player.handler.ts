import {
  type CheckRegistration,
  checkRegistration,
  commonError,
  type CreatePlayer,
  createPlayer,
  identityError,
  type RegisterPlayer,
  type RegistrationReceipt,
} from '@croupier/contracts';
import { Clock, dateAt, hasReached, newId } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { CredentialEntity } from '../credentials/credential.entity.js';
import { EmailIndexService } from '../credentials/email-index.service.js';
import { passwordFault } from '../credentials/password-policy.js';
import { PasswordsService } from '../credentials/passwords.service.js';
import { IdentityConfig } from '../identity.config.js';
import { codeHash, newCode } from './confirmation.js';
import { accountExistsLetter, codeLetter, excludedLetter, type Letter } from './letters.js';
import { Mailer } from './mailer.client.js';
import { RegistrationEntity } from './registration.entity.js';

export class RegisterPlayerCommand extends Command<RegistrationReceipt> {
  constructor(readonly request: RegisterPlayer) {
    super();
  }
}

const adultAge = 18;
const earliestBirth = '1900-01-01';
/** So many mails to one address in an hour; one that could not be sent counts for ten seconds. */
const hourlyMails = 5;
const forgetAfterMs = 25 * 60 * 60 * 1000;

/**
 * Starts a registration: asks whether the person is excluded, stores it, has profile store the person, mails the code. For an
 * address with an account and for a person who is excluded every step is the same, but nobody's data goes to
 * profile, the mail says why, and the registration never confirms; so neither the answer nor its time tells which it
 * was.
 * Key: none, each call is a registration of its own and the newest code counts. Locks: the e-mail index.
 * Refuses: under_age, weak_password, rate_limited; exclusion_scheme_unavailable, service_unavailable (nothing can
 * be confirmed then).
 */
@CommandHandler(RegisterPlayerCommand)
export class RegisterPlayerHandler implements ICommandHandler<RegisterPlayerCommand> {
  private readonly codeKey: Buffer;

  constructor(
    config: IdentityConfig,
    private readonly transactions: TransactionRunner,
    private readonly passwords: PasswordsService,
    private readonly emails: EmailIndexService,
    private readonly mailer: Mailer,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {
    this.codeKey = Buffer.from(config.PASSWORD_PEPPER, 'base64url');
  }

  async execute({ request }: RegisterPlayerCommand): Promise<RegistrationReceipt> {
    this.check(request);
    const [passwordHash, { excluded }] = await Promise.all([
      this.passwords.hash(request.password),
      this.bus.ask(checkRegistration, schemePersonOf(request)),
    ]);
    const code = newCode();
    const { registration, letter } = await this.store({ request, passwordHash, code, excluded });
    const { registrationId, playerId, decoy } = registration;
    await this.bus.ask(createPlayer, { playerId, ...(decoy ? nobody : personOf(request)) });
    await this.mailer.send({ to: request.email, ...letter, reference: registrationId });
    await this.transactions.run((manager) =>
      manager.update(RegistrationEntity, { registrationId }, { sentAt: this.clock.now() }),
    );
    return { registrationId, next: 'confirm_email' };
  }

  private check({ dateOfBirth, password, email }: RegisterPlayer): void {
    const today = dateAt(this.clock.now());
    if (dateOfBirth < earliestBirth) {
      const error = { field: 'dateOfBirth', code: 'too_early', message: 'dateOfBirth is before 1900' };
      throw commonError('invalid_request', { field: 'dateOfBirth', errors: [error] });
    }
    if (!hasReached(dateOfBirth, adultAge, today)) throw identityError('under_age', { field: 'dateOfBirth' });
    const detail = passwordFault(password, email);
    if (detail !== undefined) throw identityError('weak_password', { field: 'password', detail });
  }

  private store({ request, passwordHash, code, excluded }: NewRegistration): Promise<StoredRegistration> {
    const emailIndex = this.emails.of(request.email);
    const registrationId = newId();
    const now = this.clock.now();
    return this.transactions.run(async (manager) => {
      await forgetOld(manager, now);
      // Registrations of one address pass one after another, so that the count below holds.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [emailIndex]);
      const waitMs = await this.waitMs(manager, emailIndex, now);
      if (waitMs > 0) throw commonError('rate_limited', { retryAfterMs: waitMs });
      const known = await manager.existsBy(CredentialEntity, { emailIndex });
      const decoy = known || excluded;
      const registration = {
        registrationId,
        playerId: newId(),
        emailIndex,
        currency: request.currency,
        decoy,
        passwordHash: decoy ? null : passwordHash,
        codeHash: codeHash(this.codeKey, registrationId, code),
        attempts: 0,
        createdAt: now,
        sentAt: null,
        confirmedAt: null,
      };
      await manager.insert(RegistrationEntity, registration);
      const letter = known ? accountExistsLetter() : excluded ? excludedLetter() : codeLetter(code);
      return { registration, letter };
    });
  }

  /** Until the next mail may go to this address, in ms; 0 if it may now. */
  private async waitMs(manager: EntityManager, emailIndex: string, now: Date): Promise<number> {
    const live = (await manager.query(
      `SELECT ends_at FROM (
         SELECT created_at + CASE WHEN sent_at IS NULL THEN interval '10 seconds' ELSE interval '1 hour' END
           FROM registrations WHERE email_index = $1
       ) AS registration (ends_at)
       WHERE ends_at > $2 ORDER BY ends_at DESC LIMIT $3`,
      [emailIndex, now, hourlyMails],
    )) as { ends_at: Date }[];
    const fewer = live[hourlyMails - 1];
    return fewer ? fewer.ends_at.getTime() - now.getTime() : 0;
  }
}

interface NewRegistration {
  request: RegisterPlayer;
  passwordHash: string;
  code: string;
  /** The person excluded themselves, here or at the scheme. */
  excluded: boolean;
}

interface StoredRegistration {
  registration: RegistrationEntity;
  letter: Letter;
}

/** Sent in the place of a person who must not be stored a second time. Profile forgets it after some days. */
const nobody: Omit<CreatePlayer, 'playerId'> = {
  email: 'nobody@example.invalid',
  givenName: '-',
  familyName: '-',
  dateOfBirth: earliestBirth,
  address: { line1: '-', city: '-', postcode: '0', country: 'GB' },
};

function schemePersonOf({
  givenName,
  familyName,
  dateOfBirth,
  email,
  address,
}: RegisterPlayer): CheckRegistration {
  return { givenName, familyName, dateOfBirth, email, postcode: address.postcode };
}

function personOf(request: RegisterPlayer): Omit<CreatePlayer, 'playerId'> {
  const { email, givenName, familyName, dateOfBirth, address } = request;
  return { email, givenName, familyName, dateOfBirth, address };
}

/** A registration has nothing to say any more when its day is over; a few go with each new one. */
async function forgetOld(manager: EntityManager, now: Date): Promise<void> {
  await manager.query(
    `DELETE FROM registrations WHERE registration_id IN (
       SELECT registration_id FROM registrations WHERE created_at < $1
        ORDER BY created_at LIMIT 20 FOR UPDATE SKIP LOCKED)`,
    [new Date(now.getTime() - forgetAfterMs)],
  );
}
