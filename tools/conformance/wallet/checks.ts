import type { Check } from '../report.js';
import { crashChecks } from './crash-checks.js';
import { recordChecks } from './record-checks.js';
import { repeatChecks } from './repeat-checks.js';
import { reversalChecks } from './reversal-checks.js';
import { roundChecks } from './round-checks.js';
import { signingChecks } from './signing-checks.js';
import type { WalletKit } from './world.js';

const all = [
  ...[signingChecks, roundChecks, repeatChecks].flat(),
  ...[crashChecks, recordChecks, reversalChecks].flat(),
];

/** W1 to W22 in their order. */
export const walletChecks: readonly Check<WalletKit>[] = all
  .sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)))
  .map(namingWhatIsLeftOut);

/** The report says what the dialect has no words for: what else there is of the check was looked at. */
function namingWhatIsLeftOut(check: Check<WalletKit>): Check<WalletKit> {
  const run: Check<WalletKit>['run'] = async (kit, findings) => {
    kit.leftOut.clear();
    try {
      await check.run(kit, findings);
    } finally {
      // Also where it ends early, for want of means: what was looked at until then was without these.
      for (const part of kit.leftOut)
        findings.note(`left out: the dialect ${kit.client.dialect.name} has no ${part}`);
    }
  };
  return { ...check, run };
}
