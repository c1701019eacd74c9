import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';
import { openCheck } from './open-check.js';
import { sessionTime } from './session-time.js';

export interface Sitting {
  session: Schemas['GameSession'] | undefined;
  error: unknown;
  /** Opens a new session: one opened elsewhere has closed ours. */
  open: () => void;
  /** How long it has lasted, in seconds. */
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
  const [seconds, setSeconds] = useState(0);
  const { mutate, data, error } = useMutation({
    mutationFn: (id: string) => {
      const params = { path: { id }, ...(mode === 'demo' ? { query: { mode } } : {}) };
      return answerOf(api.POST('/v1/games/{id}/sessions', { params }));
    },
    onSuccess: (session) => {
      sessionTime.lasted(session.elapsedMs ?? 0);
      openCheck.opened(session);
    },
  });
  useEffect(() => mutate(gameId), [mutate, gameId]);
  useEffect(() => {
    if (!data) return;
    const show = (): void => setSeconds(sessionTime.seconds);
    show();
    const timer = setInterval(show, 1000);
    return () => clearInterval(timer);
  }, [data]);
  return { session: data, error, open: () => mutate(gameId), seconds };
}
