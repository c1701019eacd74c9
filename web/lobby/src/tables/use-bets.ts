import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answerOf, api, newKey, persist, type ProblemError, queries, type Schemas } from '../api/client.js';
import { noteBalance } from '../api/live.js';
import { reads } from '../api/reads.js';
import { type Table, withBets } from '../api/table-news.js';
import { standsAt } from '../api/table-standing.js';
import { openCheck } from '../play/open-check.js';

type Body = Schemas['PlaceBetsBody'];
type Receipt = Schemas['BetsReceipt'];

/** Puts bets into a round. An intent keeps its key until its result is known, so no bet is placed twice. */
export function useBets(
  { tableId, gameSessionId }: Pick<Table, 'tableId' | 'gameSessionId'>,
  handlers: { onPlaced: () => void; onLate: () => void },
) {
  const intent = useRef<{ key: string; body: Body } | undefined>(undefined);
  const { mutate, error, isPending, reset } = useMutation<Receipt, ProblemError, Body>({
    mutationFn: (wanted) => {
      intent.current ??= { key: newKey(), body: wanted };
      const { key, body } = intent.current;
      const params = { path: { id: tableId }, header: { 'Idempotency-Key': key } };
      return persist(
        async () => (await answerOf(api.POST('/v1/tables/{id}/bets', { params, body }))) as Receipt,
      );
    },
    onSuccess: (receipt) => {
      noteBalance(receipt);
      standsAt(gameSessionId, receipt);
      const { queryKey } = reads.table(tableId);
      queries.setQueryData(queryKey, (table) => table && withBets(table, receipt));
      // An answer that was asked for before this bet may not know it.
      if (queries.isFetching({ queryKey }) > 0) void queries.invalidateQueries({ queryKey });
      handlers.onPlaced();
    },
    onError: (problem) => {
      openCheck.refused(problem);
      if (problem.code === 'bets_closed') handlers.onLate();
    },
    onSettled: (_, problem) => {
      if (problem?.undecided !== true) intent.current = undefined;
    },
  });
  return { place: mutate, error, isPending, undecided: error?.undecided === true, forget: reset };
}
