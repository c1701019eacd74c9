import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { answerOf, api, newKey, persist, type ProblemError, type Schemas } from '../api/client.js';
import { curtain, noteWallet } from '../api/live.js';
import { reads } from '../api/reads.js';
import { type SlotOutcome, slotOutcomeIn } from './model.js';

type Played = Schemas['PlayedRound'];

/** `asking`: the platform draws; `turning`: its answer is being shown; `idle`: the next round may start. */
export type Phase = 'idle' | 'asking' | 'turning' | 'resting';

export interface Play {
  phase: Phase;
  round: Played | undefined;
  outcome: SlotOutcome | undefined;
  /** Which spin of the round is on show, from 0. */
  spinIndex: number;
  /** Grows with every spin shown: the reels turn when it changes. */
  turn: number;
  settled: boolean;
  netAmount: number;
}

type Step =
  | { type: 'ask' }
  | { type: 'failed' }
  | { type: 'answer'; round: Played; outcome: SlotOutcome }
  | { type: 'settled' }
  | { type: 'next-spin' }
  | { type: 'shown' }
  | { type: 'rested' };

const start: Play = {
  ...{ phase: 'idle', round: undefined, outcome: undefined },
  ...{ spinIndex: 0, turn: 0, settled: true, netAmount: 0 },
};

function reduce(play: Play, step: Step): Play {
  switch (step.type) {
    case 'ask':
      return { ...play, phase: 'asking' };
    case 'failed':
      return { ...play, phase: 'idle' };
    case 'answer': {
      const { round, outcome } = step;
      return { ...play, phase: 'turning', round, outcome, spinIndex: 0, turn: play.turn + 1, settled: false };
    }
    case 'settled':
      return { ...play, settled: true };
    case 'next-spin':
      return { ...play, spinIndex: play.spinIndex + 1, turn: play.turn + 1, settled: false };
    case 'shown':
      return { ...play, phase: 'resting', netAmount: play.netAmount + (play.round?.netWin.amount ?? 0) };
    case 'rested':
      return { ...play, phase: 'idle' };
  }
}

const betweenFreeSpinsMs = 900;

/** Plays rounds of a session: asks, shows spin by spin what was drawn, and keeps the legal pace. */
export function useRound(gameSessionId: string | undefined, minimumCycleMs: number) {
  const [play, dispatch] = useReducer(reduce, start);
  const queryClient = useQueryClient();
  const startedAt = useRef(0);
  // The key of an intent whose result is not known yet: it is sent again until it is.
  const intent = useRef<{ key: string; amount: number } | undefined>(undefined);
  const { mutate, error, reset } = useMutation<Played, ProblemError, Schemas['PositiveAmount']>({
    mutationFn: (stake) => {
      intent.current ??= { key: newKey(), amount: stake.amount };
      const { key, amount } = intent.current;
      return persist(async () => {
        const answer = await answerOf(
          api.POST('/v1/game-sessions/{id}/rounds', {
            params: { path: { id: gameSessionId ?? '' }, header: { 'Idempotency-Key': key } },
            body: { stake: { ...stake, amount } },
          }),
        );
        return answer as Played;
      });
    },
    onMutate: () => {
      startedAt.current = performance.now();
      curtain.close();
      dispatch({ type: 'ask' });
    },
    onSuccess: (round) => {
      intent.current = undefined;
      noteBalance(queryClient.getQueryData(reads.wallet.queryKey), round);
      const outcome = slotOutcomeIn(round.outcome);
      if (outcome) dispatch({ type: 'answer', round, outcome });
    },
    onError: (problem) => {
      if (!problem.undecided) intent.current = undefined;
      curtain.open();
      dispatch({ type: 'failed' });
    },
  });
  const onSettled = (): void => dispatch({ type: 'settled' });
  useEffect(() => {
    if (play.phase !== 'turning' || !play.settled) return;
    const last = play.spinIndex >= (play.outcome?.spins.length ?? 1) - 1;
    if (last) {
      curtain.open();
      dispatch({ type: 'shown' });
      return;
    }
    const timer = setTimeout(() => dispatch({ type: 'next-spin' }), betweenFreeSpinsMs);
    return () => clearTimeout(timer);
  }, [play.phase, play.settled, play.spinIndex, play.outcome]);
  useEffect(() => {
    if (play.phase !== 'resting') return;
    const rest = startedAt.current + minimumCycleMs - performance.now();
    const timer = setTimeout(() => dispatch({ type: 'rested' }), Math.max(0, rest));
    return () => clearTimeout(timer);
  }, [play.phase, minimumCycleMs]);
  useEffect(() => () => curtain.open(), []);
  return { play, spin: mutate, error, reset, onSettled, undecided: error?.undecided === true };
}

/** The balance an answer carries is as true as one from the stream. */
function noteBalance(known: Schemas['WalletView'] | undefined, { balance, version }: Played): void {
  if (known) noteWallet({ ...known, cash: balance, version });
}
