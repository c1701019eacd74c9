import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';

export interface Sitting {
  session: Schemas['GameSession'] | undefined;
  error: unknown;
  /** Opens a new session: one opened elsewhere has closed ours. */
  open: () => void;
  /** Seconds since it was opened, by the clock of this page. */
  seconds: number;
}

/** What the page of every kind of game gets. */
export interface TableProps {
  game: Schemas['GameDetail'];
  session: Schemas['GameSession'];
  sitting: Sitting;
}

/** A game session from launch to the end of the page, and how long it lasts. */
export function useSitting(gameId: string, mode: 'real' | 'demo' = 'real'): Sitting {
  const [startedAt, setStartedAt] = useState<number>();
  const [seconds, setSeconds] = useState(0);
  const { mutate, data, error } = useMutation({
    mutationFn: (id: string) => {
      const params = { path: { id }, ...(mode === 'demo' ? { query: { mode } } : {}) };
      return answerOf(api.POST('/v1/games/{id}/sessions', { params }));
    },
    onSuccess: () => setStartedAt((before) => before ?? performance.now()),
  });
  useEffect(() => mutate(gameId), [mutate, gameId]);
  useEffect(() => {
    if (startedAt === undefined) return;
    const timer = setInterval(() => setSeconds((performance.now() - startedAt) / 1000), 1000);
    return () => clearInterval(timer);
  }, [startedAt]);
  return { session: data, error, open: () => mutate(gameId), seconds };
}
