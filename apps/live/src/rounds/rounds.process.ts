import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { Lifecycle, LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PendingBetsService } from '../bets/pending-bets.service.js';
import { LiveConfig } from '../live.config.js';
import { type Lease, LeaseLost, LeasesService } from '../tables/leases.service.js';
import { LiveTables } from '../tables/live-tables.service.js';
import { TableCatalogue } from '../tables/table-catalogue.service.js';
import { PhasesService } from './phases.service.js';
import { isFinished, type RoundRow } from './round.js';
import { RoundsQueries } from './rounds.queries.js';
import { SettlementService } from './settlement.service.js';
import { TotalsService } from './totals.service.js';

const retryMs = 250;
const pendingPollMs = 50;
const closedPollMs = 250;

/**
 * Runs the tables this replica owns, round after round. Where a round is, is its row alone: whoever takes a table
 * over reads it and goes on, so that a crash between any two steps leads to the same result.
 */
@Injectable()
export class RoundsProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private stopped = false;
  private readonly wakers = new Set<() => void>();
  private readonly loops: Promise<void>[] = [];
  /** Tables that this replica left to others, because it cannot play them as they are. */
  private readonly left = new Set<string>();

  constructor(
    private readonly catalogue: TableCatalogue,
    private readonly live: LiveTables,
    private readonly leases: LeasesService,
    private readonly rounds: RoundsQueries,
    private readonly phases: PhasesService,
    private readonly pending: PendingBetsService,
    private readonly settlement: SettlementService,
    private readonly totals: TotalsService,
    private readonly transactions: TransactionRunner,
    private readonly config: LiveConfig,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.loops.push(this.begin());
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const wake of this.wakers) wake();
    // The first loop adds one for each table.
    await this.loops[0];
    await Promise.all(this.loops);
    await this.leases.release().catch((error: unknown) => this.report('tables not released', error));
  }

  /** Every table gets a row for its lease. Tables that are offered no more are run too: to the end of their round. */
  private async begin(): Promise<void> {
    const offered = this.catalogue.all().map(({ table }) => table.definition.id);
    while (!this.stopped) {
      try {
        const rows = await this.transactions.run(async (manager) => {
          const insert = `INSERT INTO live_tables (table_id) SELECT unnest($1::text[]) ON CONFLICT (table_id) DO NOTHING`;
          await manager.query(insert, [offered]);
          return manager.query(`SELECT table_id FROM live_tables`) as Promise<{ table_id: string }[]>;
        });
        this.log.info({ owner: this.leases.owner, tables: rows.length }, 'runs tables');
        for (const row of rows) this.loops.push(this.run(row.table_id));
        return;
      } catch (error) {
        this.report('tables are not known yet', error);
        await this.pause(retryMs);
      }
    }
  }

  private async run(tableId: string): Promise<void> {
    const longestMs = this.config.TABLE_LEASE_MS / 3;
    while (!this.stopped && this.lifecycle.unfitFor === undefined) {
      let waitMs: number;
      try {
        waitMs = await this.turn(tableId);
      } catch (error) {
        waitMs = retryMs;
        if (error instanceof LeaseLost) this.leases.forget(tableId);
        else this.report(tableId, error);
      }
      if (waitMs > 0 && !this.stopped) await this.pause(Math.min(waitMs, longestMs));
    }
    if (!this.stopped) await this.letGo();
  }

  /** Of a process that can draw no more: another goes on with its tables, from where their rows say. */
  private async letGo(): Promise<void> {
    this.log.warn({ reason: this.lifecycle.unfitFor }, 'runs tables no more');
    await this.leases.release().catch((error: unknown) => this.report('tables not released', error));
  }

  /** Takes at most one step, if the table is this replica's to run. @returns how long there is nothing to do, in ms */
  private async turn(tableId: string): Promise<number> {
    if (this.left.has(tableId) && (await this.isForOthers(tableId, await this.latest(tableId)))) {
      return this.catalogue.find(tableId) ? closedPollMs : Number.POSITIVE_INFINITY;
    }
    this.left.delete(tableId);
    const lease = await this.leases.hold(tableId);
    if (!lease) return Number.POSITIVE_INFINITY;
    const round = await this.latest(tableId);
    if (!(await this.isForOthers(tableId, round))) return this.step(lease, round);
    this.left.add(tableId);
    this.log.warn({ tableId }, 'leaves the table to replicas that can play it');
    await this.leases.letGo(lease);
    return 0;
  }

  private async latest(tableId: string): Promise<RoundRow | undefined> {
    return (await this.rounds.latest([tableId])).get(tableId);
  }

  /**
   * Whether the next step takes a definition that this replica does not have: of a table that only newer software offers, or whose
   * version only that reads. What is drawn, or overdue and so void, takes none.
   */
  private async isForOthers(tableId: string, round: RoundRow | undefined): Promise<boolean> {
    if (round && !isFinished(round)) {
      const isToDraw = round.phase === 'betting' || round.phase === 'closed';
      return isToDraw && !this.isOverdue(round) && !(await this.live.reads(tableId, round.definition_hash));
    }
    const offer = this.catalogue.find(tableId);
    return offer === undefined || offer.isUnread === true;
  }

  private isOverdue({ bets_close_at: closedAt }: RoundRow): boolean {
    return this.clock.now().getTime() - closedAt.getTime() > this.config.TABLE_VOID_AFTER_MS;
  }

  private async step(lease: Lease, round: RoundRow | undefined): Promise<number> {
    const { tableId } = lease;
    if (round && !isFinished(round)) return this.go(lease, round);
    const offer = this.catalogue.find(tableId);
    if (!offer) return Number.POSITIVE_INFINITY;
    if (offer.offlineSince) return closedPollMs;
    const waitMs = round ? this.untilNext(round) : 0;
    if (waitMs > 0) return waitMs;
    if (await this.phases.open(lease, offer.table, Number(round?.number ?? 0) + 1)) return 0;
    await this.live.refresh();
    return retryMs;
  }

  private async go(lease: Lease, round: RoundRow): Promise<number> {
    switch (round.phase) {
      case 'betting':
      case 'closed':
        return this.goToDraw(lease, round);
      case 'spinning':
        return this.untilNext(round) || this.done(this.phases.reveal(lease, round.round_id));
      case 'settling': {
        const settled = await this.settlement.settle(lease, round);
        return settled ? this.done(this.phases.finish(lease, round)) : 0;
      }
      case 'voiding': {
        const returned = await this.settlement.giveBack(lease, round, round.reason ?? 'void');
        return returned ? this.done(this.phases.finish(lease, round)) : 0;
      }
      default:
        return 0;
    }
  }

  private async goToDraw(lease: Lease, round: RoundRow): Promise<number> {
    if (this.isOverdue(round)) {
      return this.done(this.phases.void(lease, round, 'round_not_finished'));
    }
    // By what it was begun by, whatever is offered by now. Only here, so that nothing that is drawn or void waits for it.
    const table = await this.live.playedBy(lease.tableId, round.definition_hash);
    if (!table) return this.done(this.phases.void(lease, round, 'table_changed'));
    if (round.phase === 'betting') {
      const waitMs = this.untilNext(round);
      if (waitMs === 0) return this.done(this.phases.close(lease, round.round_id));
      return Math.min(waitMs, await this.totals.tell(round, table));
    }
    const open = await this.pending.resolve(round.round_id);
    if (open > 0) return pendingPollMs;
    await this.totals.tell(round, table);
    return this.untilNext(round) || this.done(this.phases.draw(lease, round, table));
  }

  private untilNext({ next_phase_at: at }: RoundRow): number {
    return at === null ? 0 : Math.max(0, at.getTime() - this.clock.now().getTime());
  }

  private async done(step: Promise<void>): Promise<number> {
    await step;
    return 0;
  }

  private report(what: string, error: unknown): void {
    this.log.warn({ what, reason: String(error) }, 'table waits');
  }

  private async pause(waitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      this.wakers.add(wake);
    });
  }
}
