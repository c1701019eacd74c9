import { setTimeout as pause } from 'node:timers/promises';
import { dateAt } from '@croupier/kernel';

const spanMs = 300_000;

/** How long `clearOfMidnight` may take, in ms: what a hook that calls it has to allow for beside its own work. */
export const midnightMs = spanMs + 30_000;

/** Waits for London's midnight where it is less than five minutes away, so that what follows is all of one day. */
export async function clearOfMidnight(): Promise<void> {
  const today = dateAt(new Date());
  if (dateAt(new Date(Date.now() + spanMs)) === today) return;
  while (dateAt(new Date()) === today) await pause(1000);
}
