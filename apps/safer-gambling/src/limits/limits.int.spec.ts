import {
  confirmLimitChange,
  limitChanged,
  type LimitKind,
  type LimitPeriod,
  type PlayerLimits,
  readLimits,
  readProtection,
  setLimits,
  type SpendingLimit,
  withdrawLimitChange,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bench } from '../../test/bench.js';

const dayMs = 24 * 3_600_000;
const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

function wish(kind: LimitKind, amount: number, period: LimitPeriod = 'day'): SpendingLimit {
  return { kind, period, amount: gbp(amount) };
}

describe('limits', () => {
  let bench: Bench;
  let playerId: string;
  let version: number;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  afterAll(() => bench.close());

  beforeEach(() => {
    playerId = newId();
    version = 1;
  });

  afterEach(() => bench.wallet.comeBack());

  const read = () => bench.stack.bus.ask(readLimits, { playerId });
  const inForce = () =>
    bench.wallet.inForce
      .get(playerId)
      ?.limits.map(({ kind, period, amount }) => [kind, period, amount.amount]);

  async function set(...limits: SpendingLimit[]): Promise<PlayerLimits> {
    const after = await bench.stack.bus.ask(setLimits, { playerId, limits, expectedVersion: version });
    version = after.version;
    return after;
  }

  async function asked(...limits: SpendingLimit[]): Promise<string> {
    const after = await set(...limits);
    const waiting = after.limits.find(({ pending }) => pending)?.pending;
    if (!waiting) throw new Error('nothing waits');
    return waiting.changeId;
  }

  const confirm = (changeId: string) => bench.stack.bus.ask(confirmLimitChange, { playerId, changeId });

  it('are none at first', async () => {
    expect(await read()).toMatchObject({ limits: [], version: 1 });
  });

  it('hold at once when they are first set, to the penny, and say what is used', async () => {
    const after = await set(wish('deposit', 3741, 'week'), wish('stake', 250));
    expect(inForce()).toEqual([
      ['deposit', 'week', 3741],
      ['stake', 'day', 250],
    ]);
    expect(after).toEqual(await read());
    expect(after.limits).toMatchObject([
      { kind: 'deposit', period: 'week', used: gbp(500), remaining: gbp(3241) },
      { kind: 'stake', period: 'day', used: gbp(300), remaining: gbp(0) },
    ]);
  });

  it('hold at once when they are lowered', async () => {
    await set(wish('loss', 5000));
    await set(wish('loss', 4999));
    expect(inForce()).toEqual([['loss', 'day', 4999]]);
    expect((await bench.told(limitChanged, playerId)).map(({ step }) => step)).toEqual(['set', 'lowered']);
  });

  it('are raised a day after the wish and only by a second word', async () => {
    await set(wish('deposit', 5000));
    const changeId = await asked(wish('deposit', 8000));
    expect(inForce()).toEqual([['deposit', 'day', 5000]]);
    await expect(confirm(changeId)).rejects.toMatchObject({ code: 'limit_change_too_early' });
    await bench.moveClock(playerId, dayMs - 10_000);
    await expect(confirm(changeId)).rejects.toMatchObject({ code: 'limit_change_too_early' });
    await bench.moveClock(playerId, dayMs + 60_000);
    expect(inForce()).toEqual([['deposit', 'day', 5000]]);
    expect((await read()).limits).toMatchObject([{ amount: gbp(5000), pending: { amount: gbp(8000) } }]);
    const after = await confirm(changeId);
    expect(inForce()).toEqual([['deposit', 'day', 8000]]);
    expect(after.limits[0]?.pending).toBeUndefined();
    await expect(confirm(changeId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('go the same way', async () => {
    await set(wish('deposit', 5000), wish('stake', 100));
    const changeId = await asked(wish('stake', 100));
    expect(inForce()).toHaveLength(2);
    await bench.moveClock(playerId, dayMs + 60_000);
    await confirm(changeId);
    expect(inForce()).toEqual([['stake', 'day', 100]]);
    expect((await bench.told(limitChanged, playerId)).map(({ step }) => step)).toEqual([
      'set',
      'set',
      'asked',
      'removed',
    ]);
  });

  it('keep their wish’s day when it is repeated, and lose it when it is withdrawn', async () => {
    await set(wish('deposit', 5000));
    const changeId = await asked(wish('deposit', 8000));
    await bench.moveClock(playerId, 3_600_000);
    expect(await asked(wish('deposit', 8000))).toBe(changeId);
    const request = { playerId, changeId };
    const after = await bench.stack.bus.ask(withdrawLimitChange, request);
    expect(after.limits[0]?.pending).toBeUndefined();
    await bench.moveClock(playerId, 2 * dayMs);
    await expect(confirm(changeId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(bench.stack.bus.ask(withdrawLimitChange, request)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('are not another player’s to change', async () => {
    await set(wish('deposit', 5000));
    const changeId = await asked(wish('deposit', 8000));
    const stranger = { playerId: newId(), changeId };
    await expect(bench.stack.bus.ask(confirmLimitChange, stranger)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('take one of two changes at once; the other reads again', async () => {
    await set(wish('deposit', 5000));
    const at = (amount: number) =>
      bench.stack.bus.ask(setLimits, {
        playerId,
        limits: [wish('deposit', amount)],
        expectedVersion: version,
      });
    const results = await Promise.allSettled([at(4000), at(3000), at(2000), at(6000)]);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'limits_changed' } });
    const { limits } = await read();
    expect(inForce()).toEqual([['deposit', 'day', limits[0]?.amount.amount]]);
  });

  it.each([
    ['two of a kind', [wish('deposit', 1), wish('deposit', 2)], 'named_twice'],
    [
      'another currency',
      [{ ...wish('deposit', 1), amount: { amount: 1, currency: 'EUR' } }],
      'other_currency',
    ],
    [
      'a fraction of a penny',
      [{ ...wish('deposit', 1), amount: { amount: 1.5, currency: 'GBP' } }],
      undefined,
    ],
    ['less than nothing', [{ ...wish('deposit', 1), amount: { amount: -1, currency: 'GBP' } }], undefined],
  ])('refuse %s', async (_, limits, code) => {
    const request = { playerId, limits: limits as SpendingLimit[], expectedVersion: 1 };
    await expect(bench.stack.bus.ask(setLimits, request)).rejects.toMatchObject({
      code: 'invalid_request',
      ...(code === undefined ? {} : { errors: [{ code }] }),
    });
    expect(inForce()).toBeUndefined();
  });

  it('are decided without the wallet, not reported as in force, and in force when it is back', async () => {
    await set(wish('deposit', 5000));
    await bench.wallet.goAway();
    await expect(set(wish('deposit', 1000))).rejects.toMatchObject({ code: 'protection_pending' });
    await bench.wallet.comeBack();
    await until('the wallet knows', () => inForce()?.[0]?.[2] === 1000);
  });

  it('are explained to the player', async () => {
    await set(wish('deposit', 5000, 'month'));
    const { decisions } = await bench.stack.bus.ask(readProtection, { playerId });
    expect(decisions).toMatchObject([
      { decision: 'limit.set', decidedBy: 'player', reason: 'You set a monthly deposit limit of 50.00 GBP.' },
    ]);
  });
});
