import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { monthsAhead } from './journal-months.js';

const everyMs = 24 * 3_600_000;

/**
 * Keeps the journal's months ahead of the calendar, at start and daily. Nothing waits for it: there are two years in
 * hand, and what no month is there for goes to `journal_otherwise`.
 */
@Injectable()
export class JournalMonthsProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;

  constructor(
    private readonly transactions: TransactionRunner,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const open = (): void => void (this.round = this.open());
    this.timer = setInterval(open, everyMs).unref();
    open();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  private async open(): Promise<void> {
    try {
      await this.transactions.read((database) =>
        database.query('SELECT open_journal_months($1)', [monthsAhead]),
      );
    } catch (error) {
      this.log.warn({ error: String(error) }, 'the journal got no new months');
    }
  }
}
