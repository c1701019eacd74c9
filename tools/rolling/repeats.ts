import { type Home } from '../launch/home.js';
import { replicasOf } from './running.js';

/**
 * How many asks the gateways have sent once more because nobody took them, since their starts. That hides a service
 * which ends without having drained from their clients, so a replacement may not add to it.
 */
export async function repeatedAsks(home: Home): Promise<number> {
  const counts = await Promise.all(
    replicasOf(home, 'gateway').map(async ({ url }) => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const lines = metrics.matchAll(/^casino_messaging_asks_repeated_total\{.*\} (\d+)$/gm);
      return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
