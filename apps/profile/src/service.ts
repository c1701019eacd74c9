import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { ProfileConfig } from './profile.config.js';
import { ProfileModule } from './profile.module.js';

export const service: Service = {
  name: 'profile',
  module: ProfileModule,
  config: ProfileConfig,
  database,
  factsAtOnce: 256,
};
