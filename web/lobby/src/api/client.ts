import { answerOf, CroupierClient, persist, ProblemError, type Schemas } from '@croupier/sdk';
import { QueryClient } from '@tanstack/react-query';
import { tokens } from './session.js';

export const client = new CroupierClient({ baseUrl: '', store: tokens });
export const { api } = client;
export { answerOf, persist, ProblemError, type Schemas };

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 3 && error instanceof ProblemError && error.passing,
      retryDelay: (failures) => 400 * 2 ** failures,
    },
  },
});

/** A new key for a new intent: the same intent, sent again, keeps it. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
