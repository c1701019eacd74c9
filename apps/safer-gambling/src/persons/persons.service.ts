import { type PlayerProfile, readProfile } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ControlsService } from '../controls/controls.service.js';
import { type PlayerEntity } from '../controls/player.entity.js';
import { byPlatform, refusedReason } from '../decisions/decisions.js';
import { isInForce } from '../restrictions/restriction.js';
import { RestrictionEntity } from '../restrictions/restriction.entity.js';
import { RestrictionsService } from '../restrictions/restrictions.service.js';
import { SaferGamblingConfig } from '../safer-gambling.config.js';
import { marksOf, type Person } from './person-marks.js';

/**
 * Knows people again by keyed hashes, so that a self-exclusion holds for the person and not for one account. What is
 * learnt of a player is committed before anybody looks for matches: of an exclusion and a new account at the same
 * moment, at least one finds the other.
 */
@Injectable()
export class PersonsService {
  private readonly key: Buffer;

  constructor(
    config: SaferGamblingConfig,
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
  ) {
    this.key = Buffer.from(config.PERSON_INDEX_KEY, 'base64url');
  }

  /** Adds what a player is known by now. What they were known by before stays. */
  async learn(playerId: string, person: Person): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO person_marks (player_id, mark) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
        [playerId, marksOf(this.key, person)],
      ),
    );
  }

  /** Who a player is, as profile knows. */
  async person(playerId: string): Promise<Person> {
    return personOf(await this.bus.ask(readProfile, { playerId }));
  }

  /** Puts the self-exclusions of the same person in force for this account, here and in the wallet. */
  async hold(playerId: string): Promise<void> {
    const placed = await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      return this.takeOver(manager, player);
    });
    if (placed.length > 0) await this.controls.enforce(playerId);
  }

  /** The same in the caller's transaction, which holds the player's lock. @returns what it placed */
  async takeOver(manager: EntityManager, player: PlayerEntity): Promise<RestrictionEntity[]> {
    const { playerId } = player;
    const exclusions = await this.exclusionsOf(manager, await this.marksOfPlayer(manager, playerId));
    const foreign = exclusions.filter((exclusion) => exclusion.playerId !== playerId);
    if (foreign.length === 0) return [];
    const held = new Set(
      (await this.restrictions.inForce(manager, playerId)).map(({ copiedFrom }) => copiedFrom),
    );
    const missing = foreign.filter(({ restrictionId }) => !held.has(restrictionId));
    if (missing.length > 0) await this.controls.changed(manager, player);
    const placed: RestrictionEntity[] = [];
    for (const { restrictionId: copiedFrom, until, endsAt } of missing) {
      const startsAt = this.clock.nowFor(playerId);
      const fresh = { playerId, kind: 'self_exclusion' as const, startsAt, until, endsAt, copiedFrom };
      placed.push(await this.restrictions.place(manager, fresh, byPlatform, `same person: ${copiedFrom}`));
    }
    return placed;
  }

  /** Whether somebody who wants an account excluded themselves already; a refusal is kept with that exclusion. */
  async refuses(person: Person): Promise<boolean> {
    return this.transactions.run(async (manager) => {
      const exclusions = await this.exclusionsOf(manager, marksOf(this.key, person));
      for (const playerId of new Set(exclusions.map((exclusion) => exclusion.playerId))) {
        const decision = { playerId, decision: 'registration.refused', reason: refusedReason };
        await this.restrictions.decide(manager, { ...decision, ...byPlatform });
      }
      return exclusions.length > 0;
    });
  }

  /** Other accounts of the person behind this one. */
  async accountsOf(playerId: string): Promise<string[]> {
    return this.transactions.run(async (manager) => {
      const rows = (await manager.query(
        `SELECT DISTINCT player_id FROM person_marks WHERE mark = ANY($1) AND player_id <> $2`,
        [await this.marksOfPlayer(manager, playerId), playerId],
      )) as { player_id: string }[];
      return rows.map((row) => row.player_id);
    });
  }

  /** Self-exclusions in force that somebody known by one of these marks decided on; not those that were copied. */
  private async exclusionsOf(manager: EntityManager, marks: string[]): Promise<RestrictionEntity[]> {
    const rows = await manager
      .getRepository(RestrictionEntity)
      .createQueryBuilder('exclusion')
      .where(
        `exclusion.kind = 'self_exclusion' AND exclusion.releasedAt IS NULL AND exclusion.copiedFrom IS NULL`,
      )
      .andWhere(`exclusion.playerId IN (SELECT player_id FROM person_marks WHERE mark = ANY(:marks))`, {
        marks,
      })
      .orderBy('exclusion.restrictionId')
      .getMany();
    return rows.filter((row) => isInForce(row, this.clock.nowFor(row.playerId)));
  }

  private async marksOfPlayer(manager: EntityManager, playerId: string): Promise<string[]> {
    const rows = (await manager.query(`SELECT mark FROM person_marks WHERE player_id = $1`, [playerId])) as {
      mark: string;
    }[];
    return rows.map(({ mark }) => mark);
  }
}

function personOf({ givenName, familyName, dateOfBirth, email, address }: PlayerProfile): Person {
  return { givenName, familyName, dateOfBirth, email, postcode: address.postcode };
}
