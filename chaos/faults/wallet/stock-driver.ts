import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type PgProxy } from './proxy.js';

/** Has a driver without bounds ask a database that goes silent. @returns that it hung, in words; nothing if it did not */
export async function stockDriverHangs(proxy: PgProxy, url: string, boundMs: number): Promise<string[]> {
  const client = new Client({ connectionString: proxy.through(url) });
  client.on('error', () => undefined);
  await client.connect();
  proxy.silence();
  const hung = Symbol('hung');
  const query = client.query('SELECT 1').catch(() => undefined);
  const first = await Promise.race([query, pause(boundMs, hung)]);
  proxy.heal();
  await query;
  return first === hung ? [`a stock driver had said nothing after ${boundMs} ms`] : [];
}
