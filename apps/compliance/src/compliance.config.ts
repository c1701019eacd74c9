import { DatabaseConfig } from '@croupier/runtime';

export class ComplianceConfig extends DatabaseConfig {}
