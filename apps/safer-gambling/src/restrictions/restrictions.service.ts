import { playerReleased, playerRestricted, type RestrictionKind } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DecisionEntity } from '../decisions/decision.entity.js';
import { byPlatform, endedReason, heldReason, placedReason } from '../decisions/decisions.js';
import { isInForce, isOver } from './restriction.js';
import { RestrictionEntity } from './restriction.entity.js';

type Who = Pick<DecisionEntity, 'decidedBy' | 'actor'>;

/** A restriction to place. */
export interface NewRestriction {
  playerId: string;
  kind: RestrictionKind;
  /** Now, by the player's clock. */
  startsAt: Date;
  until: Date | null;
  endsAt: Date | null;
  /** The exclusion of the person's other account that this one repeats. */
  copiedFrom?: string;
}

/** A decision to keep. */
export interface NewDecision extends Who {
  playerId: string;
  decision: string;
  reason: string;
  note?: string;
}

/** The rows of restrictions and decisions, in the caller's transaction, which holds the player's lock. */
@Injectable()
export class RestrictionsService {
  constructor(private readonly clock: Clock) {}

  /** Those that bind the player now. What is over is released on the way. */
  async inForce(manager: EntityManager, playerId: string): Promise<RestrictionEntity[]> {
    const now = this.clock.nowFor(playerId);
    const rows = await manager.find(RestrictionEntity, {
      where: { playerId },
      order: { restrictionId: 'DESC' },
    });
    for (const row of rows.filter((each) => isOver(each, now))) await this.release(manager, row, byPlatform);
    return rows.filter((row) => isInForce(row, now));
  }

  async place(
    manager: EntityManager,
    { playerId, kind, startsAt, until, endsAt, copiedFrom }: NewRestriction,
    who: Who,
    note?: string,
  ): Promise<RestrictionEntity> {
    const placedAt = this.clock.now();
    const restrictionId = newId();
    const row = {
      playerId,
      restrictionId,
      kind,
      startsAt,
      until,
      endsAt,
      copiedFrom: copiedFrom ?? null,
      placedAt,
      releasedAt: null,
    };
    await manager.insert(RestrictionEntity, row);
    const reason = copiedFrom === undefined ? placedReason(kind) : heldReason;
    await this.decide(manager, {
      playerId,
      decision: `${kind}.placed`,
      reason,
      ...who,
      ...(note ? { note } : {}),
    });
    const fact = {
      playerId,
      restrictionId,
      restriction: kind,
      from: startsAt.toISOString(),
      ...(until ? { until: until.toISOString() } : {}),
      decidedAt: placedAt.toISOString(),
    };
    await tell(manager, outgoing(playerRestricted, fact));
    return row;
  }

  async release(manager: EntityManager, row: RestrictionEntity, who: Who, note?: string): Promise<void> {
    const { playerId, restrictionId, kind } = row;
    const releasedAt = this.clock.now();
    await manager.update(RestrictionEntity, { playerId, restrictionId }, { releasedAt });
    row.releasedAt = releasedAt;
    const reason = endedReason(kind);
    await this.decide(manager, {
      playerId,
      decision: `${kind}.ended`,
      reason,
      ...who,
      ...(note ? { note } : {}),
    });
    const fact = { playerId, restrictionId, restriction: kind, releasedAt: releasedAt.toISOString() };
    await tell(manager, outgoing(playerReleased, fact));
  }

  async decide(manager: EntityManager, { note, ...decision }: NewDecision): Promise<void> {
    const decidedAt = this.clock.now();
    await manager.insert(DecisionEntity, { ...decision, decisionId: newId(), note: note ?? null, decidedAt });
  }
}
