import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { PaymentsConfig } from './payments.config.js';
import { PaymentsModule } from './payments.module.js';

export const service: Service = {
  name: 'payments',
  module: PaymentsModule,
  config: PaymentsConfig,
  database,
};
