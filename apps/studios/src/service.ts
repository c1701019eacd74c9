import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { StudiosConfig } from './studios.config.js';
import { StudiosModule } from './studios.module.js';

export const service: Service = {
  name: 'studios',
  module: StudiosModule,
  config: StudiosConfig,
  database,
};
