import { setTimeout as pause } from 'node:timers/promises';
import { type Seeded } from '../faults/random.js';
import { Guest, type Habits } from './guest.js';
import { type ChaosStand } from './stand.js';

/** Then another one comes: nobody plays for ever, and a long evening is interrupted by the law. */
const actsEach = 120;

/** So many places, each always taken by somebody, until told to stop. */
export class Guests {
  readonly all: Guest[] = [];
  private stopped = false;
  private readonly places: Promise<void>[];

  constructor(
    private readonly stand: ChaosStand,
    private readonly random: Seeded,
    places: number,
    private readonly habits: Habits = 'everything',
  ) {
    this.places = Array.from({ length: places }, () => this.place());
  }

  /** Everybody goes home. Only when everything works again. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.places);
  }

  private async place(): Promise<void> {
    while (!this.stopped) {
      const guest = new Guest(this.stand, this.random, this.habits);
      try {
        await guest.sitDown();
      } catch {
        // One who could not be let in has nothing to lose here; money that was paid in is in the other checks.
        await pause(300);
        continue;
      }
      this.all.push(guest);
      while (!this.stopped && guest.acts.length < actsEach) await guest.act();
      await guest.leave();
    }
  }
}
