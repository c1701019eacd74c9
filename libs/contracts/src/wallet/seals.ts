import { declareFact } from '../declare.js';
import { IntegerField, InstantField, TextField } from '../fields.js';

/** What a signed checkpoint says: up to this seal the ledger is this one and no other. */
export class LedgerCheckpoint {
  @IntegerField({ description: 'Number of the seal, from 1.', min: 1, example: 42 })
  number: number;

  @TextField({
    description: 'Its hash, which has all seals before in it: SHA-256 in hex.',
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    example: 'ab'.repeat(32),
  })
  hash: string;

  @IntegerField({ description: 'Transactions in it and all before it.', example: 120_000 })
  total: number;

  @InstantField({ description: 'When it was signed.' })
  signedAt: string;

  @TextField({
    description: 'Ed25519 over the text of the checkpoint, in base64.',
    max: 88,
    example: `${'A'.repeat(86)}==`,
  })
  signature: string;
}

/** The text a checkpoint's signature is over. */
export function checkpointText({
  number,
  hash,
  total,
  signedAt,
}: Omit<LedgerCheckpoint, 'signature'>): string {
  return `croupier-checkpoint-1 ${number} ${hash} ${total} ${signedAt}`;
}

export const ledgerSealed = declareFact({
  subject: 'evt.wallet.ledger.sealed.v1',
  summary:
    'The ledger was sealed and signed up to here. Whoever keeps it can prove later that nothing before was edited.',
  payload: LedgerCheckpoint,
  aggregate: null,
});
