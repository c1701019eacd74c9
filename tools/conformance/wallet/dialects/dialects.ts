import { croupier } from './croupier.js';
import type { WalletDialect } from './dialect.js';
import { hub88 } from './hub88.js';
import { softswiss } from './softswiss.js';

/** Every dialect by its name. */
export const walletDialects: Readonly<Record<string, WalletDialect>> = { croupier, hub88, softswiss };
