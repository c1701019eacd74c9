import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { BonusConfig } from './bonus.config.js';
import { BonusModule } from './bonus.module.js';

export const service: Service = {
  name: 'bonus',
  module: BonusModule,
  config: BonusConfig,
  database,
};
