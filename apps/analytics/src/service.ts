import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { AnalyticsConfig } from './analytics.config.js';
import { AnalyticsModule } from './analytics.module.js';

export const service: Service = {
  name: 'analytics',
  module: AnalyticsModule,
  config: AnalyticsConfig,
  database,
  factsAtOnce: 256,
};
