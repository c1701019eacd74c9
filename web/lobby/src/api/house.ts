import { queryOptions, useQuery } from '@tanstack/react-query';

interface House {
  links?: { sandbox?: string; mailbox?: string };
}

const house = queryOptions({
  queryKey: ['house'],
  queryFn: async (): Promise<House> => {
    const answer = await fetch('/', { headers: { accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as House) : {};
  },
  staleTime: Infinity,
});

/** Links of the simulated outside world; none in production. */
export function useHouseLinks(): NonNullable<House['links']> {
  return useQuery(house).data?.links ?? {};
}
