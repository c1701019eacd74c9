import { useEffect, useRef, useState } from 'react';
import type { Schemas } from '../api/client.js';
import type { Told } from './show.js';

/** Seconds since the player came to this table, by the clock of this page. */
export function useSeconds(): number {
  const [startedAt] = useState(() => performance.now());
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((performance.now() - startedAt) / 1000), 1000);
    return () => clearInterval(timer);
  }, [startedAt]);
  return seconds;
}

/** What the rounds on show since then came to, in minor units; each counts once the platform has settled it. */
export function useNet(
  rested: Told | undefined,
  settled: Pick<Schemas['Round'], 'netWin'> | undefined,
): number {
  const counted = useRef(new Set<string>());
  const [net, setNet] = useState(0);
  useEffect(() => {
    if (!rested || !settled || counted.current.has(rested.roundId)) return;
    counted.current.add(rested.roundId);
    setNet((before) => before + settled.netWin.amount);
  }, [rested, settled]);
  return net;
}
