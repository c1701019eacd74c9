import { commonError } from '@croupier/contracts';
import { type AskPriority, type DomainError } from '@croupier/kernel';
import { type LoopDelay } from './loop-delay.js';

/** Why an ask was not let in: too many are being answered, all of them too slowly, or it waited too long already. */
export type ShedReason = 'in_flight' | 'loop_delay' | 'queue_age';

/** One ask at the door. */
export interface Arrival {
  priority: AskPriority;
  /** How many asks are being answered, with this one. */
  inFlight: number;
  /** How long it lay on its way, in ms. */
  lainMs: number;
  /** How long its caller meant to wait from when it was sent, in ms. */
  budgetMs: number;
}

interface Bounds {
  /** The share of all places that may be taken, with this one. */
  share: number;
  /** The standing delay of the event loop that is too much, in ms. */
  delayMs: number;
  /** The part of its time that an ask may have lain. */
  age: number;
  /** When it may be worth to ask again, in ms. */
  retryAfterMs: number;
}

export const maximumInFlight = 512;
const never = Number.POSITIVE_INFINITY;

/** The places between two shares are kept for the classes above: a flood of reports leaves half of all to the rest. */
const bounds: Readonly<Record<AskPriority, Bounds>> = {
  vital: { share: 1, delayMs: never, age: never, retryAfterMs: 1000 },
  action: { share: 0.9, delayMs: 600, age: 0.5, retryAfterMs: 1000 },
  browse: { share: 0.75, delayMs: 300, age: 0.5, retryAfterMs: 2000 },
  report: { share: 0.5, delayMs: 150, age: 0.5, retryAfterMs: 5000 },
};

/** An ask that is refused so that others can be answered; nothing was done. */
export class Shed extends Error {
  constructor(
    readonly priority: AskPriority,
    readonly reason: ShedReason,
  ) {
    super(`refused for want of room: ${reason}`);
  }

  /** The refusal as it is told. */
  get refusal(): DomainError {
    return commonError('overloaded', { retryAfterMs: bounds[this.priority].retryAfterMs });
  }
}

/**
 * Lets asks in while there is room, and refuses the classes that matter least first. What is vital is refused
 * only when every place is taken.
 * @throws Shed
 */
export function admit({ priority, inFlight, lainMs, budgetMs }: Arrival, delay: LoopDelay): void {
  const { share, delayMs, age } = bounds[priority];
  if (inFlight > maximumInFlight * share) throw new Shed(priority, 'in_flight');
  if (delay.standingMs > delayMs) throw new Shed(priority, 'loop_delay');
  if (lainMs > budgetMs * age) throw new Shed(priority, 'queue_age');
}
