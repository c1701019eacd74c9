import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '../api/client.js';
import { curtain } from '../api/live.js';
import { asIfStartedAt, firstRestMs } from './first-rest.js';
import { type Played, usePlay } from './use-play.js';

/** `asking`: the platform draws; `showing`: its answer is being shown; `resting`: the law's pause. */
export type InstantPhase = 'idle' | 'asking' | 'showing' | 'resting';

interface InstantGame {
  session: Schemas['GameSession'];
  /** How long a result is on its way to the eye. */
  showMs: () => number;
  /** The result is on show. */
  shown: (round: Played) => void;
}

/** Plays rounds that are settled at once: the platform draws, the page shows it, the law's pause follows. */
export function useInstant({ session, showMs, shown }: InstantGame) {
  const { gameSessionId, minimumCycleMs } = session;
  const [phase, setPhase] = useState<InstantPhase>(() => (firstRestMs(session) > 0 ? 'resting' : 'idle'));
  const [round, setRound] = useState<Played>();
  const [turn, setTurn] = useState(0);
  const [net, setNet] = useState<Played['netPosition']>();
  const [openedAs] = useState(() => asIfStartedAt(session));
  const startedAt = useRef(openedAs);
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
        setNet((before) => round.netPosition ?? before);
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
  return { phase, round, turn, net, play, error, undecided };
}

export type Instant = ReturnType<typeof useInstant>;
