import { type AskPriority, askPriorities } from '@croupier/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { admit, type Arrival, maximumInFlight, Shed } from './admission.js';
import { LoopDelay } from './loop-delay.js';

describe('the door of a service', () => {
  let delay: LoopDelay;

  beforeEach(() => {
    delay = new LoopDelay();
  });

  afterEach(() => delay.stop());

  function reasonFor(arrival: Partial<Arrival> & { priority: AskPriority }): string {
    try {
      admit({ inFlight: 1, lainMs: 0, budgetMs: 2000, ...arrival }, delay);
      return 'in';
    } catch (error) {
      if (!(error instanceof Shed)) throw error;
      return error.reason;
    }
  }

  const letIn = (arrival: Partial<Arrival>): AskPriority[] =>
    askPriorities.filter((priority) => reasonFor({ ...arrival, priority }) === 'in');

  it('lets everything in while there is room', () => {
    expect(letIn({ inFlight: maximumInFlight / 2 })).toEqual(askPriorities);
  });

  it('closes to what matters least first, as places are taken', () => {
    let before: readonly AskPriority[] = askPriorities;
    for (let inFlight = 1; inFlight <= maximumInFlight + 1; inFlight += 1) {
      const now = letIn({ inFlight });
      expect(now).toEqual(askPriorities.slice(0, now.length));
      expect(now.length).toBeLessThanOrEqual(before.length);
      before = now;
    }
    expect(letIn({ inFlight: maximumInFlight })).toEqual(['vital']);
    expect(before).toEqual([]);
  });

  it('closes to all but what is vital as the event loop falls behind', () => {
    const seen = [0, 200, 400, 5000].map((lateMs) => {
      for (let look = 0; look < 5; look += 1) delay.note(lateMs);
      return letIn({}).length;
    });
    expect(seen).toEqual([4, 3, 2, 1]);
  });

  it('takes one long step of the event loop for no overload', () => {
    for (const lateMs of [0, 1, 5000, 0, 2]) delay.note(lateMs);
    expect(letIn({})).toEqual(askPriorities);
  });

  it('refuses what lay for more than half of its time, unless it is vital', () => {
    expect(letIn({ lainMs: 999 })).toEqual(askPriorities);
    expect(letIn({ lainMs: 1001 })).toEqual(['vital']);
  });

  it('says when to ask again, and later the less it matters', () => {
    const hints = askPriorities.map((priority) => new Shed(priority, 'in_flight').refusal);
    expect(hints.map(({ code, retry }) => [code, retry])).toEqual(
      askPriorities.map(() => ['overloaded', true]),
    );
    const waits = hints.map(({ retryAfterMs }) => retryAfterMs ?? 0);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  });
});
