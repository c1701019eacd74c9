import { DatabaseConfig } from '@croupier/runtime';

export class WalletConfig extends DatabaseConfig {}
