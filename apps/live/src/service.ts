import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { LiveConfig } from './live.config.js';
import { LiveModule } from './live.module.js';

export const service: Service = {
  name: 'live',
  module: LiveModule,
  config: LiveConfig,
  database,
};
