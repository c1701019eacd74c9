import { invariant } from '@croupier/kernel';

const highestBound = 2 ** 32;

/** Bounds that a source can be asked for. @throws InvariantError for any other */
export function assertBound(bound: number): void {
  // Asked for every draw: the message is not made unless it is needed.
  if (!(Number.isInteger(bound) && bound >= 1 && bound <= highestBound))
    invariant(false, `bound ${bound} is not an integer from 1 to 2^32`);
}
