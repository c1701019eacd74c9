import { type Access, type PlayerRef } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { ControlsService } from '../controls/controls.service.js';
import { PlayerEntity } from '../controls/player.entity.js';
import { byScheme } from '../decisions/decisions.js';
import { PersonsService } from '../persons/persons.service.js';
import { accessFor } from '../restrictions/restriction.js';
import { type RestrictionEntity } from '../restrictions/restriction.entity.js';
import { RestrictionsService } from '../restrictions/restrictions.service.js';
import { SchemeChecksService } from './scheme-checks.service.js';

export class CheckSignInCommand extends Command<Access> {
  constructor(
    readonly request: PlayerRef,
    /** A recheck is made without the player. */
    readonly purpose: 'sign_in' | 'recheck' = 'sign_in',
  ) {
    super();
  }
}

const dayMs = 24 * 3_600_000;

/**
 * Asks the exclusion scheme about a player who signs in, or once a day without it, and takes over what it says: an excluded player is
 * restricted here and in the wallet before the answer, one it no longer names is released. So is, as by their own
 * exclusion, whoever excluded themselves with another account.
 * Key: none, each sign-in is a check. Locks: the player. Tells: player restricted or released, where that changes.
 * Refuses: exclusion_scheme_unavailable, protection_pending while the wallet has not confirmed an exclusion.
 */
@CommandHandler(CheckSignInCommand)
export class CheckSignInHandler implements ICommandHandler<CheckSignInCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly persons: PersonsService,
    private readonly checks: SchemeChecksService,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId }, purpose }: CheckSignInCommand): Promise<Access> {
    const person = await this.persons.person(playerId);
    const answer = await this.checks.ask(person, { purpose, playerId });
    await this.persons.learn(playerId, person);
    const excluded = answer === 'excluded';
    const { held, inForce } = await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      await this.checked(manager, playerId, purpose);
      const held = await this.persons.takeOver(manager, player);
      return { held, inForce: await this.takeOver(manager, player, excluded) };
    });
    if (excluded || held.length > 0) await this.controls.enforce(playerId);
    return accessFor('sign_in', inForce);
  }

  /** The next check is due in a day. */
  private async checked(
    manager: EntityManager,
    playerId: string,
    purpose: CheckSignInCommand['purpose'],
  ): Promise<void> {
    const now = this.clock.now();
    const nextCheckAt = new Date(now.getTime() + dayMs);
    const signedIn = purpose === 'sign_in' ? { signedInAt: now } : {};
    await manager.update(PlayerEntity, { playerId }, { nextCheckAt, ...signedIn });
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
