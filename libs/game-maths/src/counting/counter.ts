import { DefinitionError } from '../definition-error.js';
import type { CountAnswer, CountName, CountOrder } from './counts.js';

/** How a count is to be gone about. */
export interface CountHaste {
  /** Of one that there is another way for: so long at most, in ms. */
  readonly withinMs?: number;
  /** Before those that wait: players are in it. */
  readonly isUrgent?: boolean;
}

/** Counts definitions, wherever that is done. */
export abstract class Counter {
  /** @throws whatever the count throws, UncountedError, CountingUnavailableError */
  abstract count<Name extends CountName>(
    name: Name,
    order: CountOrder<Name>,
    haste?: CountHaste,
  ): Promise<CountAnswer<Name>>;
}

/** A definition that can be played, and takes more time or memory to be counted than it was given. */
export class UncountedError extends DefinitionError {
  override readonly name = 'UncountedError';

  /** `elsewhere`: the remedy, as the end of a sentence. */
  constructor(
    readonly lacking: 'memory' | 'time',
    elsewhere: string,
  ) {
    super('game', [
      { path: '$', message: `takes more ${lacking} to be counted than there is; ${elsewhere}` },
    ]);
  }
}

/** A count that came to no end through no fault of its definition: it may be asked for again. */
export class CountingUnavailableError extends Error {
  override readonly name = 'CountingUnavailableError';
}
