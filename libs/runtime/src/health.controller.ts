import { Broker } from '@croupier/messaging';
import { Metrics } from '@croupier/observability';
import { Controller, Get, Header, Inject, Optional, UseFilters } from '@nestjs/common';
import { type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { Lifecycle } from './lifecycle.js';
import { ProbeFilter } from './probe.filter.js';

/** Probes for an orchestrator, and the figures for its monitoring. */
@Controller()
@UseFilters(ProbeFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly lifecycle: Lifecycle,
    private readonly broker: Broker,
    private readonly metrics: Metrics,
    @Optional() @Inject(DataSource) private readonly database: DataSource | undefined,
  ) {}

  /** The process runs. Never asks a dependency: a restart would not bring that back. */
  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/startup')
  startup(): Promise<HealthCheckResult> {
    const check = this.indicator.check('startup');
    return this.health.check([() => (this.lifecycle.started ? check.up() : check.down('still starting'))]);
  }

  /** The service takes work: it is not stopping, and its broker and database answer. */
  @Get('health/ready')
  ready(): Promise<HealthCheckResult> {
    const accepting = this.indicator.check('accepting');
    const broker = this.indicator.check('broker');
    const database = this.database;
    return this.health.check([
      () =>
        this.lifecycle.accepting
          ? accepting.up()
          : accepting.down(this.lifecycle.unfitFor ?? 'starting or stopping'),
      () => (this.broker.connected ? broker.up() : broker.down('not connected')),
      ...(database ? [() => this.databaseAnswers(database)] : []),
    ]);
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }

  private async databaseAnswers(database: DataSource) {
    const check = this.indicator.check('database');
    try {
      await database.query('SELECT 1');
      return check.up();
    } catch {
      return check.down('no answer');
    }
  }
}
