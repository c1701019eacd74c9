import {
  commonError,
  type PlayerLimits,
  saferGamblingError,
  type SetLimits,
  type SpendingLimit,
} from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { ControlsService } from '../controls/controls.service.js';
import { LimitChangeEntity } from './limit-change.entity.js';
import { LimitEntity } from './limit.entity.js';
import { coolingOffMs, type LimitMove, movesTowards, sameAs } from './limits.js';
import { LimitsService, type LimitStepTaken } from './limits.service.js';

export class SetLimitsCommand extends Command<PlayerLimits> {
  constructor(readonly request: SetLimits) {
    super();
  }
}

/** The currency of every account (RegisterPlayer): a limit in another would bind nothing. */
const currency = 'GBP';

/**
 * Brings a player's limits to what they want: new and lower ones at once, higher ones and removals as wishes. One that
 * names a deposit limit answers whether the player wants one.
 * Key: the version the change is based on. Locks: the player. Tells: limit changed, for each that moved.
 * Refuses: limits_changed, invalid_request for one limit named twice, protection_pending.
 */
@CommandHandler(SetLimitsCommand)
export class SetLimitsHandler implements ICommandHandler<SetLimitsCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly limits: LimitsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: SetLimitsCommand): Promise<PlayerLimits> {
    const { playerId, expectedVersion } = request;
    for (const [at, limit] of request.limits.entries()) check(limit, at, request.limits);
    await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      if (player.version !== expectedVersion) throw saferGamblingError('limits_changed');
      const limits = await manager.findBy(LimitEntity, { playerId });
      const changes = await manager.findBy(LimitChangeEntity, { playerId });
      const steps: LimitStepTaken[] = [];
      for (const move of movesTowards({ limits, changes }, request.limits)) {
        const present = limits.find(sameAs(move))?.amount;
        steps.push(await this.apply(manager, playerId, move, present));
      }
      const reviewed = request.limits.some(({ kind }) => kind === 'deposit');
      await this.limits.note(manager, player, steps, { reviewed });
    });
    return this.limits.settled(playerId);
  }

  /** Whatever waits for this limit is replaced by the newer decision. */
  private async apply(
    manager: EntityManager,
    playerId: string,
    move: LimitMove,
    present: number | undefined,
  ): Promise<LimitStepTaken> {
    const { kind, period } = move;
    const key = { playerId, kind, period };
    await manager.delete(LimitChangeEntity, key);
    if (move.step === 'set' || move.step === 'lowered') {
      const { step, amount } = move;
      await manager.query(
        `INSERT INTO limits (player_id, kind, period, amount, currency, set_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (player_id, kind, period) DO UPDATE SET amount = EXCLUDED.amount, set_at = EXCLUDED.set_at`,
        [playerId, kind, period, amount, currency, this.clock.now()],
      );
      return { kind, period, step, amount: { amount, currency } };
    }
    const amount = present === undefined ? {} : { amount: { amount: present, currency } as const };
    if (move.step === 'withdrawn') return { kind, period, step: 'withdrawn', ...amount };
    const requestedAt = this.clock.nowFor(playerId);
    const confirmableFrom = new Date(requestedAt.getTime() + coolingOffMs);
    const { step, wanted } = move;
    await manager.insert(LimitChangeEntity, {
      ...key,
      changeId: newId(),
      amount: wanted,
      requestedAt,
      confirmableFrom,
    });
    return {
      kind,
      period,
      step,
      ...amount,
      ...(wanted === null ? {} : { wanted: { amount: wanted, currency } }),
    };
  }
}

function check(limit: SpendingLimit, at: number, all: readonly SpendingLimit[]): void {
  if (limit.amount.currency !== currency) {
    const message = `limits are in ${currency}, as the account`;
    throw invalid(`limits.${at}.amount.currency`, 'other_currency', message);
  }
  if (all.findIndex(sameAs(limit)) !== at) {
    throw invalid(`limits.${at}`, 'named_twice', 'there is one limit per kind and period');
  }
}

function invalid(field: string, code: string, message: string): Error {
  return commonError('invalid_request', { field, errors: [{ field, code, message }] });
}
