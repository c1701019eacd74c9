import { commonError } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { firstCall, pauseMs } from './first-call.js';
import { type CreatePayout, type PayoutView } from './psp-messages.js';
import { scriptOf } from './script.js';
import { WebhookQueueProcess } from './webhook-queue.process.js';

interface PayoutRow {
  payoutId: string;
  reference: string;
  amount: number;
  currency: string;
  method: string;
  outcome: 'paid' | 'failed';
  reason: string | null;
  settlesAt: Date;
}

/** How long the banks take, and how late the answer is where the webhook overtakes it. */
const settleMs = 150;
const overtakenMs = 400;

/** The provider's books of payouts. A payout's end is decided when it is made and known a moment later. */
@Injectable()
export class PayoutsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly webhooks: WebhookQueueProcess,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a payout; repeating it answers the same one.
   * @throws DomainError `idempotency_key_reused` for a known reference with another order, or as scripted.
   */
  async create(order: CreatePayout): Promise<PayoutView> {
    const script = scriptOf(order.amount.amount);
    const first = await firstCall(this.transactions, order.reference);
    if (first && script.refuseFirstCreate) throw commonError('service_unavailable');
    const made = await this.insert(order);
    const row = await this.find(order.reference);
    if (!row) throw commonError('internal');
    const { amount, currency } = order.amount;
    if (row.amount !== amount || row.currency !== currency || row.method !== order.method) {
      throw commonError('idempotency_key_reused');
    }
    if (made && script.outOfOrder) {
      this.webhooks.nudge();
      await pauseMs(overtakenMs);
    }
    if (first && script.hangFirstCreateMs) await pauseMs(script.hangFirstCreateMs);
    return this.view(row);
  }

  /** @throws DomainError `not_found` */
  async read(reference: string): Promise<PayoutView> {
    const row = await this.find(reference);
    if (!row) throw commonError('not_found');
    return this.view(row);
  }

  /** @returns whether the payout is new. */
  private insert(order: CreatePayout): Promise<boolean> {
    const script = scriptOf(order.amount.amount);
    const outcome = script.payoutFails ? 'failed' : 'paid';
    const now = this.clock.now();
    const delay = script.outOfOrder ? 0 : settleMs;
    return this.transactions.run(async (manager) => {
      const rows: unknown[] = await manager.query(
        `INSERT INTO psp_payouts
           (payout_id, reference, amount, currency, method, outcome, reason, settles_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (reference) DO NOTHING RETURNING payout_id`,
        [
          newId(),
          order.reference,
          order.amount.amount,
          order.amount.currency,
          order.method,
          outcome,
          script.payoutFails ?? null,
          new Date(now.getTime() + delay),
          now,
        ],
      );
      if (rows.length === 0) return false;
      const event = {
        type: `payout.${outcome}` as const,
        createdAt: now,
        reference: order.reference,
        amount: order.amount,
        ...(script.payoutFails ? { reason: script.payoutFails } : {}),
      };
      await this.webhooks.enqueue(manager, event, script, delay);
      return true;
    });
  }

  private async find(reference: string): Promise<PayoutRow | undefined> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT payout_id AS "payoutId", reference, amount::float8 AS amount, currency, method, outcome, reason,
                  settles_at AS "settlesAt" FROM psp_payouts WHERE reference = $1`,
          [reference],
        ) as Promise<PayoutRow[]>,
    );
    return row;
  }

  private view(row: PayoutRow): PayoutView {
    const { payoutId, reference, amount, currency, reason } = row;
    const settled = row.settlesAt <= this.clock.now();
    return {
      payoutId,
      reference,
      status: settled ? row.outcome : 'accepted',
      amount: { amount, currency },
      ...(settled && reason ? { reason } : {}),
    };
  }
}
