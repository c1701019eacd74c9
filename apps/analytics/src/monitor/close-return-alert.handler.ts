import { type CloseReturnAlert, commonError, type ReturnAlert, returnAlertClosed } from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { alertView } from './alert-view.js';
import { MonitorQueries } from './monitor.queries.js';

export class CloseReturnAlertCommand extends Command<ReturnAlert> {
  constructor(readonly request: CloseReturnAlert) {
    super();
  }
}

/**
 * Notes what a person made of an alert; the alert and the evidence stay as they are. What is played from the day after on is
 * watched by another cell, unless the cell's other alert is still open. Key: the alert; a repeat changes nothing, whoever
 * asks and whatever for. Locks: the numbers of cells. Tells: return alert closed.
 * Refuses: not_found.
 */
@CommandHandler(CloseReturnAlertCommand)
export class CloseReturnAlertHandler implements ICommandHandler<CloseReturnAlertCommand> {
  constructor(
    private readonly queries: MonitorQueries,
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: CloseReturnAlertCommand): Promise<ReturnAlert> {
    const { alertId, staffId, conclusion, reason } = request;
    if (!(await this.queries.alert(alertId))) throw commonError('not_found', { field: 'alertId' });
    const closedAt = this.clock.now();
    await this.transactions.run(async (manager) => {
      const wasOpen = await this.queries.close(manager, { alertId, closedAt, staffId, conclusion, reason });
      if (!wasOpen) return;
      await tell(
        manager,
        outgoing(returnAlertClosed, { alertId, conclusion, closedAt: closedAt.toISOString() }),
      );
    });
    const alert = await this.queries.alert(alertId);
    if (!alert) throw commonError('not_found', { field: 'alertId' });
    return alertView(alert);
  }
}
