import { useEffect, useRef, useState } from 'react';
import { curtain } from '../api/live.js';
import { type Played, usePlay } from '../play/use-play.js';
import { type RouletteOutcome, rouletteOutcomeIn } from './model.js';
import { wheelMs } from './wheel.js';

export type WheelPhase = 'idle' | 'asking' | 'turning' | 'resting';

/** Plays rounds of an instant wheel: the platform draws, the wheel turns to it, the law's pause follows. */
export function useWheel(gameSessionId: string, minimumCycleMs: number, taken: () => void) {
  const [phase, setPhase] = useState<WheelPhase>('idle');
  const [round, setRound] = useState<Played>();
  const [turn, setTurn] = useState(0);
  const [netAmount, setNetAmount] = useState(0);
  const [numbers, setNumbers] = useState<number[]>([]);
  const startedAt = useRef(0);
  const outcome: RouletteOutcome | undefined = round && rouletteOutcomeIn(round.outcome);
  const { play, error, undecided } = usePlay(gameSessionId, {
    onAsk: () => {
      startedAt.current = performance.now();
      setPhase('asking');
    },
    onAnswer: (answer) => {
      setRound(answer);
      setTurn((before) => before + 1);
      setPhase('turning');
    },
    onFailure: () => setPhase('idle'),
  });
  const ended = useRef(() => {});
  useEffect(() => {
    ended.current = () => {
      curtain.open();
      if (round) setNetAmount((before) => before + round.netWin.amount);
      if (outcome) setNumbers((before) => [outcome.pocket, ...before].slice(0, 12));
      taken();
      setPhase('resting');
    };
  });
  useEffect(() => {
    if (phase === 'idle' || phase === 'asking') return;
    const rest = startedAt.current + minimumCycleMs - performance.now();
    const timer =
      phase === 'turning'
        ? setTimeout(() => ended.current(), wheelMs())
        : setTimeout(() => setPhase('idle'), Math.max(0, rest));
    return () => clearTimeout(timer);
  }, [phase, minimumCycleMs]);
  useEffect(() => () => curtain.open(), []);
  return { phase, round, outcome, turn, netAmount, numbers, play, error, undecided };
}
