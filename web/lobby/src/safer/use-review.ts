import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { reads } from '../api/reads.js';

/** The player's word that the limits stay as they are, or that they want no deposit limit. */
export function useReview() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.POST('/v1/limits/review', { body: { confirmed: true } })),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: reads.protection.queryKey });
      return queryClient.invalidateQueries({ queryKey: reads.limits.queryKey });
    },
  });
}
