import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answerOf, api, newKey, persist, type ProblemError, type Schemas } from '../api/client.js';
import { curtain, noteBalance } from '../api/live.js';
import { reads } from '../api/reads.js';
import { asIfStartedAt, firstRestMs } from './first-rest.js';
import { openCheck } from './open-check.js';
import { sessionTime } from './session-time.js';
import type { Bet, Played } from './use-play.js';

type Action = Schemas['RoundAction'];
type Move = { deal: Bet } | { roundId: string; step: number; action: Action };

/** `asking`: the platform deals or draws; `open`: the round waits for the player; `resting`: the law's pause. */
export type DecisionPhase = 'idle' | 'asking' | 'open' | 'resting';

/**
 * Rounds in which the player decides. One that waits from before, from this device or another, is taken up again. The key of
 * a move is kept until its result is known: pressing again after a lost answer asks for that result.
 */
export function useDecisions(session: Schemas['GameSession']) {
  const { gameSessionId, minimumCycleMs, openRoundId } = session;
  const [round, setRound] = useState<Schemas['Round']>();
  const [net, setNet] = useState(session.netPosition);
  const [resting, setResting] = useState(() => firstRestMs(session) > 0);
  const [openedAs] = useState(() => asIfStartedAt(session));
  const startedAt = useRef(openedAs);
  const intent = useRef<{ key: string; move: Move } | undefined>(undefined);
  const waiting = useQuery({ ...reads.round(openRoundId ?? ''), enabled: openRoundId !== undefined });
  const { mutate, error, isPending, reset } = useMutation<Played, ProblemError, Move>({
    mutationFn: (wanted) => {
      intent.current ??= { key: newKey(), move: wanted };
      const { key, move } = intent.current;
      return persist(() => send(gameSessionId, move, key));
    },
    onMutate: (move) => {
      curtain.close();
      if ('deal' in move) startedAt.current = performance.now();
    },
    onSuccess: (answer) => {
      intent.current = undefined;
      if (!answer.demo) noteBalance(answer);
      sessionTime.lasted(answer.elapsedMs);
      setNet((before) => answer.netPosition ?? before);
      setRound(answer);
      if (!answer.open) setResting(true);
    },
    onError: (problem) => {
      if (!problem.undecided) intent.current = undefined;
      openCheck.refused(problem);
    },
    onSettled: () => curtain.open(),
  });
  useEffect(() => {
    if (!resting) return;
    const rest = startedAt.current + minimumCycleMs - performance.now();
    const timer = setTimeout(() => setResting(false), Math.max(0, rest));
    return () => clearTimeout(timer);
  }, [resting, minimumCycleMs]);
  useEffect(() => () => curtain.open(), []);
  const shown = round ?? waiting.data;
  return {
    round: shown,
    net,
    error,
    undecided: error?.undecided === true,
    phase: phaseOf(isPending, shown, resting),
    deal: (bet: Bet) => mutate({ deal: bet }),
    act: (action: Action): void => {
      if (shown?.open) mutate({ roundId: shown.roundId, step: shown.open.step, action });
    },
    /** Shows the round as the platform has it: it went on elsewhere. */
    look: async (): Promise<void> => {
      if (!shown) return;
      const params = { path: { id: shown.roundId } };
      setRound(await answerOf(api.GET('/v1/rounds/{id}', { params })));
      reset();
    },
  };
}

export type Decisions = ReturnType<typeof useDecisions>;

function phaseOf(isPending: boolean, round: Schemas['Round'] | undefined, resting: boolean): DecisionPhase {
  if (isPending) return 'asking';
  if (round?.open) return 'open';
  return resting ? 'resting' : 'idle';
}

async function send(gameSessionId: string, move: Move, key: string): Promise<Played> {
  const header = { 'Idempotency-Key': key };
  if ('deal' in move) {
    const params = { path: { id: gameSessionId }, header };
    return (await answerOf(api.POST('/v1/game-sessions/{id}/rounds', { params, body: move.deal }))) as Played;
  }
  const { roundId, step, action } = move;
  const params = { path: { id: roundId }, header };
  return answerOf(api.POST('/v1/rounds/{id}/actions', { params, body: { step, action } }));
}
