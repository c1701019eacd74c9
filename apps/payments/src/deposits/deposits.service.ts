import { cancelDeposit, type CreateDeposit, creditDeposit, depositFailed } from '@croupier/contracts';
import { Clock, newId } from '@croupier/kernel';
import { Bus, outgoing, tell } from '@croupier/messaging';
import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { fingerprintOf } from '../fingerprint.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { type DepositNews, moveDeposit } from './deposit-states.js';
import { depositFailure } from './deposit-view.js';
import { DepositEntity } from './deposit.entity.js';

/** When the provider is asked first about a deposit it has not told of, in ms. */
export const firstLookMs = 5000;

/** The rows of deposits, and each single step they take. Every step may be repeated. */
@Injectable()
export class DepositsService {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly provider: PaymentProvider,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The deposit a player started under this key, if any. */
  findByKey(playerId: string, idempotencyKey: string): Promise<DepositEntity | null> {
    return this.transactions.read((database) =>
      database.getRepository(DepositEntity).findOneBy({ playerId, idempotencyKey }),
    );
  }

  find(playerId: string, depositId: string): Promise<DepositEntity | null> {
    return this.transactions.read((database) =>
      database.getRepository(DepositEntity).findOneBy({ playerId, depositId }),
    );
  }

  /** A new deposit for a request, not stored yet. */
  build(request: CreateDeposit): DepositEntity {
    const row = new DepositEntity();
    const now = this.clock.now();
    return Object.assign(row, {
      playerId: request.playerId,
      depositId: newId(),
      idempotencyKey: request.idempotencyKey,
      fingerprint: depositFingerprint(request),
      provider: this.provider.name,
      method: request.method,
      amount: request.amount.amount,
      currency: request.amount.currency,
      returnUrl: request.returnUrl ?? null,
      redirectUrl: null,
      status: 'created',
      failureReason: null,
      createdAt: now,
      nextCheckAt: new Date(now.getTime() + firstLookMs),
      checks: 0,
    } satisfies DepositEntity);
  }

  /** Stores a new deposit unless its key is taken. Which one holds the key, the caller reads afterwards. */
  async insert(row: DepositEntity): Promise<void> {
    await this.transactions.run((manager) =>
      manager.createQueryBuilder().insert().into(DepositEntity).values(row).orIgnore().execute(),
    );
  }

  /** The provider took the order: the player can be sent there. Changes nothing if more is known by now. */
  async markPending({ playerId, depositId }: DepositEntity, redirectUrl: string): Promise<void> {
    await this.transactions.run((manager) =>
      manager.update(
        DepositEntity,
        { playerId, depositId, status: 'created' },
        { status: 'pending', redirectUrl },
      ),
    );
  }

  /** Applies news in a transaction of its own. @returns the status after it. */
  async learn(row: DepositEntity, news: DepositNews): Promise<DepositEntity['status']> {
    return this.transactions.run(async (manager) => {
      const locked = await this.lock(manager, row.depositId);
      if (!locked) return row.status;
      await this.apply(manager, locked, news);
      return locked.status;
    });
  }

  lock(manager: EntityManager, depositId: string): Promise<DepositEntity | null> {
    return manager
      .getRepository(DepositEntity)
      .findOne({ where: { depositId }, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * Applies news to a locked row, in the caller's transaction, and tells a failure.
   * @returns whether it changed anything.
   */
  async apply(manager: EntityManager, row: DepositEntity, news: DepositNews): Promise<boolean> {
    const move = moveDeposit(row, news);
    const { playerId, depositId } = row;
    if (!move) {
      this.log.info({ depositId, status: row.status, news: news.kind }, 'news changes nothing');
      return false;
    }
    const now = this.clock.now();
    const nextCheckAt = move.status === 'in_review' ? null : now;
    const change = { ...move, checks: 0, nextCheckAt };
    await manager.update(DepositEntity, { playerId, depositId }, change);
    Object.assign(row, change);
    if (move.status === 'in_review') {
      this.log.error({ depositId }, 'another amount arrived than was asked for: review the deposit');
    }
    if (move.status === 'failed' || move.status === 'expired') {
      const reason = move.failureReason ?? move.status;
      await tell(manager, outgoing(depositFailed, depositFailure(row, reason, now)));
    }
    return true;
  }

  /** The player's own limits refused it: it ended before anybody was asked for money, and is told to nobody. */
  async refuse({ playerId, depositId }: DepositEntity, failureReason: string): Promise<void> {
    await this.transactions.run((manager) =>
      manager.update(
        DepositEntity,
        { playerId, depositId, status: 'created' },
        { status: 'failed', failureReason, nextCheckAt: null },
      ),
    );
  }

  /** Has the wallet give an ended deposit back to the player's limits, and notes that nothing is left to do. */
  async giveBack({ playerId, depositId, status }: DepositEntity): Promise<void> {
    await this.bus.ask(cancelDeposit, { playerId, depositId });
    await this.transactions.run((manager) =>
      manager.update(DepositEntity, { playerId, depositId, status }, { nextCheckAt: null }),
    );
  }

  /** Has the wallet credit a captured deposit, which it does once, and notes it. */
  async credit(row: DepositEntity): Promise<void> {
    const { playerId, depositId, provider, amount, currency } = row;
    await this.bus.ask(creditDeposit, { playerId, depositId, provider, amount: { amount, currency } });
    await this.transactions.run((manager) =>
      manager.update(
        DepositEntity,
        { playerId, depositId, status: 'captured' },
        { status: 'credited', nextCheckAt: null },
      ),
    );
  }
}

/** Of everything the player decided. */
export function depositFingerprint({ amount, method, returnUrl }: CreateDeposit): string {
  return fingerprintOf(amount.amount, amount.currency, method, returnUrl);
}
