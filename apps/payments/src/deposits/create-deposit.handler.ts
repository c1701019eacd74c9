import {
  checkAccess,
  commonError,
  type CreateDeposit,
  type Deposit,
  profileError,
  readEligibility,
  reserveDeposit,
  walletError,
} from '@croupier/contracts';
import { DomainError, invariant } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { assertPayable } from '../methods/method-refusal.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { depositView } from './deposit-view.js';
import { type DepositEntity } from './deposit.entity.js';
import { depositFingerprint, DepositsService } from './deposits.service.js';

/** Refusals of the wallet that end a deposit before it began. */
const limitRefusals = ['deposit_blocked', 'deposit_limit_reached'] as const;

export class CreateDepositCommand extends Command<Deposit> {
  constructor(readonly request: CreateDeposit) {
    super();
  }
}

/**
 * Starts a deposit: a row (created), a reservation against the player's limits in the wallet, an order at the provider,
 * the row pending with the address of the hosted page.
 * Key: (player, idempotencyKey), without expiry; a repeat goes on where the first attempt stopped. Tells: deposit
 * failed, if the provider declines the order. Refuses: not_verified, deposit_limit_unanswered, deposit_blocked,
 * deposit_limit_reached, amount_out_of_range, unknown_method, service_unavailable while nobody can say whether the
 * player may deposit, provider_unavailable (the row stays created and the same key resumes it), idempotency_key_reused.
 */
@CommandHandler(CreateDepositCommand)
export class CreateDepositHandler implements ICommandHandler<CreateDepositCommand> {
  constructor(
    private readonly deposits: DepositsService,
    private readonly provider: PaymentProvider,
    private readonly bus: Bus,
  ) {}

  async execute({ request }: CreateDepositCommand): Promise<Deposit> {
    const { playerId, idempotencyKey, dryRun } = request;
    const known = await this.deposits.findByKey(playerId, idempotencyKey);
    if (known) return this.resume(known, request);
    assertPayable(request.method, request.amount);
    await firstRefusal([this.assertVerified(playerId), this.assertAllowed(playerId)]);
    const fresh = this.deposits.build(request);
    if (dryRun) {
      await this.reserve(fresh, dryRun);
      return depositView(fresh);
    }
    await this.deposits.insert(fresh);
    const stored = await this.deposits.findByKey(playerId, idempotencyKey);
    invariant(stored, 'a deposit that was just stored can be read');
    return this.resume(stored, request);
  }

  private async resume(row: DepositEntity, request: CreateDeposit): Promise<Deposit> {
    if (row.fingerprint !== depositFingerprint(request)) throw commonError('idempotency_key_reused');
    const refusal = limitRefusals.find((code) => row.status === 'failed' && row.failureReason === code);
    if (refusal) throw walletError(refusal, { field: 'amount' });
    if (request.dryRun || row.status !== 'created') return depositView(row);
    await this.reserve(row);
    const { playerId, depositId, amount, currency, method, returnUrl } = row;
    const order = { reference: depositId, amount: { amount, currency }, method };
    const taken = await this.provider.createPayment({ ...order, ...(returnUrl ? { returnUrl } : {}) });
    if ('declined' in taken) await this.deposits.learn(row, { kind: 'failed', reason: taken.declined });
    else await this.deposits.markPending(row, taken.redirectUrl);
    return depositView((await this.deposits.find(playerId, depositId)) ?? row);
  }

  /** Counts the deposit against the player's limits before anybody can pay it. What is refused stays refused. */
  private async reserve(row: DepositEntity, dryRun?: boolean): Promise<void> {
    const { playerId, depositId, amount, currency } = row;
    const reservation = { playerId, depositId, amount: { amount, currency } };
    try {
      await this.bus.ask(reserveDeposit, { ...reservation, ...(dryRun ? { dryRun } : {}) });
    } catch (error) {
      const refusal = limitRefusals.find((code) => error instanceof DomainError && error.code === code);
      if (refusal && !dryRun) await this.deposits.refuse(row, refusal);
      throw error;
    }
  }

  /** Fails closed, too: the wallet alone does not know of an exclusion it has not been told yet. */
  private async assertAllowed(playerId: string): Promise<void> {
    let allowed: boolean;
    try {
      ({ allowed } = await this.bus.ask(checkAccess, { playerId, purpose: 'deposit' }));
    } catch (cause) {
      if (cause instanceof DomainError && cause.code === 'deposit_limit_unanswered') throw cause;
      throw commonError('service_unavailable', {
        detail: 'whether the player may deposit is not known',
        cause,
      });
    }
    if (allowed !== true) throw walletError('deposit_blocked');
  }

  /** Fails closed: whoever cannot be asked about is not let through. */
  private async assertVerified(playerId: string): Promise<void> {
    let verified: boolean;
    try {
      ({ verified } = await this.bus.ask(readEligibility, { playerId }));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') throw profileError('not_verified');
      throw commonError('service_unavailable', { detail: 'verification is not known', cause: error });
    }
    if (verified !== true) throw profileError('not_verified');
  }
}

/** Of several checks that run at once, the refusal that stands first in the list: the same one each time. */
async function firstRefusal(checks: Promise<void>[]): Promise<void> {
  for (const check of await Promise.allSettled(checks)) if (check.status === 'rejected') throw check.reason;
}
