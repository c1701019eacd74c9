import { answerOf, api, type Schemas } from '../api/client.js';
import type { MoneyValue } from '../texts/formats.js';
import { netOf } from './net.js';

/** What was won or lost since a moment of the house's clock, by the ledger's own lines. */
export async function netSince(since: Date): Promise<MoneyValue> {
  const from = since.toISOString();
  let cursor: string | undefined;
  let amount = 0;
  do {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page: Schemas['TransactionPage'] = await answerOf(
      api.GET('/v1/wallet/transactions', { params: { query } }),
    );
    const fresh = page.data.filter(({ recordedAt }) => recordedAt >= from);
    amount += fresh.reduce((sum, line) => sum + netOf(line), 0);
    cursor = fresh.length < page.data.length ? undefined : page.next;
  } while (cursor !== undefined);
  return { amount, currency: 'GBP' };
}
