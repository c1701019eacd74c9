import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { IdentityConfig } from './identity.config.js';
import { IdentityModule } from './identity.module.js';

export const service: Service = {
  name: 'identity',
  module: IdentityModule,
  config: IdentityConfig,
  database,
};
