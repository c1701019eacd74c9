import { commonError, type ReceiveWebhook, type WebhookReceipt } from '@croupier/contracts';
import { Clock, invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager } from 'typeorm';
import { DepositsProcess } from '../deposits/deposits.process.js';
import { DepositsService } from '../deposits/deposits.service.js';
import { PaymentProvider, type ProviderEvent } from '../provider/payment-provider.js';
import { WithdrawalsProcess } from '../withdrawals/withdrawals.process.js';
import { WithdrawalsService } from '../withdrawals/withdrawals.service.js';

export class ReceiveWebhookCommand extends Command<WebhookReceipt> {
  constructor(readonly request: ReceiveWebhook) {
    super();
  }
}

/** An event whose payment was found and locked: says whether it is news, and applies it. */
type Apply = (manager: EntityManager) => Promise<string>;

/**
 * Takes a provider's message: verified over its raw bytes, stored with its effect on the payment in one transaction.
 * Key: (provider, event id), without expiry. Locks: the payment's row, so that messages of one payment queue up.
 * Tells: deposit failed. Refuses: webhook_refused; not_found for a payment that is not ours (or not committed yet:
 * the provider sends it again), of which nothing is stored. What must follow in the wallet is the processes' work.
 */
@CommandHandler(ReceiveWebhookCommand)
export class ReceiveWebhookHandler implements ICommandHandler<ReceiveWebhookCommand> {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly provider: PaymentProvider,
    private readonly clock: Clock,
    private readonly deposits: DepositsService,
    private readonly withdrawals: WithdrawalsService,
    private readonly depositsProcess: DepositsProcess,
    private readonly withdrawalsProcess: WithdrawalsProcess,
  ) {}

  async execute({ request }: ReceiveWebhookCommand): Promise<WebhookReceipt> {
    if (request.provider !== this.provider.name) throw commonError('not_found');
    const body = Buffer.from(request.body, 'base64');
    const event = this.provider.readWebhook(body, request.signature, this.clock.now());
    const duplicate = await this.transactions.run(async (manager) => {
      const apply = await this.locked(manager, event);
      if (!apply) throw commonError('not_found');
      if (await this.known(manager, event)) return true;
      const effect = await apply(manager);
      await this.store(manager, event, { body, signature: request.signature, effect });
      return false;
    });
    if (!duplicate) this.processOf(event).nudge();
    return { duplicate };
  }

  private async locked(manager: EntityManager, event: ProviderEvent): Promise<Apply | undefined> {
    const { type, reference, amount, reason = 'unknown' } = event;
    if (type === 'payment.captured' || type === 'payment.failed') {
      const row = await this.deposits.lock(manager, reference);
      if (row?.provider !== this.provider.name) return undefined;
      const captured = type === 'payment.captured';
      const news = captured ? { kind: 'captured' as const, amount } : { kind: 'failed' as const, reason };
      return async () => ((await this.deposits.apply(manager, row, news)) ? row.status : 'ignored');
    }
    const row = await this.withdrawals.lock(manager, reference);
    if (row?.provider !== this.provider.name) return undefined;
    if (type === 'payout.paid') {
      return async () => {
        const effect = await this.withdrawals.apply(manager, row, { kind: 'paid', amount });
        if (effect === 'amount_differs') await this.withdrawals.lookSoon(manager, row);
        return effect;
      };
    }
    return async () => {
      // Money goes back to the player only once the provider's present state says so too: messages may come
      // out of order, and a payout both paid and returned is money lost.
      const open = row.status === 'held' || row.status === 'submitted';
      if (open && !row.providerOutcome) {
        await this.withdrawals.lookSoon(manager, row);
        return 'to_confirm';
      }
      return this.withdrawals.apply(manager, row, { kind: 'failed', reason });
    };
  }

  private processOf({ type }: ProviderEvent): DepositsProcess | WithdrawalsProcess {
    return type.startsWith('payment.') ? this.depositsProcess : this.withdrawalsProcess;
  }

  private async known(manager: EntityManager, { id }: ProviderEvent): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT event_id FROM webhooks WHERE provider = $1 AND event_id = $2`,
      [this.provider.name, id],
    );
    return rows.length > 0;
  }

  private async store(
    manager: EntityManager,
    { id, reference, type }: ProviderEvent,
    received: { body: Buffer; signature: string; effect: string },
  ): Promise<void> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO webhooks (provider, event_id, reference, type, body, signature, effect, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING event_id`,
      [
        this.provider.name,
        id,
        reference,
        type,
        received.body,
        received.signature,
        received.effect,
        this.clock.now(),
      ],
    );
    invariant(rows.length === 1, `event ${id} came for two payments at once`);
  }
}
