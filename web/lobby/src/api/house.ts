import { queryOptions, useQuery } from '@tanstack/react-query';
import { ProblemError, readAgainMs } from './client.js';

interface House {
  links?: { sandbox?: string; mailbox?: string };
}

export const house = queryOptions({
  queryKey: ['house'],
  queryFn: async (): Promise<House> => {
    const answer = await fetch('/', { headers: { accept: 'application/json' } });
    if (!answer.ok) throw new ProblemError('unreadable');
    return (await answer.json()) as House;
  },
  staleTime: Infinity,
  // Nobody waits for these, but they are not left out for good because of one answer.
  retry: false,
  refetchInterval: ({ state: { error } }) => (error === null ? false : readAgainMs),
});

/** Links of the simulated outside world; none in production. */
export function useHouseLinks(): NonNullable<House['links']> {
  return useQuery(house).data?.links ?? {};
}
