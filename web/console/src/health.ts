import { type Service } from './model.js';

export const healthWords: Record<Service['health'], string> = {
  well: 'well',
  ailing: 'not all of it answers',
  down: 'does not answer',
};

/** Classes of a breaker's badge, by its state. */
export const breakerLooks: Record<string, string> = { closed: 'well', 'half-open': 'ailing', open: 'down' };

/** How often its processes were started again. */
export function restartsOf({ processes }: Service): number {
  return processes.reduce((sum, { restarts }) => sum + restarts, 0);
}

export function sum(values: Record<string, number>): number {
  return Object.values(values).reduce((total, value) => total + value, 0);
}
