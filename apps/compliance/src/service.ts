import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { ComplianceConfig } from './compliance.config.js';
import { ComplianceModule } from './compliance.module.js';

export const service: Service = {
  name: 'compliance',
  module: ComplianceModule,
  config: ComplianceConfig,
  database,
};
