import { DatabaseConfig } from '@croupier/runtime';

export class SaferGamblingConfig extends DatabaseConfig {}
