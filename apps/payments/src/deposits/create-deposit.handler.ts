import {
  commonError,
  type CreateDeposit,
  type Deposit,
  profileError,
  readEligibility,
} from '@croupier/contracts';
import { DomainError, invariant } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { assertPayable } from '../methods/method-refusal.js';
import { PaymentProvider } from '../provider/payment-provider.js';
import { depositView } from './deposit-view.js';
import { type DepositEntity } from './deposit.entity.js';
import { depositFingerprint, DepositsService } from './deposits.service.js';

export class CreateDepositCommand extends Command<Deposit> {
  constructor(readonly request: CreateDeposit) {
    super();
  }
}

/**
 * Starts a deposit: a row (created), an order at the provider, the row pending with the address of the hosted page.
 * Key: (player, idempotencyKey), without expiry; a repeat goes on where the first attempt stopped. Tells: deposit
 * failed, if the provider declines the order. Refuses: not_verified, amount_out_of_range, unknown_method,
 * provider_unavailable (the row stays created and the same key resumes it), idempotency_key_reused.
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
    await this.assertVerified(playerId);
    const fresh = this.deposits.build(request);
    if (dryRun) return depositView(fresh);
    await this.deposits.insert(fresh);
    const stored = await this.deposits.findByKey(playerId, idempotencyKey);
    invariant(stored, 'a deposit that was just stored can be read');
    return this.resume(stored, request);
  }

  private async resume(row: DepositEntity, request: CreateDeposit): Promise<Deposit> {
    if (row.fingerprint !== depositFingerprint(request)) throw commonError('idempotency_key_reused');
    if (request.dryRun || row.status !== 'created') return depositView(row);
    const { playerId, depositId, amount, currency, method, returnUrl } = row;
    const order = { reference: depositId, amount: { amount, currency }, method };
    const taken = await this.provider.createPayment({ ...order, ...(returnUrl ? { returnUrl } : {}) });
    if ('declined' in taken) await this.deposits.learn(row, { kind: 'failed', reason: taken.declined });
    else await this.deposits.markPending(row, taken.redirectUrl);
    return depositView((await this.deposits.find(playerId, depositId)) ?? row);
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
