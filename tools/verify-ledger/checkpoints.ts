import { createPublicKey, verify } from 'node:crypto';
import { checkpointText, type LedgerCheckpoint } from '@croupier/contracts';
import { type Fault } from './verifier.js';

/**
 * Each checkpoint must be signed by the key, and be of a seal that stands in the log as it was: then what is there now
 * begins with what was there then. A checkpoint may stand twice.
 */
export function verifyCheckpoints(
  file: string,
  publicKeyPem: string,
  hashes: ReadonlyMap<number, { hash: string; total: number }>,
): { count: number; last: number; faults: Fault[] } {
  const key = createPublicKey(publicKeyPem);
  const faults: Fault[] = [];
  const lines = file.split('\n').filter((line) => line.trim() !== '');
  let last = 0;
  const say = (detail: string): void => void faults.push({ code: 'checkpoint', detail });
  for (const [index, line] of lines.entries()) {
    const checkpoint = parse(line);
    if (
      !checkpoint ||
      !verify(null, Buffer.from(checkpointText(checkpoint)), key, Buffer.from(checkpoint.signature, 'base64'))
    ) {
      say(`line ${index + 1} of the checkpoints is not signed by this key`);
      continue;
    }
    const { number, hash, total, signedAt } = checkpoint;
    const present = hashes.get(number);
    last = Math.max(last, number);
    if (!present)
      say(`seal ${number}, signed at ${signedAt}, is not there any more: the end of the log was cut off`);
    else if (present.hash !== hash || present.total !== total)
      say(
        `seal ${number} is not the one that was signed at ${signedAt}: something in it or before it was edited`,
      );
  }
  if (lines.length === 0) say('there is no checkpoint: nothing outside of the database speaks for it');
  return { count: lines.length, last, faults };
}

function parse(line: string): LedgerCheckpoint | undefined {
  try {
    const { number, hash, total, signedAt, signature } = JSON.parse(line) as LedgerCheckpoint;
    return { number, hash, total, signedAt, signature: String(signature) };
  } catch {
    return undefined;
  }
}
