import { type Restriction, type TakeTimeOut } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ControlsService } from '../controls/controls.service.js';
import { byPlayer } from '../decisions/decisions.js';
import { restrictionView, timeOutEnd } from './restriction.js';
import { RestrictionsService } from './restrictions.service.js';

export class TakeTimeOutCommand extends Command<Restriction> {
  constructor(readonly request: TakeTimeOut) {
    super();
  }
}

/**
 * Keeps a player from play and deposits for some days. There is no way to end it early; another one can only end
 * later, because each binds for itself.
 * Key: none, a repeat starts another from its own moment. Locks: the player. Tells: player restricted.
 * Refuses: protection_pending.
 */
@CommandHandler(TakeTimeOutCommand)
export class TakeTimeOutHandler implements ICommandHandler<TakeTimeOutCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly controls: ControlsService,
    private readonly restrictions: RestrictionsService,
    private readonly clock: Clock,
  ) {}

  async execute({ request: { playerId, hours } }: TakeTimeOutCommand): Promise<Restriction> {
    const timeOut = await this.transactions.run(async (manager) => {
      const player = await this.controls.lock(manager, playerId);
      const startsAt = this.clock.nowFor(playerId);
      const until = timeOutEnd(startsAt, hours);
      await this.controls.changed(manager, player);
      const fresh = { playerId, kind: 'time_out' as const, startsAt, until, endsAt: until };
      return this.restrictions.place(manager, fresh, byPlayer(playerId));
    });
    await this.controls.enforce(playerId);
    return restrictionView(timeOut);
  }
}
