import {
  limitChanged,
  type LimitStep,
  type MoneyAmount,
  type PlayerLimits,
  saferGamblingError,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ControlsService } from '../controls/controls.service.js';
import { PlayerEntity } from '../controls/player.entity.js';
import { byPlayer } from '../decisions/decisions.js';
import { RestrictionsService } from '../restrictions/restrictions.service.js';
import { LimitEntity } from './limit.entity.js';
import { type LimitKey } from './limits.js';
import { LimitsQueries } from './limits.queries.js';
import { isReviewed } from './review.js';
import { declinedReason, keptReason, stepReason } from './step-reason.js';

/** One thing that was done about a limit. */
export interface LimitStepTaken extends LimitKey {
  step: LimitStep;
  amount?: MoneyAmount;
  wanted?: MoneyAmount;
}

/** What every command about limits does: note the step, tell it, bring it in force, answer the limits. */
@Injectable()
export class LimitsService {
  constructor(
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly queries: LimitsQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps and tells what was done, in the caller's transaction, which holds the player's lock. `reviewed` says that
   * the player looked at their deposit limits on the way, which is noted once a day.
   */
  async note(
    manager: EntityManager,
    player: PlayerEntity,
    steps: LimitStepTaken[],
    { reviewed } = { reviewed: false },
  ): Promise<void> {
    const { playerId, version, reviewedAt } = player;
    const now = this.clock.nowFor(playerId);
    const looked = reviewed && !isReviewed(reviewedAt, now);
    if (steps.length === 0 && !looked) return;
    const change = { version: version + 1, ...(looked ? { reviewedAt: now } : {}) };
    await manager.update(PlayerEntity, { playerId }, change);
    if (steps.length === 0) await this.explainReview(manager, playerId);
    const binding = steps.some(({ step }) => step !== 'asked' && step !== 'withdrawn');
    if (binding) await this.controls.changed(manager, player);
    const changedAt = this.clock.now().toISOString();
    for (const step of steps) {
      const decision = { playerId, decision: `limit.${step.step}`, reason: stepReason(step) };
      await this.restrictions.decide(manager, { ...decision, ...byPlayer(playerId) });
      await tell(manager, outgoing(limitChanged, { playerId, ...step, changedAt }));
    }
  }

  /** A look that changed no limit is a decision, too. */
  private async explainReview(manager: EntityManager, playerId: string): Promise<void> {
    const limited = await manager.existsBy(LimitEntity, { playerId, kind: 'deposit' });
    const decision = { playerId, decision: 'limits.reviewed', reason: limited ? keptReason : declinedReason };
    await this.restrictions.decide(manager, { ...decision, ...byPlayer(playerId) });
  }

  /** The limits after a command. @throws DomainError `protection_pending` if the wallet does not confirm them */
  async settled(playerId: string): Promise<PlayerLimits> {
    await this.controls.enforce(playerId);
    try {
      return await this.queries.of(playerId);
    } catch (cause) {
      throw saferGamblingError('protection_pending', { cause });
    }
  }
}
