import type { TransactionPage, WalletTransaction } from '@croupier/contracts';
import { type Client } from './client.js';

/** Every line of the player's statement, newest first. */
export async function readStatement(client: Client): Promise<WalletTransaction[]> {
  const newestFirst: WalletTransaction[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '50', ...(cursor === undefined ? {} : { cursor }) });
    const page = await client.insist<TransactionPage>('GET', `/v1/wallet/transactions?${query.toString()}`);
    newestFirst.push(...page.data);
    cursor = page.next;
  } while (cursor !== undefined);
  return newestFirst;
}
