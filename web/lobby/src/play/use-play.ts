import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { answerOf, api, newKey, persist, type ProblemError, type Schemas } from '../api/client.js';
import { curtain, noteBalance } from '../api/live.js';
import { openCheck } from './open-check.js';
import { sessionTime } from './session-time.js';

export type Played = Schemas['PlayedRound'];
export type Bet = Schemas['PlayRoundBody'];

interface PlayHandlers {
  onAsk: () => void;
  onAnswer: (round: Played, bet: Bet) => void;
  onFailure: () => void;
}

/**
 * Plays rounds of a session. The key of an intent is kept until its result is known: pressing again after a lost
 * answer asks for that result and never plays a second round.
 */
export function usePlay(gameSessionId: string, { onAsk, onAnswer, onFailure }: PlayHandlers) {
  const intent = useRef<{ key: string; body: Bet } | undefined>(undefined);
  const { mutate, error } = useMutation<Played, ProblemError, Bet>({
    mutationFn: (wanted) => {
      intent.current ??= { key: newKey(), body: wanted };
      const { key, body } = intent.current;
      const params = { path: { id: gameSessionId }, header: { 'Idempotency-Key': key } };
      return persist(
        async () => (await answerOf(api.POST('/v1/game-sessions/{id}/rounds', { params, body }))) as Played,
      );
    },
    onMutate: () => {
      // The balance on show stays what it was until the result is: neither gives the other away.
      curtain.close();
      onAsk();
    },
    onSuccess: (round, wanted) => {
      const bet = intent.current?.body ?? wanted;
      intent.current = undefined;
      if (!round.demo) noteBalance(round);
      sessionTime.lasted(round.elapsedMs);
      onAnswer(round, bet);
    },
    onError: (problem) => {
      if (!problem.undecided) intent.current = undefined;
      openCheck.refused(problem);
      curtain.open();
      onFailure();
    },
  });
  return { play: mutate, error, undecided: error?.undecided === true };
}
