import {
  commitWithdrawal,
  type CreateWithdrawal,
  holdWithdrawal,
  releaseWithdrawal,
  withdrawalFailed,
  withdrawalPaid,
} from '@croupier/contracts';
import { Clock, DomainError, newId } from '@croupier/kernel';
import { Bus, outgoing, tell } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { fingerprintOf } from '../fingerprint.js';
import { PaymentsConfig } from '../payments.config.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { movePayout, type PayoutEffect, type PayoutNews } from './withdrawal-states.js';
import { withdrawalEnd } from './withdrawal-view.js';
import { WithdrawalEntity } from './withdrawal.entity.js';

/** How long the request itself may work on a new withdrawal before the process does, in ms. */
const graceMs = 3000;
/** When the provider is asked first about a payout it has not told of, in ms. */
const firstLookMs = 5000;
const holdDeadlineMs = 1500;

/** The refusals of the wallet after which nothing was taken and nothing will be. */
const finalRefusals = ['insufficient_funds', 'no_account'] as const;
export type FinalRefusal = (typeof finalRefusals)[number];

/** The rows of withdrawals, and each single step they take. Every step may be repeated. */
@Injectable()
export class WithdrawalsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly provider: PaymentProvider,
    private readonly config: PaymentsConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  findByKey(playerId: string, idempotencyKey: string): Promise<WithdrawalEntity | null> {
    return this.transactions.read((database) =>
      database.getRepository(WithdrawalEntity).findOneBy({ playerId, idempotencyKey }),
    );
  }

  find(playerId: string, withdrawalId: string): Promise<WithdrawalEntity | null> {
    return this.transactions.read((database) =>
      database.getRepository(WithdrawalEntity).findOneBy({ playerId, withdrawalId }),
    );
  }

  /** A new withdrawal for a request, not stored yet. */
  build(request: CreateWithdrawal): WithdrawalEntity {
    const now = this.clock.now();
    return Object.assign(new WithdrawalEntity(), {
      playerId: request.playerId,
      withdrawalId: newId(),
      idempotencyKey: request.idempotencyKey,
      fingerprint: withdrawalFingerprint(request),
      provider: this.provider.name,
      method: request.method,
      amount: request.amount.amount,
      currency: request.amount.currency,
      status: 'requested',
      providerOutcome: null,
      failureReason: null,
      ...{ reviewedBy: null, reviewedAt: null, reviewReason: null },
      createdAt: now,
      nextCheckAt: new Date(now.getTime() + graceMs),
      checks: 0,
    } satisfies WithdrawalEntity);
  }

  /** Stores a new withdrawal unless its key is taken. Which one holds the key, the caller reads afterwards. */
  async insert(row: WithdrawalEntity): Promise<void> {
    await this.transactions.run((manager) =>
      manager.createQueryBuilder().insert().into(WithdrawalEntity).values(row).orIgnore().execute(),
    );
  }

  /**
   * Has the wallet take the money out of the playable balance.
   * @throws DomainError the wallet's refusal, noted if it is final; anything else says that the outcome is open.
   */
  async hold(row: WithdrawalEntity): Promise<void> {
    const { playerId, withdrawalId, amount, currency } = row;
    try {
      await this.bus.ask(
        holdWithdrawal,
        { playerId, withdrawalId, amount: { amount, currency } },
        { deadlineMs: holdDeadlineMs },
      );
    } catch (error) {
      if (isFinal(error)) {
        await this.change(row, 'requested', {
          status: 'refused',
          failureReason: error.code,
          nextCheckAt: null,
        });
      }
      throw error;
    }
    // From here on the money is out of the balance; above the bound it waits for a person, for as long as that takes.
    const next =
      amount > this.config.WITHDRAWAL_REVIEW_ABOVE
        ? ({ status: 'in_review', nextCheckAt: null } as const)
        : ({ status: 'held', nextCheckAt: this.inMs(graceMs) } as const);
    await this.change(row, 'requested', { ...next, checks: 0 });
  }

  /** What `hold` would answer. */
  async rehearseHold({ playerId, withdrawalId, amount, currency }: WithdrawalEntity): Promise<void> {
    await this.bus.ask(holdWithdrawal, {
      playerId,
      withdrawalId,
      amount: { amount, currency },
      dryRun: true,
    });
  }

  /** Hands a held withdrawal to the provider. @throws DomainError `provider_unavailable` */
  async submit(row: WithdrawalEntity): Promise<void> {
    const { withdrawalId, amount, currency, method } = row;
    const refusal = await this.provider.createPayout({
      reference: withdrawalId,
      amount: { amount, currency },
      method,
    });
    if (refusal) {
      await this.learn(row, { kind: 'failed', reason: refusal.declined });
      return;
    }
    await this.change(row, 'held', { status: 'submitted', checks: 0, nextCheckAt: this.inMs(firstLookMs) });
  }

  /** Applies news in a transaction of its own. */
  async learn(row: WithdrawalEntity, news: PayoutNews): Promise<PayoutEffect['effect']> {
    return this.transactions.run(async (manager) => {
      const locked = await this.lock(manager, row.withdrawalId);
      return locked ? this.apply(manager, locked, news) : 'ignored';
    });
  }

  lock(manager: EntityManager, withdrawalId: string): Promise<WithdrawalEntity | null> {
    return manager
      .getRepository(WithdrawalEntity)
      .findOne({ where: { withdrawalId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Notes how a payout ended, in the caller's transaction; the wallet is told afterwards. */
  async apply(
    manager: EntityManager,
    row: WithdrawalEntity,
    news: PayoutNews,
  ): Promise<PayoutEffect['effect']> {
    const { playerId, withdrawalId } = row;
    const decision = movePayout(row, news);
    if (decision.effect === 'contradicts' || decision.effect === 'amount_differs') {
      const facts = { withdrawalId, status: row.status, news: news.kind, effect: decision.effect };
      this.log.error(facts, 'the provider tells of a payout what cannot be: review it');
    }
    if (decision.effect !== 'applied') return decision.effect;
    const { providerOutcome, failureReason } = decision;
    await manager.update(
      WithdrawalEntity,
      { playerId, withdrawalId },
      { status: 'submitted', providerOutcome, failureReason, checks: 0, nextCheckAt: this.clock.now() },
    );
    return decision.effect;
  }

  /** Makes a locked withdrawal due now, so that the process asks the provider about it. */
  async lookSoon(manager: EntityManager, { playerId, withdrawalId }: WithdrawalEntity): Promise<void> {
    await manager.update(WithdrawalEntity, { playerId, withdrawalId }, { nextCheckAt: this.clock.now() });
  }

  /** Tells the wallet how the payout ended, then the world. */
  async finish(row: WithdrawalEntity): Promise<void> {
    const { playerId, withdrawalId, provider, providerOutcome, status } = row;
    if ((status !== 'submitted' && status !== 'in_review') || !providerOutcome) return;
    const end = providerOutcome === 'paid' ? commitWithdrawal : releaseWithdrawal;
    await this.bus.ask(end, { playerId, withdrawalId, provider });
    await this.transactions.run(async (manager) => {
      const { affected } = await manager.update(
        WithdrawalEntity,
        { playerId, withdrawalId, status },
        { status: providerOutcome, nextCheckAt: null },
      );
      if (affected !== 1) return;
      const fact = providerOutcome === 'paid' ? withdrawalPaid : withdrawalFailed;
      await tell(manager, outgoing(fact, withdrawalEnd(row, this.clock.now())));
    });
  }

  /** Changes a row only from the status it is expected to have: whoever was faster stays right. */
  private async change(
    { playerId, withdrawalId }: WithdrawalEntity,
    from: WithdrawalEntity['status'],
    change: Partial<WithdrawalEntity>,
  ): Promise<void> {
    await this.transactions.run((manager) =>
      manager.update(WithdrawalEntity, { playerId, withdrawalId, status: from }, change),
    );
  }

  private inMs(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }
}

function isFinal(error: unknown): error is DomainError & { code: FinalRefusal } {
  return error instanceof DomainError && finalRefusals.some((code) => code === error.code);
}

/** Of everything the player decided. */
export function withdrawalFingerprint({ amount, method }: CreateWithdrawal): string {
  return fingerprintOf(amount.amount, amount.currency, method);
}
