import { Clock } from '@croupier/kernel';
import { Broker, Bus } from '@croupier/messaging';
import { type Log, Metrics, type Traces } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { ServiceConfig } from './config.js';
import { HealthController } from './health.controller.js';
import { Lifecycle } from './lifecycle.js';
import { type Service } from './service.js';

/** What every provider of a service may inject. */
export interface RuntimeParts {
  config: ServiceConfig;
  clock: Clock;
  broker: Broker;
  bus: Bus;
  log: Log;
  metrics: Metrics;
  lifecycle: Lifecycle;
  /** Left out where traces go nowhere. */
  traces?: Traces;
  database?: DataSource;
  transactions?: TransactionRunner;
}

/** Injection token of the service's log. */
export const LOG = Symbol('log');

/** Gives a service's own module the parts the runtime opened for it. */
@Global()
@Module({})
export class RuntimeModule {
  static forService(service: Service, parts: RuntimeParts): DynamicModule {
    const providers: Provider[] = [
      { provide: ServiceConfig, useValue: parts.config },
      { provide: service.config, useValue: parts.config },
      { provide: Clock, useValue: parts.clock },
      { provide: Broker, useValue: parts.broker },
      { provide: Bus, useValue: parts.bus },
      { provide: LOG, useValue: parts.log },
      { provide: Metrics, useValue: parts.metrics },
      { provide: Lifecycle, useValue: parts.lifecycle },
    ];
    if (parts.database) providers.push({ provide: DataSource, useValue: parts.database });
    if (parts.transactions) providers.push({ provide: TransactionRunner, useValue: parts.transactions });
    return {
      module: RuntimeModule,
      imports: [TerminusModule.forRoot({ logger: false }), service.module],
      controllers: [HealthController],
      providers,
      exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
    };
  }
}
