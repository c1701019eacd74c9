import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { verifyCheckpoints } from '../../../tools/verify-ledger/checkpoints.js';
import { exportLedger } from '../../../tools/verify-ledger/export.js';
import { LedgerVerifier } from '../../../tools/verify-ledger/verifier.js';

/** An export of the ledger, and the checkpoints that were kept outside of it. */
export interface SealedLedger {
  lines: readonly string[];
  checkpoints: string;
  publicKey: string;
}

/** As `npm run verify-ledger` reads it. Without a file there are no checkpoints. */
export async function readSealed(databaseUrl: string, checkpointsFile: string): Promise<SealedLedger> {
  const lines: string[] = [];
  for await (const line of exportLedger(databaseUrl)) lines.push(line);
  const keyFile = path.join(path.dirname(checkpointsFile), 'ledger-public-key.pem');
  const text = (file: string): Promise<string> =>
    existsSync(file) ? readFile(file, 'utf8') : Promise.resolve('');
  return { lines, checkpoints: await text(checkpointsFile), publicKey: await text(keyFile) };
}

export interface SealFaults {
  transactions: number;
  /** Not sealed yet: how far the ledger is proven is for the caller to wait for. */
  unsealed: number;
  checkpoints: number;
  broken: string[];
}

/** C9: the chain of seals verifies, and what every checkpoint speaks for stands in the log as it was. */
export function sealFaults({ lines, checkpoints, publicKey }: SealedLedger): SealFaults {
  const verifier = new LedgerVerifier();
  for (const line of lines) verifier.line(line);
  verifier.finish();
  const signed =
    publicKey === ''
      ? { count: 0, faults: [{ code: 'checkpoint', detail: 'there is no key and no checkpoint' }] }
      : verifyCheckpoints(checkpoints, publicKey, verifier.hashes);
  return {
    transactions: verifier.transactions,
    unsealed: verifier.unsealed,
    checkpoints: signed.count,
    broken: [...verifier.faults, ...signed.faults].map(({ code, detail }) => `${code}: ${detail}`),
  };
}
