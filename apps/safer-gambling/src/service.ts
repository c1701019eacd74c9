import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { SaferGamblingConfig } from './safer-gambling.config.js';
import { SaferGamblingModule } from './safer-gambling.module.js';

export const service: Service = {
  name: 'safer-gambling',
  module: SaferGamblingModule,
  config: SaferGamblingConfig,
  database,
};
