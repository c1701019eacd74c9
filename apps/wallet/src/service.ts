import { type Service } from '@croupier/runtime';
import { database } from './data-source.js';
import { WalletConfig } from './wallet.config.js';
import { WalletModule } from './wallet.module.js';

export const service: Service = { name: 'wallet', module: WalletModule, config: WalletConfig, database };
