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
import { type LimitKey } from './limits.js';
import { LimitsQueries } from './limits.queries.js';
import { stepReason } from './step-reason.js';

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

  /** Keeps and tells what was done, in the caller's transaction, which holds the player's lock. */
  async note(manager: EntityManager, player: PlayerEntity, steps: LimitStepTaken[]): Promise<void> {
    if (steps.length === 0) return;
    const { playerId, version } = player;
    await manager.update(PlayerEntity, { playerId }, { version: version + 1 });
    const binding = steps.some(({ step }) => step !== 'asked' && step !== 'withdrawn');
    if (binding) await this.controls.changed(manager, player);
    const changedAt = this.clock.now().toISOString();
    for (const step of steps) {
      const decision = { playerId, decision: `limit.${step.step}`, reason: stepReason(step) };
      await this.restrictions.decide(manager, { ...decision, ...byPlayer(playerId) });
      await tell(manager, outgoing(limitChanged, { playerId, ...step, changedAt }));
    }
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
