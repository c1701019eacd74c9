import { queries, type Schemas } from './client.js';
import { reads } from './reads.js';

type Standing = Pick<Schemas['TableSession'], 'netPosition' | 'elapsedMs'>;

/** What an answer to bets says of the session is as true as the session itself. */
export function standsAt(gameSessionId: string | undefined, { netPosition, elapsedMs }: Standing): void {
  if (gameSessionId === undefined) return;
  queries.setQueryData(
    reads.tableSession(gameSessionId).queryKey,
    (known) =>
      known && {
        ...known,
        ...(netPosition ? { netPosition } : {}),
        ...(elapsedMs === undefined ? {} : { elapsedMs }),
      },
  );
}
