import { Clock, newId } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { SandboxConfig } from '../sandbox.config.js';
import { type AmountScript } from './script.js';
import { signatureOf } from './signature.js';

/** What the provider tells a merchant. */
export interface WebhookEvent {
  type: 'payment.captured' | 'payment.failed' | 'payout.paid' | 'payout.failed';
  createdAt: Date;
  reference: string;
  amount: { amount: number; currency: string };
  reason?: string;
}

interface DueRow {
  delivery_id: string;
  body: string;
  attempts: number;
  disbelieve: number;
  created_at: Date;
}

const pollMs = 200;
const batchRows = 16;
const deliveryDeadlineMs = 2500;
/** A delivery whose process died is taken up again after this. */
const leaseMs = 5000;
const firstRetryMs = 250;
const longestRetryMs = 60_000;
const giveUpAfterMs = 72 * 3_600_000;

/**
 * Delivers webhooks from a table: at least once, signed anew at each attempt, with growing waits, for 72 h. A row is
 * claimed by moving its due time into the future, so a killed process loses nothing and replicas share the work.
 */
@Injectable()
export class WebhookQueueProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private wake: (() => void) | undefined;
  private stopped = false;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly transactions: TransactionRunner,
    private readonly clock: Clock,
    private readonly config: SandboxConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.nudge();
    await this.loop;
  }

  /** Puts an event into the queue, in the caller's transaction, to leave after `delayMs` as the script wants it. */
  async enqueue(
    manager: EntityManager,
    event: WebhookEvent,
    script: AmountScript,
    delayMs = 0,
  ): Promise<void> {
    if (script.noWebhook) return;
    const eventId = newId();
    const { type, createdAt, reference, reason } = event;
    const amount = { ...event.amount, amount: event.amount.amount + (script.webhookExtra ?? 0) };
    const data = { reference, amount, ...(reason ? { reason } : {}) };
    const body = JSON.stringify({ id: eventId, type, createdAt: createdAt.toISOString(), data });
    const now = this.clock.now();
    const due = new Date(now.getTime() + delayMs + (script.webhookDelayMs ?? 0));
    for (let copy = 0; copy < (script.copies ?? 1); copy += 1) {
      await manager.query(
        `INSERT INTO psp_webhooks (delivery_id, event_id, body, created_at, due_at, disbelieve)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [newId(), eventId, body, now, due, script.disbelieve ?? 0],
      );
    }
  }

  /** Says that something may be due now. */
  nudge(): void {
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let taken = 0;
      try {
        taken = await this.deliverDue();
      } catch (error) {
        this.log.warn({ error: String(error) }, 'webhook queue waits');
      }
      if (taken < batchRows && !this.stopped) await this.pause();
    }
  }

  private async deliverDue(): Promise<number> {
    const now = this.clock.now().getTime();
    const [rows] = await this.transactions.read(
      (database) =>
        database.query(
          `UPDATE psp_webhooks SET due_at = $2, attempts = attempts + 1
            WHERE delivery_id IN (
              SELECT delivery_id FROM psp_webhooks WHERE due_at <= $1
               ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
           RETURNING delivery_id, body, attempts, disbelieve, created_at`,
          [new Date(now), new Date(now + leaseMs), batchRows],
        ) as Promise<[DueRow[], number]>,
    );
    await Promise.all(rows.map((row) => this.deliver(row)));
    return rows.length;
  }

  private async deliver(row: DueRow): Promise<void> {
    const answer = await this.send(row.body);
    const taken = /^2/.test(answer) && row.disbelieve === 0;
    const now = this.clock.now();
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** (row.attempts - 1));
    const givenUp = now.getTime() - row.created_at.getTime() > giveUpAfterMs;
    const due = taken || givenUp ? null : new Date(now.getTime() + wait);
    if (!taken) this.log.info({ answer, attempt: row.attempts, givenUp }, 'webhook not taken');
    await this.transactions.read((database) =>
      database.query(
        `UPDATE psp_webhooks SET due_at = $2, delivered_at = $3, last_answer = $4,
                disbelieve = greatest(0, disbelieve - 1) WHERE delivery_id = $1`,
        [row.delivery_id, due, taken ? now : null, answer],
      ),
    );
  }

  /** @returns the status, or what kept it from being known. */
  private async send(body: string): Promise<string> {
    const { PSP_WEBHOOK_SECRET, PSP_WEBHOOK_URL } = this.config;
    const unixSeconds = Math.floor(this.clock.now().getTime() / 1000);
    try {
      const response = await fetch(PSP_WEBHOOK_URL, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'croupier-signature': signatureOf(PSP_WEBHOOK_SECRET, unixSeconds, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(deliveryDeadlineMs),
      });
      await response.body?.cancel();
      return String(response.status);
    } catch (error) {
      return error instanceof Error ? error.name : 'no answer';
    }
  }

  private async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
