import { type LedgerReceipt } from '@croupier/contracts';

/** What a caller outside of rounds sees of a recorded posting. */
export function receiptOf({
  transactionId,
  balance,
  bonus,
  version,
  recordedAt,
  replayed,
  sessionNet,
}: LedgerReceipt): LedgerReceipt {
  const net = sessionNet && { sessionNet };
  return { transactionId, balance, bonus, version, recordedAt, replayed, ...net };
}
