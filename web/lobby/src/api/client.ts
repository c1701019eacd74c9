import { answerOf, CroupierClient, persist, ProblemError, type Schemas } from '@croupier/sdk';
import { QueryClient } from '@tanstack/react-query';
import { tokens } from './session.js';

export const client = new CroupierClient({ baseUrl: '', store: tokens });
export const { api } = client;
export { answerOf, persist, ProblemError, type Schemas };

/** From a read that failed to the next, in ms. */
export const readAgainMs = 5_000;

/** Whether the same may be read in a moment. */
export function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && error.passing;
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 3 && isPassing(error),
      retryDelay: (failures) => 400 * 2 ** failures,
      // What could not be read is not left at that: a part that is away comes back.
      refetchInterval: ({ state: { error } }) => (isPassing(error) ? readAgainMs : false),
    },
  },
});

/** A new key for a new intent: the same intent, sent again, keeps it. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
