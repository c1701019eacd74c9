import { type ProgrammeDefinition, type ProgressRebuild } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { AwardEntity } from '../awards/award.entity.js';
import { ProgrammeEntity } from '../programmes/programme.entity.js';
import { MovementEntity } from './movement.entity.js';
import { afterMovement, type AwardWindow, outcomeOf, type Standing, standingOf } from './wagering.js';

/** Keeps the sums of awards in step with their movements. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  /** Notes one fact for a locked award and moves it on; a fact that was noted before does nothing. */
  async note(manager: EntityManager, row: AwardEntity, movement: MovementEntity): Promise<void> {
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(MovementEntity)
      .values(movement)
      .orIgnore()
      .returning('version')
      .execute();
    if ((inserted.raw as unknown[]).length === 0) return;
    const window = windowOf(row);
    if (!window) return;
    const rules = await this.rules(manager, row);
    Object.assign(row, afterMovement(rules, window, standingIn(row), movement));
    this.decide(row, rules);
  }

  /** Sums a locked award anew from its movements, as at its grant, when those heard early find their place. */
  async sum(manager: EntityManager, row: AwardEntity): Promise<void> {
    const window = windowOf(row);
    if (!window) return;
    const movements = await manager.findBy(MovementEntity, { playerId: row.playerId, awardId: row.awardId });
    const rules = await this.rules(manager, row);
    Object.assign(row, standingOf(rules, window, movements));
    this.decide(row, rules);
  }

  /** True if every fact of the ledger since the opt-in up to this version has been noted. */
  async isCaughtUp(row: AwardEntity, version: number): Promise<boolean> {
    const from = row.grantedVersion ?? row.claimedVersion;
    const [{ noted }] = (await this.transactions.read((database) =>
      database.query(
        `SELECT count(*)::int AS noted FROM movements
          WHERE player_id = $1 AND version > $2 AND version <= $3`,
        [row.playerId, from, version],
      ),
    )) as [{ noted: number }];
    return noted === version - from;
  }

  /** Sums a player's awards anew. @returns how many had another sum before. */
  rebuild(playerId: string): Promise<ProgressRebuild> {
    return this.transactions.run(async (manager) => {
      const rows = await manager.find(AwardEntity, {
        where: { playerId },
        order: { awardId: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      let changed = 0;
      for (const row of rows) {
        const before = JSON.stringify(standingIn(row));
        await this.sum(manager, row);
        if (JSON.stringify(standingIn(row)) !== before) changed += 1;
        await manager.save(row);
      }
      return { awards: rows.length, changed };
    });
  }

  /** The definition an award was promised under. */
  async rules(
    manager: EntityManager,
    { programmeId, programmeVersion }: AwardEntity,
  ): Promise<ProgrammeDefinition> {
    const programme = await manager.findOneByOrFail(ProgrammeEntity, {
      programmeId,
      version: programmeVersion,
    });
    return programme.definition;
  }

  /** The rules of the player's award that is not over, if there is one. */
  async openRules(playerId: string): Promise<ProgrammeDefinition | undefined> {
    const [row] = (await this.transactions.read((database) =>
      database.query(
        `SELECT definition FROM awards a JOIN programmes p
             ON (p.programme_id, p.version) = (a.programme_id, a.programme_version)
          WHERE a.player_id = $1 AND a.status NOT IN ('completed', 'ended')`,
        [playerId],
      ),
    )) as { definition: ProgrammeDefinition }[];
    return row?.definition;
  }

  /** What an active award has come to is for the process to carry out. */
  private decide(row: AwardEntity, rules: ProgrammeDefinition): void {
    if (row.status !== 'active') return;
    const outcome = outcomeOf(rules, standingIn(row));
    if (outcome === 'active') return;
    row.status = outcome === 'met' ? 'completing' : 'ending';
    row.endReason = outcome === 'met' ? null : 'used_up';
    row.nextCheckAt = this.clock.now();
    row.checks = 0;
  }
}

function windowOf({ bonus, grantedVersion, endedVersion, expiresAt }: AwardEntity): AwardWindow | undefined {
  return grantedVersion === null ? undefined : { bonus, grantedVersion, endedVersion, expiresAt };
}

function standingIn(row: AwardEntity): Standing {
  const { counted, winnings, freeRoundsPlayed, required, bonusMoney, inPlay, heardVersion } = row;
  return { counted, winnings, freeRoundsPlayed, required, bonusMoney, inPlay, heardVersion };
}
