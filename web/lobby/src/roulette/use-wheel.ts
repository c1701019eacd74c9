import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import { type InstantPhase, useInstant } from '../play/use-instant.js';
import { type RouletteOutcome, rouletteOutcomeIn } from './model.js';
import { wheelMs } from './wheel.js';

export type WheelPhase = InstantPhase;

/** Plays rounds of an instant wheel: the platform draws, the wheel turns to it. */
export function useWheel(session: Schemas['GameSession'], taken: () => void) {
  const [numbers, setNumbers] = useState<number[]>([]);
  const instant = useInstant({
    session,
    showMs: wheelMs,
    shown: ({ outcome }) => {
      const { pocket } = rouletteOutcomeIn(outcome) ?? {};
      if (pocket !== undefined) setNumbers((before) => [pocket, ...before].slice(0, 12));
      taken();
    },
  });
  const { round } = instant;
  const outcome: RouletteOutcome | undefined = round && rouletteOutcomeIn(round.outcome);
  return { ...instant, outcome, numbers };
}
