import { type TransactionRunner } from '@croupier/persistence';

/** Notes that a reference was asked to be created. True the first time. */
export async function firstCall(transactions: TransactionRunner, reference: string): Promise<boolean> {
  const rows = await transactions.read(
    (database) =>
      database.query(
        `INSERT INTO psp_calls (reference) VALUES ($1) ON CONFLICT DO NOTHING RETURNING reference`,
        [reference],
      ) as Promise<unknown[]>,
  );
  return rows.length > 0;
}

export async function pauseMs(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
