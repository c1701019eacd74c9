import { type depositStatuses } from '@croupier/contracts';
import { describe, expect, it } from '@jest/globals';
import { type DepositNews, moveDeposit } from './deposit-states.js';

const asked = { amount: 1000, currency: 'GBP' };
const captured: DepositNews = { kind: 'captured', amount: asked };
const failed: DepositNews = { kind: 'failed', reason: 'card_declined' };
const expired: DepositNews = { kind: 'expired' };

describe('a deposit', () => {
  it.each([
    ['created', 'captured', 'failed', 'expired'],
    ['pending', 'captured', 'failed', 'expired'],
    ['captured', undefined, undefined, undefined],
    ['credited', undefined, undefined, undefined],
    ['failed', 'captured', undefined, undefined],
    ['expired', 'captured', undefined, undefined],
    ['in_review', undefined, undefined, undefined],
  ] as const)('that is %s goes to %s when captured, %s when failed, %s when expired', (status, ...goals) => {
    const deposit = { ...asked, status };
    expect([captured, failed, expired].map((news) => moveDeposit(deposit, news)?.status)).toEqual(goals);
  });

  it.each([
    ['more', { amount: 1001, currency: 'GBP' }],
    ['less', { amount: 999, currency: 'GBP' }],
    ['another currency', { amount: 1000, currency: 'EUR' }],
  ])('is reviewed when %s arrived, never credited', (_, amount) => {
    for (const status of ['created', 'pending', 'failed', 'expired'] as const) {
      expect(moveDeposit({ ...asked, status }, { kind: 'captured', amount })).toEqual({
        status: 'in_review',
        failureReason: 'amount_differs',
      });
    }
  });

  it('ends captured once in any order of captured, failed and expired that holds a capture', () => {
    const orders = [captured, failed, expired].flatMap((first) =>
      [captured, failed, expired].flatMap((second) =>
        [captured, failed, expired].map((third) => [first, second, third]),
      ),
    );
    for (const order of orders.filter((news) => news.includes(captured))) {
      let status: (typeof depositStatuses)[number] = 'pending';
      let captures = 0;
      for (const news of order) {
        const move = moveDeposit({ ...asked, status }, news);
        if (move?.status === 'captured') captures += 1;
        status = move?.status ?? status;
      }
      expect([status, captures]).toEqual(['captured', 1]);
    }
  });

  it('drops the reason of a failure that was overtaken by money', () => {
    expect(moveDeposit({ ...asked, status: 'failed' }, captured)?.failureReason).toBeNull();
  });
});
