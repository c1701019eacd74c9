import {
  carryOut,
  creditDeposit,
  grantBonus,
  openAccount,
  placeStake,
  readSpending,
  readTrialBalance,
  readWallet,
  settleRound,
} from '@croupier/contracts';
import { type Currency, exponentOf, newId } from '@croupier/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { House, round, stake } from '../../test/house.js';

/** Of no, two, three and eight decimal places. */
const held = ['JPY', 'GBP', 'BHD', 'XBT'] as const;
/** Twenty-one million coins, in their smallest parts: more than any ledger of money in pence would see. */
const largest = 2_100_000_000_000_000;

describe('a player with accounts in several currencies', () => {
  let house: House;
  let playerId: string;

  beforeAll(async () => {
    house = await House.open({ BONUS_FIRST_CURRENCIES: 'EUR,USD', CALENDAR_ZONE: 'Asia/Tokyo' });
    playerId = newId();
    expect(held.map(exponentOf)).toEqual([0, 2, 3, 8]);
    for (const currency of [...held, ...held]) await house.insist(openAccount, { playerId, currency });
  });

  afterAll(async () => {
    expect(await house.close()).toEqual([]);
  });

  const money = (amount: number, currency: Currency): { amount: number; currency: Currency } => ({
    amount,
    currency,
  });
  const cash = async (currency: Currency): Promise<number> =>
    (await house.insist(readWallet, { playerId, currency })).cash.amount;

  it('keeps them apart, each in whole minor units of its own', async () => {
    for (const currency of held) {
      const deposit = { playerId, depositId: newId(), provider: 'sandbox-psp' };
      await house.insist(creditDeposit, {
        ...deposit,
        amount: money(currency === 'XBT' ? largest : 1000, currency),
      });
      await house.insist(
        settleRound,
        round(playerId, 1, 0, { stake: money(10, currency), payout: money(3, currency) }),
      );
    }
    expect(await Promise.all(held.map(cash))).toEqual([993, 993, 993, largest - 7]);
    const { sums } = await house.insist(readTrialBalance, {});
    expect(sums).toEqual(expect.arrayContaining(held.map((currency) => money(0, currency))));
  });

  it('takes no stake of one account for that of another, and no limit either', async () => {
    const limits = [{ kind: 'stake' as const, period: 'day' as const, amount: money(50, 'BHD') }];
    await house.controls(playerId, { limits });
    const bet = (currency: Currency): Promise<unknown> =>
      house.insist(placeStake, stake(playerId, newId(), 1, { stake: money(60, currency) }));
    await expect(bet('BHD')).rejects.toMatchObject({ code: 'stake_limit_reached' });
    await bet('JPY');
    const both = stake(playerId, newId(), 1, { stake: money(10, 'GBP') });
    const commands = [{ stake: both }, { stake: { ...both, stake: money(10, 'JPY') } }];
    const { results } = await house.insist(carryOut, { commands });
    expect(results.map(({ code }) => code)).toEqual(['done', 'idempotency_key_reused']);
  });

  it('takes cash or bonus money first as it is declared for the currency', async () => {
    for (const [currency, fromBonus] of [
      ['USD', 30],
      ['GBP', 0],
    ] as const) {
      const other = newId();
      await house.insist(openAccount, { playerId: other, currency });
      const deposit = { playerId: other, depositId: newId(), provider: 'sandbox-psp' };
      await house.insist(creditDeposit, { ...deposit, amount: money(100, currency) });
      const award = { playerId: other, awardId: newId(), amount: money(30, currency) };
      await house.insist(grantBonus, { ...award, maximumStake: money(500, currency) });
      const placed = await house.insist(placeStake, stake(other, newId(), 1, { stake: money(50, currency) }));
      expect(placed.stakeFromBonus.amount).toBe(fromBonus);
    }
  });

  it('begins its days on the calendar that is set', async () => {
    const limits = [{ kind: 'stake' as const, period: 'day' as const, amount: money(50, 'GBP') }];
    await house.controls(playerId, { revision: 2, limits });
    const { limits: uses } = await house.insist(readSpending, { playerId });
    expect(uses[0]?.resetsAt).toMatch(/T15:00:00\.000Z$/);
  });

  it('has none in a currency whose scale is not known', async () => {
    const unknown = house.insist(openAccount, { playerId, currency: 'ZZZ' as Currency });
    await expect(unknown).rejects.toMatchObject({ code: 'invalid_request', field: 'currency' });
  });
});
