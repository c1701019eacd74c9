import { sendSignal } from '@croupier/embedded';
import { isReady } from '../launch/app-runner.js';
import { type Home } from '../launch/home.js';
import { replicasOf, scale, until } from './running.js';

/**
 * Replaces every process of an app, one after the other: each drains and ends by itself, and the next one only when its
 * successor takes work. An app with one process has a second one meanwhile.
 * @returns how many were replaced @throws LaunchFault if one does not come back
 */
export async function roll(home: Home, app: string, say: (line: string) => void): Promise<number> {
  const old = replicasOf(home, app);
  if (old.length === 1) await scale(home, app, 2);
  for (const { name, pid } of old) {
    const from = performance.now();
    sendSignal(pid, 'SIGTERM');
    await until(`${name} is replaced and takes work`, async () => {
      const now = replicasOf(home, app).find((one) => one.name === name);
      return now !== undefined && now.pid !== pid && (await isReady(now.port));
    });
    say(`${name} replaced in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
  if (old.length === 1) await scale(home, app, 1);
  return old.length;
}
