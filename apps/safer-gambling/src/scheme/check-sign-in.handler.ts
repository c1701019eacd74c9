import { type Access, type PlayerProfile, type PlayerRef, readProfile } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { ControlsService } from '../controls/controls.service.js';
import { PlayerEntity } from '../controls/player.entity.js';
import { byScheme } from '../decisions/decisions.js';
import { accessFor } from '../restrictions/restriction.js';
import { type RestrictionEntity } from '../restrictions/restriction.entity.js';
import { RestrictionsService } from '../restrictions/restrictions.service.js';
import { type SchemePerson } from './exclusion-scheme.client.js';
import { SchemeChecksService } from './scheme-checks.service.js';

export class CheckSignInCommand extends Command<Access> {
  constructor(readonly request: PlayerRef) {
    super();
  }
}

/**
 * Asks the exclusion scheme about a player who signs in, and takes over what it says: an excluded player is
 * restricted here and in the wallet before the answer, one it no longer names is released.
 * Key: none, each sign-in is a check. Locks: the player. Tells: player restricted or released, where that changes.
 * Refuses: exclusion_scheme_unavailable, protection_pending while the wallet has not confirmed an exclusion.
 */
@CommandHandler(CheckSignInCommand)
export class CheckSignInHandler implements ICommandHandler<CheckSignInCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly checks: SchemeChecksService,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId } }: CheckSignInCommand): Promise<Access> {
    const person = personOf(await this.bus.ask(readProfile, { playerId }));
    const answer = await this.checks.ask(person, { purpose: 'sign_in', playerId });
    const excluded = answer === 'excluded';
    const inForce = await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      return this.takeOver(manager, player, excluded);
    });
    if (excluded) await this.controls.enforce(playerId);
    return accessFor('sign_in', inForce);
  }

  private async takeOver(
    manager: EntityManager,
    player: PlayerEntity,
    excluded: boolean,
  ): Promise<RestrictionEntity[]> {
    const { playerId } = player;
    const inForce = await this.restrictions.inForce(manager, playerId);
    const known = inForce.find(({ kind }) => kind === 'scheme_exclusion');
    if (excluded === (known !== undefined)) return inForce;
    await this.controls.changed(manager, player);
    if (known) {
      await this.restrictions.release(manager, known, byScheme);
      return inForce.filter((each) => each !== known);
    }
    const startsAt = this.clock.nowFor(playerId);
    const fresh = { playerId, kind: 'scheme_exclusion' as const, startsAt, until: null, endsAt: null };
    return [await this.restrictions.place(manager, fresh, byScheme), ...inForce];
  }
}

function personOf({ givenName, familyName, dateOfBirth, email, address }: PlayerProfile): SchemePerson {
  return { givenName, familyName, dateOfBirth, email, postcode: address.postcode };
}
