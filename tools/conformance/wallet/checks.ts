import type { Check } from '../report.js';
import { crashChecks } from './crash-checks.js';
import { recordChecks } from './record-checks.js';
import { repeatChecks } from './repeat-checks.js';
import { roundChecks } from './round-checks.js';
import { signingChecks } from './signing-checks.js';
import type { WalletKit } from './world.js';

const all = [...signingChecks, ...roundChecks, ...repeatChecks, ...crashChecks, ...recordChecks];

/** W1 to W20 in their order. */
export const walletChecks: readonly Check<WalletKit>[] = all.sort(
  (one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)),
);
