import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answerOf, api, newKey, persist, type ProblemError, queries, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';

/** Opts in to a programme. `onClaimed` is told before what is on offer is read again, which takes this offer away. */
export function useClaim(id: string, onClaimed?: () => void) {
  // Kept while the result is not known: pressing again asks for that result.
  const key = useRef(newKey());
  return useMutation<Schemas['Award'], ProblemError>({
    mutationFn: () =>
      persist(async () => {
        const params = { path: { id }, header: { 'Idempotency-Key': key.current } };
        return (await answerOf(api.POST('/v1/bonuses/{id}/claim', { params }))) as Schemas['Award'];
      }),
    onSuccess: () => onClaimed?.(),
    onSettled: async (_, error) => {
      if (error?.undecided !== true) key.current = newKey();
      void queries.invalidateQueries({ queryKey: reads.offers.queryKey });
      await queries.invalidateQueries({ queryKey: reads.bonuses.queryKey });
    },
  });
}
