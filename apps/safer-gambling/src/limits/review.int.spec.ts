import {
  checkAccess,
  type PlayerLimits,
  readLimits,
  readProtection,
  reviewLimits,
  setLimits,
  type SpendingLimit,
  takeTimeOut,
} from '@croupier/contracts';
import { dateAt, newId, startOf } from '@croupier/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bench } from '../../test/bench.js';
import { reviewDueAt } from './review.js';

const dayMs = 24 * 3_600_000;
const unanswered = { code: 'deposit_limit_unanswered', kind: 'conflict' };

function limit(kind: SpendingLimit['kind'], amount: number): SpendingLimit {
  return { kind, period: 'week', amount: { amount, currency: 'GBP' } };
}

describe('the question for a deposit limit, and the look at limits after it', () => {
  let bench: Bench;
  let playerId: string;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  afterAll(() => bench.close());

  beforeEach(() => {
    playerId = newId();
  });

  afterEach(() => bench.wallet.comeBack());

  const read = () => bench.stack.bus.ask(readLimits, { playerId });
  const may = (purpose: 'deposit' | 'play') => bench.stack.bus.ask(checkAccess, { playerId, purpose });
  const review = () => bench.stack.bus.ask(reviewLimits, { playerId, confirmed: true });

  async function set(...limits: SpendingLimit[]): Promise<PlayerLimits> {
    const { version: expectedVersion } = await read();
    return bench.stack.bus.ask(setLimits, { playerId, limits, expectedVersion });
  }

  async function reasons(): Promise<string[]> {
    const { decisions } = await bench.stack.bus.ask(readProtection, { playerId });
    return decisions.map(({ reason }) => reason).reverse();
  }

  /** Makes it midday for the player: no day ends between two looks. */
  async function midday(): Promise<void> {
    const next = startOf(dateAt(new Date(Date.now() + dayMs))).getTime() + dayMs / 2;
    await bench.moveClock(playerId, next - Date.now());
  }

  /** Of the row, to the moment. */
  async function reviewedAt(): Promise<Date> {
    const [row] = await bench.sql(`SELECT reviewed_at FROM players WHERE player_id = $1`, playerId);
    return row?.['reviewed_at'] as Date;
  }

  it('is open at first: no deposit, but play', async () => {
    const { depositPrompt, reviewDueAt: due, reviewOverdue } = await read();
    expect({ depositPrompt, due, reviewOverdue }).toEqual({ depositPrompt: 'open' });
    await expect(may('deposit')).rejects.toMatchObject(unanswered);
    expect(await may('play')).toEqual({ allowed: true, reasons: [] });
  });

  it('is answered by a deposit limit', async () => {
    const after = await set(limit('deposit', 3741));
    expect(after).toMatchObject({ depositPrompt: 'answered', reviewOverdue: false });
    expect(after.reviewDueAt).toBe(reviewDueAt(await reviewedAt()).toISOString());
    expect(await may('deposit')).toEqual({ allowed: true, reasons: [] });
    expect(await reasons()).toEqual(['You set a weekly deposit limit of 37.41 GBP.']);
  });

  it('is not answered by a limit on something else', async () => {
    expect(await set(limit('stake', 500))).toMatchObject({ depositPrompt: 'open' });
    await expect(may('deposit')).rejects.toMatchObject(unanswered);
  });

  it('is answered by declining, once, however often it is said', async () => {
    await midday();
    const { version } = await read();
    const answers = await Promise.all([review(), review(), review()]);
    for (const answer of [...answers, await review()])
      expect(answer).toMatchObject({ depositPrompt: 'answered', limits: [], version: version + 1 });
    expect(await may('deposit')).toEqual({ allowed: true, reasons: [] });
    expect(await reasons()).toEqual(['You decided to have no deposit limit.']);
  });

  it('is declined by a positive act only', async () => {
    const request = { playerId, confirmed: false };
    await expect(bench.stack.bus.ask(reviewLimits, request)).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ field: 'confirmed', code: 'not_confirmed' }],
    });
    await expect(may('deposit')).rejects.toMatchObject(unanswered);
  });

  it('is not what keeps a player from deposits who may not deposit anyway', async () => {
    await bench.stack.bus.ask(takeTimeOut, { playerId, hours: 24 });
    expect(await may('deposit')).toMatchObject({ allowed: false, reasons: ['time_out'] });
  });

  it('comes again six months later by the player’s clock, and stops no deposit', async () => {
    await set(limit('deposit', 5000));
    const due = reviewDueAt(await reviewedAt());
    const untilDue = due.getTime() - Date.now();
    await bench.moveClock(playerId, untilDue - 60_000);
    expect(await read()).toMatchObject({ reviewDueAt: due.toISOString(), reviewOverdue: false });
    await bench.moveClock(playerId, untilDue + 60_000);
    expect(await read()).toMatchObject({ depositPrompt: 'answered', reviewOverdue: true });
    expect(await may('deposit')).toEqual({ allowed: true, reasons: [] });

    const kept = await review();
    expect(kept.reviewOverdue).toBe(false);
    expect(kept.limits).toMatchObject([{ amount: { amount: 5000 } }]);
    expect(Date.parse(kept.reviewDueAt as string)).toBeGreaterThan(due.getTime() + 150 * dayMs);
    expect((await reasons()).at(-1)).toBe('You looked at your limits and kept them.');
  });

  it('is a look at them, too, to save the deposit limits as they are', async () => {
    await set(limit('deposit', 5000));
    await bench.moveClock(playerId, 200 * dayMs);
    expect(await read()).toMatchObject({ reviewOverdue: true });
    expect(await set(limit('deposit', 5000))).toMatchObject({ reviewOverdue: false });
    expect((await reasons()).at(-1)).toBe('You looked at your limits and kept them.');
  });

  it('is kept without the wallet, and said to be', async () => {
    await midday();
    await bench.wallet.goAway();
    await expect(review()).rejects.toMatchObject({ code: 'protection_pending' });
    expect(await may('deposit')).toEqual({ allowed: true, reasons: [] });
    await bench.wallet.comeBack();
    expect(await review()).toMatchObject({ depositPrompt: 'answered', version: 2 });
  });
});
