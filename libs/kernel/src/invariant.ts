/** A bug of ours: never shown to a caller in detail, always logged. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** States what our own code guarantees; a failure is a bug, never bad input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
