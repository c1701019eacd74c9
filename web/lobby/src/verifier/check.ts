import { missingOfProof, type ProvenRound, type RoundCheck, verifyRound } from '@croupier/game-maths';
import { createHash, hmacSha256 } from './node-crypto.js';

/** What became of a text that should be a proof. */
export type Verdict =
  | { readonly kind: 'no-json' }
  | { readonly kind: 'no-proof'; readonly missing: readonly string[] }
  | { readonly kind: 'checked'; readonly checks: readonly RoundCheck[]; readonly holds: boolean };

const hashes = {
  hmac: hmacSha256,
  sha256: (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest(),
};

/** Derives the round of a proof again, by the code of `npm run verify-round`, here and now. */
export function verdictOf(text: string): Verdict {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'no-json' };
  }
  const missing = missingOfProof(json);
  if (missing.length > 0) return { kind: 'no-proof', missing };
  const checks = verifyRound(json as ProvenRound, hashes);
  return { kind: 'checked', checks, holds: checks.every(({ holds }) => holds) };
}
