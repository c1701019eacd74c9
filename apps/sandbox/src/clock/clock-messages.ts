import { IntegerField, PlayerRef } from '@croupier/contracts';

const tenYearsMs = 10 * 366 * 86_400_000;

/** Moves a player's clock forward. */
export class AdvanceClock extends PlayerRef {
  @IntegerField({ description: 'How far, in ms.', min: 1, max: tenYearsMs, example: 86_400_000 })
  ms: number;
}

/** A player's time. */
export interface ClockView {
  playerId: string;
  /** How far the clock runs ahead of real time, in ms. */
  shiftMs: number;
  now: string;
}

/** What moving a clock did. */
export interface ClockMove extends ClockView {
  /** How many processes said that the new time holds there. */
  heardBy: number;
}
