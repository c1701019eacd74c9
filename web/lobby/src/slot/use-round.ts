import { useEffect, useReducer, useRef, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { curtain } from '../api/live.js';
import { asIfStartedAt, firstRestMs } from '../play/first-rest.js';
import { type Played, usePlay } from '../play/use-play.js';
import { type SlotOutcome, slotOutcomeIn } from './model.js';

/** `asking`: the platform draws; `turning`: its answer is being shown; `resting`: the law's pause. */
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
  /** Of the session, once the round is shown. */
  net: Played['netPosition'];
  /** A free round: the house paid its stake. */
  free: boolean;
}

type Step =
  | { type: 'ask' | 'failed' | 'settled' | 'next-spin' | 'shown' | 'rested' }
  | { type: 'answer'; round: Played; outcome: SlotOutcome; free: boolean };

const start: Omit<Play, 'phase'> = {
  ...{ round: undefined, outcome: undefined },
  ...{ spinIndex: 0, turn: 0, settled: true, net: undefined, free: false },
};

function opened(session: Schemas['GameSession']): Play {
  return { ...start, phase: firstRestMs(session) > 0 ? 'resting' : 'idle' };
}

function reduce(play: Play, step: Step): Play {
  switch (step.type) {
    case 'ask':
      return { ...play, phase: 'asking' };
    case 'failed':
    case 'rested':
      return { ...play, phase: 'idle' };
    case 'answer': {
      const { round, outcome, free } = step;
      const shown = { round, outcome, free, spinIndex: 0, turn: play.turn + 1 };
      return { ...play, ...shown, phase: 'turning', settled: false };
    }
    case 'settled':
      return { ...play, settled: true };
    case 'next-spin':
      return { ...play, spinIndex: play.spinIndex + 1, turn: play.turn + 1, settled: false };
    case 'shown':
      return { ...play, phase: 'resting', net: play.round?.netPosition ?? play.net };
  }
}

const betweenFreeSpinsMs = 900;

/** Plays rounds of a slot: asks, shows spin by spin what was drawn, and keeps the legal pace. */
export function useRound(session: Schemas['GameSession']) {
  const { gameSessionId, minimumCycleMs } = session;
  const [play, dispatch] = useReducer(reduce, session, opened);
  const [openedAs] = useState(() => asIfStartedAt(session));
  const startedAt = useRef(openedAs);
  const {
    play: ask,
    error,
    undecided,
  } = usePlay(gameSessionId, {
    onAsk: () => {
      startedAt.current = performance.now();
      dispatch({ type: 'ask' });
    },
    onAnswer: (round, { awardId }) => {
      const outcome = slotOutcomeIn(round.outcome);
      if (outcome) dispatch({ type: 'answer', round, outcome, free: awardId !== undefined });
    },
    onFailure: () => dispatch({ type: 'failed' }),
  });
  const { phase, settled, spinIndex, outcome } = play;
  useEffect(() => {
    if (phase !== 'turning' || !settled) return;
    if (spinIndex >= (outcome?.spins.length ?? 1) - 1) {
      curtain.open();
      dispatch({ type: 'shown' });
      return;
    }
    const timer = setTimeout(() => dispatch({ type: 'next-spin' }), betweenFreeSpinsMs);
    return () => clearTimeout(timer);
  }, [phase, settled, spinIndex, outcome]);
  useEffect(() => {
    if (phase !== 'resting') return;
    const rest = startedAt.current + minimumCycleMs - performance.now();
    const timer = setTimeout(() => dispatch({ type: 'rested' }), Math.max(0, rest));
    return () => clearTimeout(timer);
  }, [phase, minimumCycleMs]);
  useEffect(() => () => curtain.open(), []);
  return { play, ask, error, undecided, onSettled: () => dispatch({ type: 'settled' }) };
}
