import { type Money } from '@croupier/kernel';
import { Metrics } from '@croupier/observability';
import { Injectable } from '@nestjs/common';

/** Members of a fact that are money which moved, by the kind of the fact. */
const amounts: Record<string, Record<string, string>> = {
  'wallet.round.settled': { stake: 'stake', payout: 'payout' },
  'wallet.payout.credited': { payout: 'payout' },
  'wallet.win.credited': { amount: 'win' },
  'wallet.deposit.credited': { amount: 'deposit' },
  'wallet.withdrawal.committed': { amount: 'withdrawal' },
};

/** The business at a glance, counted by this process since it started; the exact figures are in its database. */
@Injectable()
export class BusinessFiguresService {
  private readonly events;
  private readonly money;

  constructor(metrics: Metrics) {
    this.events = metrics.counter('casino_business_events_total', 'What happened, by kind.', ['kind']);
    this.money = metrics.counter('casino_business_money_minor_total', 'Money that moved, in minor units.', [
      'what',
      'currency',
    ]);
  }

  count(kind: string, body: object): void {
    this.events.inc({ kind });
    for (const [member, what] of Object.entries(amounts[kind] ?? {})) {
      const money = (body as Record<string, Money | undefined>)[member];
      if (money) this.money.inc({ what, currency: money.currency }, money.amount);
    }
  }
}
