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
 * Notes what a person made of an alert; the alert and the evidence stay as they are, and so does the silence of its cell in that
 * direction. Key: the alert; a repeat changes nothing, whoever asks and whatever for. Locks: nothing. Tells: return alert closed.
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
      const closed: unknown[] = await manager.query(
        `INSERT INTO return_alert_closures (alert_id, closed_at, staff_id, conclusion, reason)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING alert_id`,
        [alertId, closedAt, staffId, conclusion, reason],
      );
      if (closed.length === 0) return;
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
