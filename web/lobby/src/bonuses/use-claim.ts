import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answerOf, api, newKey, persist, type ProblemError, queries, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';

/** Opts in to a programme. */
export function useClaim(id: string) {
  // Kept while the result is not known: pressing again asks for that result.
  const key = useRef(newKey());
  return useMutation<Schemas['Award'], ProblemError>({
    mutationFn: () =>
      persist(async () => {
        const params = { path: { id }, header: { 'Idempotency-Key': key.current } };
        return (await answerOf(api.POST('/v1/bonuses/{id}/claim', { params }))) as Schemas['Award'];
      }),
    onSettled: async (_, error) => {
      if (error?.undecided !== true) key.current = newKey();
      void queries.invalidateQueries({ queryKey: reads.offers.queryKey });
      await queries.invalidateQueries({ queryKey: reads.bonuses.queryKey });
    },
  });
}
