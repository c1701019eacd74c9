import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { openCheck } from '../play/open-check.js';
import { sessionTime } from '../play/session-time.js';
import type { Told } from './show.js';

/**
 * Where the player stands in the session at the table and for how long, as the platform has it; read again once a round of
 * theirs has come to rest, not before: it does not give the result away. Without a seat it is the time on this page.
 */
export function useStanding(
  gameSessionId: string | undefined,
  rested: Told | undefined,
  settled: Pick<Schemas['Round'], 'netWin'> | undefined,
) {
  const { data, refetch } = useQuery({
    ...reads.tableSession(gameSessionId ?? ''),
    enabled: gameSessionId !== undefined,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  useEffect(() => {
    if (!data) return sessionTime.lasted(0);
    sessionTime.lasted(data.elapsedMs);
    openCheck.opened(data, 'table');
  }, [data]);
  const isOver = rested !== undefined && (settled !== undefined || (rested.staked > 0 && !rested.result));
  useEffect(() => {
    if (isOver && gameSessionId !== undefined) void refetch();
  }, [isOver, rested?.roundId, gameSessionId, refetch]);
  return { net: data?.netPosition, seconds: useSeconds() };
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(sessionTime.seconds), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
