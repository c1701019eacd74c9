import { type AskContract, ownerOf } from '@croupier/kernel';
import { asks } from '@croupier/contracts';

/** Verbs of asks that leave everything as it is. `check` may write down that somebody asked. */
const reading = /^(read|list|check|find)-/;

/**
 * Every ask of a service that changes something, from the contracts: whoever declares one more has to say what becomes of
 * it when it is stopped halfway.
 */
export function writesOf(service: string): AskContract<object, object>[] {
  return asks.filter(
    ({ subject }) => ownerOf(subject) === service && !reading.test(subject.split('.')[2] ?? ''),
  );
}
