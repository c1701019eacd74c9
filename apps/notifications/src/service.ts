import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { NotificationsConfig } from './notifications.config.js';
import { NotificationsModule } from './notifications.module.js';

export const service: Service = {
  name: 'notifications',
  module: NotificationsModule,
  config: NotificationsConfig,
  database,
};
