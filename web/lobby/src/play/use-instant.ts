import { useEffect, useRef, useState } from 'react';
import { curtain } from '../api/live.js';
import { type Played, usePlay } from './use-play.js';

/** `asking`: the platform draws; `showing`: its answer is being shown; `resting`: the law's pause. */
export type InstantPhase = 'idle' | 'asking' | 'showing' | 'resting';

interface InstantGame {
  gameSessionId: string;
  minimumCycleMs: number;
  /** How long a result is on its way to the eye. */
  showMs: () => number;
  /** The result is on show. */
  shown: (round: Played) => void;
}

/** Plays rounds that are settled at once: the platform draws, the page shows it, the law's pause follows. */
export function useInstant({ gameSessionId, minimumCycleMs, showMs, shown }: InstantGame) {
  const [phase, setPhase] = useState<InstantPhase>('idle');
  const [round, setRound] = useState<Played>();
  const [turn, setTurn] = useState(0);
  const [netAmount, setNetAmount] = useState(0);
  const startedAt = useRef(0);
  const { play, error, undecided } = usePlay(gameSessionId, {
    onAsk: () => {
      startedAt.current = performance.now();
      setPhase('asking');
    },
    onAnswer: (answer) => {
      setRound(answer);
      setTurn((before) => before + 1);
      setPhase('showing');
    },
    onFailure: () => setPhase('idle'),
  });
  const ended = useRef(() => {});
  const lasts = useRef(showMs);
  useEffect(() => {
    lasts.current = showMs;
    ended.current = () => {
      curtain.open();
      if (round) {
        setNetAmount((before) => before + round.netWin.amount);
        shown(round);
      }
      setPhase('resting');
    };
  });
  useEffect(() => {
    if (phase === 'idle' || phase === 'asking') return;
    const rest = startedAt.current + minimumCycleMs - performance.now();
    const timer =
      phase === 'showing'
        ? setTimeout(() => ended.current(), lasts.current())
        : setTimeout(() => setPhase('idle'), Math.max(0, rest));
    return () => clearTimeout(timer);
  }, [phase, minimumCycleMs]);
  useEffect(() => () => curtain.open(), []);
  return { phase, round, turn, netAmount, play, error, undecided };
}

export type Instant = ReturnType<typeof useInstant>;
