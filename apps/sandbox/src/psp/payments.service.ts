import { commonError } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { SandboxConfig } from '../sandbox.config.js';
import { type CreatePayment, type PaymentView } from './psp-messages.js';
import { scriptOf } from './script.js';
import { firstCall, pauseMs } from './first-call.js';
import { WebhookQueueProcess } from './webhook-queue.process.js';

export type PaymentStatus = 'pending' | 'challenged' | 'captured' | 'failed';

/** A payment in the provider's books. Amounts are minor units. */
export interface PaymentRow {
  paymentId: string;
  reference: string;
  amount: number;
  currency: string;
  method: 'card' | 'bank';
  returnUrl: string | null;
  status: PaymentStatus;
  reason: string | null;
  captured: number | null;
}

/** What the person at the hosted page, or the card behind it, decided. */
export type Decision = { status: 'captured' | 'challenged' } | { status: 'failed'; reason: string };

const columns = `payment_id AS "paymentId", reference, amount::float8 AS amount, currency, method,
  return_url AS "returnUrl", status, reason, captured::float8 AS captured`;

/** How long after the capture the out-of-order script tells of an older failed attempt. */
const straggleMs = 300;

/** The provider's books of payments in. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly webhooks: WebhookQueueProcess,
    private readonly clock: Clock,
    private readonly config: SandboxConfig,
  ) {}

  /**
   * Opens a payment; repeating it answers the same one.
   * @throws DomainError `idempotency_key_reused` for a known reference with another order, or as scripted.
   */
  async create(order: CreatePayment): Promise<PaymentView> {
    const script = scriptOf(order.amount.amount);
    const first = await firstCall(this.transactions, order.reference);
    if (first && script.refuseFirstCreate) throw commonError('service_unavailable');
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO psp_payments (payment_id, reference, amount, currency, method, return_url, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (reference) DO NOTHING`,
        [
          newId(),
          order.reference,
          order.amount.amount,
          order.amount.currency,
          order.method,
          order.returnUrl ?? null,
          this.clock.now(),
        ],
      ),
    );
    const row = await this.findOne('reference', order.reference);
    if (!row) throw commonError('internal');
    const { amount, currency } = order.amount;
    if (row.amount !== amount || row.currency !== currency || row.method !== order.method) {
      throw commonError('idempotency_key_reused');
    }
    if (first && script.hangFirstCreateMs) await pauseMs(script.hangFirstCreateMs);
    return this.view(row);
  }

  /** @throws DomainError `not_found` */
  async read(reference: string): Promise<PaymentView> {
    const row = await this.findOne('reference', reference);
    if (!row) throw commonError('not_found');
    return this.view(row);
  }

  find(paymentId: string): Promise<PaymentRow | undefined> {
    return this.findOne('payment_id', paymentId);
  }

  /**
   * Moves an open payment on, once: from `from` to what was decided, with its webhook in the same transaction.
   * @returns the payment as it is now, or undefined if it was not open any more.
   */
  async decide(
    paymentId: string,
    from: 'pending' | 'challenged',
    decision: Decision,
  ): Promise<PaymentRow | undefined> {
    const decided = await this.transactions.run(async (manager) => {
      const reason = decision.status === 'failed' ? decision.reason : null;
      const [[row]] = (await manager.query(
        `UPDATE psp_payments SET status = $3, reason = $4 WHERE payment_id = $1 AND status = $2
         RETURNING ${columns}`,
        [paymentId, from, decision.status, reason],
      )) as [PaymentRow[], number];
      if (row && decision.status !== 'challenged') await this.tell(manager, row);
      return row;
    });
    this.webhooks.nudge();
    return decided;
  }

  private async tell(manager: EntityManager, row: PaymentRow): Promise<void> {
    const script = scriptOf(row.amount);
    const { reference, currency } = row;
    const createdAt = this.clock.now();
    const amount = { amount: row.amount, currency };
    if (row.status === 'failed') {
      const reason = row.reason ?? 'refused';
      await this.webhooks.enqueue(
        manager,
        { type: 'payment.failed', createdAt, reference, amount, reason },
        script,
      );
      return;
    }
    row.captured = row.amount + (script.webhookExtra ?? 0);
    await manager.query(`UPDATE psp_payments SET captured = $2 WHERE payment_id = $1`, [
      row.paymentId,
      row.captured,
    ]);
    await this.webhooks.enqueue(manager, { type: 'payment.captured', createdAt, reference, amount }, script);
    if (!script.outOfOrder) return;
    const earlier = new Date(createdAt.getTime() - 1000);
    await this.webhooks.enqueue(
      manager,
      { type: 'payment.failed', createdAt: earlier, reference, amount, reason: 'attempt_abandoned' },
      script,
      straggleMs,
    );
  }

  private async findOne(column: 'reference' | 'payment_id', id: string): Promise<PaymentRow | undefined> {
    const [row] = await this.transactions.read(
      (database) =>
        database.query(`SELECT ${columns} FROM psp_payments WHERE ${column} = $1`, [id]) as Promise<
          PaymentRow[]
        >,
    );
    return row;
  }

  private view(row: PaymentRow): PaymentView {
    const { paymentId, reference, currency } = row;
    return {
      paymentId,
      reference,
      status: row.status === 'challenged' ? 'pending' : row.status,
      amount: { amount: row.captured ?? row.amount, currency },
      payUrl: `${this.config.SANDBOX_URL}/psp/pay/${paymentId}`,
      ...(row.reason ? { reason: row.reason } : {}),
    };
  }
}
