import { type LedgerReceipt } from '@croupier/contracts';

/** What a caller outside of rounds sees of a recorded posting. */
export function receiptOf({
  transactionId,
  balance,
  bonus,
  version,
  recordedAt,
  replayed,
}: LedgerReceipt): LedgerReceipt {
  return { transactionId, balance, bonus, version, recordedAt, replayed };
}
