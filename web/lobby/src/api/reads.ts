import { queryOptions, infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, api, isPassing, readAgainMs, type Schemas } from './client.js';
import { withNewest } from './table-news.js';

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { next?: string }) => last.next,
};

type SettledRound = Pick<Schemas['Round'], 'stake' | 'payout' | 'netWin'>;

/** Read every so often, in ms; sooner where it could not be read. */
function every(ms: number) {
  return ({ state: { error } }: { state: { error: unknown } }) => (isPassing(error) ? readAgainMs : ms);
}

/** What the pages read, each once: key and request. */
export const reads = {
  wallet: queryOptions({ queryKey: ['wallet'], queryFn: () => answerOf(api.GET('/v1/wallet')) }),
  profile: queryOptions({ queryKey: ['profile'], queryFn: () => answerOf(api.GET('/v1/me')) }),
  settings: queryOptions({ queryKey: ['settings'], queryFn: () => answerOf(api.GET('/v1/me/settings')) }),
  offers: queryOptions({
    queryKey: ['offers'],
    queryFn: () => answerOf(api.GET('/v1/offers')),
    staleTime: 60_000,
    // A floor without offers is a floor: nobody waits for them.
    retry: false,
    // A consent may be taken back by a letter, and a limit be used up: whoever looks on is not shown offers of before.
    refetchInterval: every(60_000),
  }),
  bonuses: queryOptions({
    queryKey: ['bonuses'],
    queryFn: () => answerOf(api.GET('/v1/bonuses')),
    // Progress follows the rounds by moments and is not told on the stream: while a bonus runs, it is asked for. So are offers
    // that could not be known for a moment, and those that could not be read again: what was on offer before may not be now.
    refetchInterval: ({ state: { data, error } }) => {
      const unknown = isPassing(error) || data?.offersKnown === false;
      return unknown || data?.awards.some(({ endedAt }) => endedAt === undefined) ? 2500 : false;
    },
  }),
  limits: queryOptions({ queryKey: ['limits'], queryFn: () => answerOf(api.GET('/v1/limits')) }),
  protection: queryOptions({
    queryKey: ['protection'],
    queryFn: () => answerOf(api.GET('/v1/protection')),
  }),
  games: queryOptions({
    queryKey: ['games'],
    queryFn: () => answerOf(api.GET('/v1/games')),
    staleTime: 60_000,
  }),
  game: (id: string) =>
    queryOptions({
      queryKey: ['games', id],
      queryFn: () => answerOf(api.GET('/v1/games/{id}', { params: { path: { id } } })),
      staleTime: 60_000,
    }),
  jackpots: queryOptions({
    queryKey: ['jackpots'],
    queryFn: () => answerOf(api.GET('/v1/jackpots')),
    // Kept by the stream for who is signed in; a floor without them is a floor.
    retry: false,
    staleTime: 10_000,
  }),
  tables: queryOptions({
    queryKey: ['tables'],
    queryFn: () => answerOf(api.GET('/v1/tables')),
    // A floor without live tables is a floor: nobody waits for them.
    retry: false,
    staleTime: 60_000,
  }),
  studioGames: queryOptions({
    queryKey: ['studio-games'],
    queryFn: () => answerOf(api.GET('/v1/studio-games')),
    // As with the tables; and a studio that is away takes its games along, until it is back.
    retry: false,
    refetchInterval: every(30_000),
  }),
  studioRounds: queryOptions({
    queryKey: ['studio-rounds'],
    queryFn: () => answerOf(api.GET('/v1/studio-rounds')),
    // They are played elsewhere: what is left is known again once this page is looked at.
    retry: false,
    refetchInterval: every(30_000),
  }),
  table: (id: string) =>
    queryOptions({
      queryKey: ['tables', id],
      queryFn: async () =>
        withNewest(await answerOf(api.GET('/v1/tables/{id}', { params: { path: { id } } }))),
      // Kept by the stream, and read again where that missed something.
      staleTime: Infinity,
    }),
  /** Where the player stands at a table, and for how long. Read again whenever a round has come to rest there. */
  tableSession: (id: string) =>
    queryOptions({
      queryKey: ['table-sessions', id],
      queryFn: () => answerOf(api.GET('/v1/table-sessions/{id}', { params: { path: { id } } })),
      staleTime: Infinity,
    }),
  /** What a round came to for the player; the stream tells it first. */
  settled: (id: string) =>
    queryOptions({
      queryKey: ['settled', id],
      queryFn: async (): Promise<SettledRound> =>
        answerOf(api.GET('/v1/rounds/{id}', { params: { path: { id } } })),
      staleTime: Infinity,
      retry: 30,
      retryDelay: 1_000,
    }),
  methods: queryOptions({
    queryKey: ['payment-methods'],
    queryFn: () => answerOf(api.GET('/v1/payment-methods')),
    staleTime: 60_000,
  }),
  round: (id: string) =>
    queryOptions({
      queryKey: ['rounds', id],
      queryFn: () => answerOf(api.GET('/v1/rounds/{id}', { params: { path: { id } } })),
      staleTime: Infinity,
    }),
  /** What a round was drawn from, with the definition of its version. */
  proof: (id: string) =>
    queryOptions({
      queryKey: ['rounds', id, 'proof'],
      queryFn: () => answerOf(api.GET('/v1/rounds/{id}/proof', { params: { path: { id } } })),
    }),
  statement: (id: string) =>
    queryOptions({
      queryKey: ['rounds', id, 'statement'],
      queryFn: () => answerOf(api.GET('/v1/rounds/{id}/statement', { params: { path: { id } } })),
      staleTime: Infinity,
    }),
  rounds: infiniteQueryOptions({
    queryKey: ['rounds', 'list'],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/rounds', { params: { query: page(pageParam) } })),
    ...paged,
  }),
  transactions: infiniteQueryOptions({
    queryKey: ['transactions'],
    queryFn: ({ pageParam }) =>
      answerOf(api.GET('/v1/wallet/transactions', { params: { query: page(pageParam) } })),
    ...paged,
  }),
  deposits: infiniteQueryOptions({
    queryKey: ['deposits'],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/deposits', { params: { query: page(pageParam) } })),
    ...paged,
  }),
  withdrawals: infiniteQueryOptions({
    queryKey: ['withdrawals'],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/withdrawals', { params: { query: page(pageParam) } })),
    ...paged,
  }),
  messages: infiniteQueryOptions({
    queryKey: ['messages'],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/messages', { params: { query: page(pageParam) } })),
    ...paged,
  }),
  activity: infiniteQueryOptions({
    queryKey: ['activity'],
    queryFn: ({ pageParam }) => answerOf(api.GET('/v1/me/activity', { params: { query: page(pageParam) } })),
    ...paged,
  }),
};

function page(cursor: string | undefined): { limit: number; cursor?: string } {
  return { limit: 20, ...(cursor === undefined ? {} : { cursor }) };
}
