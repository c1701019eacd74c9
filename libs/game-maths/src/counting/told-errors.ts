import { InvariantError } from '@croupier/kernel';
import {
  DefinitionKindError,
  GameDefinitionError,
  RouletteDefinitionError,
  SlotDefinitionError,
} from '../definition-error.js';
import { RandomSourceError } from '../entropy.js';
import { ReplayError } from '../random.js';
import { SlotCountingError } from '../slots/counting-room.js';
import { OnlySampledError } from '../slots/exact.js';
import { CountingUnavailableError, UncountedError } from './counter.js';

/** An error as data, which the constructor it came from is no part of. */
export interface ToldError {
  /** The class, or the nearest above it that is known here. */
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Its own members. */
  readonly members: Readonly<Record<string, unknown>>;
}

const types: ReadonlyMap<string, { readonly prototype: Error }> = new Map(
  Object.entries({
    ...{ SlotCountingError, SlotDefinitionError, RouletteDefinitionError, GameDefinitionError },
    ...{ DefinitionKindError, OnlySampledError, UncountedError, CountingUnavailableError },
    ...{ InvariantError, ReplayError, RandomSourceError, RangeError, TypeError, SyntaxError, Error },
  }),
);

/** An error to be handed to another process. */
export function toldError(error: unknown): ToldError {
  if (!(error instanceof Error)) return toldError(new Error(String(error)));
  const { message, stack } = error;
  return { type: typeOf(error), message, stack, members: { ...error } };
}

/** The same error on the other side: of its class, with its message and members. */
export function heardError({ type, message, stack, members }: ToldError): Error {
  const error = Object.assign(new Error(message), members);
  Object.setPrototypeOf(error, types.get(type)?.prototype ?? Error.prototype);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function typeOf(error: Error): string {
  for (let of: unknown = Object.getPrototypeOf(error); of; of = Object.getPrototypeOf(of)) {
    const known = [...types].find(([, type]) => type.prototype === of);
    if (known) return known[0];
  }
  return 'Error';
}
