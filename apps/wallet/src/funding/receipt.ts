import { type LedgerReceipt } from '@croupier/contracts';

/** What a caller outside of rounds sees of a recorded posting. */
export function receiptOf({
  transactionId,
  balance,
  version,
  recordedAt,
  replayed,
}: LedgerReceipt): LedgerReceipt {
  return { transactionId, balance, version, recordedAt, replayed };
}
