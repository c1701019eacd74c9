import { type Log, Metrics } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { WalletConfig } from '../wallet.config.js';
import { DifferencesQueries } from './differences.queries.js';
import { ReconciliationService } from './reconciliation.service.js';

/** Reconciles each minute what changed and a slice of all accounts, and a full pass when one was asked for. */
@Injectable()
export class ReconciliationProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly reconciliation: ReconciliationService,
    private readonly config: WalletConfig,
    differences: DifferencesQueries,
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    const open = 'Differences of the ledger that nobody has released.';
    metrics.gauge('casino_ledger_differences_count', open, () => differences.openCount());
    const age = 'Time since the ledger was last reconciled.';
    metrics.gauge('casino_ledger_reconciled_age_seconds', age, () => differences.ageSeconds());
  }

  onApplicationBootstrap(): void {
    this.next();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.run().finally(() => this.next());
    }, this.config.LEDGER_RECONCILE_EVERY_MS).unref();
  }

  private async run(): Promise<void> {
    try {
      while (!this.stopped && (await this.reconciliation.changes()));
      await this.reconciliation.walk();
      while (!this.stopped && (await this.reconciliation.pass()));
    } catch (error) {
      this.log.warn({ error: String(error) }, 'the ledger was not reconciled');
    }
  }
}
