import { commonError, type CreateWithdrawal, walletError, type Withdrawal } from '@croupier/contracts';
import { DomainError, invariant } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { assertPayable } from '../methods/method-refusal.js';
import { withdrawalView } from './withdrawal-view.js';
import { type WithdrawalEntity } from './withdrawal.entity.js';
import { withdrawalFingerprint, WithdrawalsService } from './withdrawals.service.js';

export class CreateWithdrawalCommand extends Command<Withdrawal> {
  constructor(readonly request: CreateWithdrawal) {
    super();
  }
}

/**
 * Requests a payout: a row (requested), the hold in the wallet (held), the order at the provider (submitted). The
 * player's own cash can always be withdrawn: no verification, limit or block is asked about.
 * Key: (player, idempotencyKey), without expiry; a repeat goes on where the first attempt stopped and gets the same
 * refusal. Refuses: amount_out_of_range, unknown_method, insufficient_funds, no_account, idempotency_key_reused;
 * outcome_unknown where the wallet did not answer: the process finds out.
 */
@CommandHandler(CreateWithdrawalCommand)
export class CreateWithdrawalHandler implements ICommandHandler<CreateWithdrawalCommand> {
  constructor(
    private readonly withdrawals: WithdrawalsService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async execute({ request }: CreateWithdrawalCommand): Promise<Withdrawal> {
    const { playerId, idempotencyKey, dryRun } = request;
    const known = await this.withdrawals.findByKey(playerId, idempotencyKey);
    if (known) return this.resume(known, request);
    assertPayable(request.method, request.amount);
    const fresh = this.withdrawals.build(request);
    if (dryRun) {
      await this.withdrawals.rehearseHold(fresh);
      return withdrawalView(fresh);
    }
    await this.withdrawals.insert(fresh);
    const stored = await this.withdrawals.findByKey(playerId, idempotencyKey);
    invariant(stored, 'a withdrawal that was just stored can be read');
    return this.resume(stored, request);
  }

  private async resume(row: WithdrawalEntity, request: CreateWithdrawal): Promise<Withdrawal> {
    if (row.fingerprint !== withdrawalFingerprint(request)) throw commonError('idempotency_key_reused');
    let current = row;
    if (!request.dryRun && current.status === 'requested') {
      await this.hold(current);
      current = await this.again(current);
    }
    if (!request.dryRun && current.status === 'held') {
      await this.submit(current);
      current = await this.again(current);
    }
    if (current.status === 'refused') throw refusalOf(current);
    return withdrawalView(current);
  }

  private async hold(row: WithdrawalEntity): Promise<void> {
    try {
      await this.withdrawals.hold(row);
    } catch (error) {
      const { status } = await this.again(row);
      // A final refusal is in the row by now, and answered from there; another attempt may have been faster.
      if (status === 'requested') {
        throw commonError('outcome_unknown', { detail: 'the withdrawal is noted', cause: error });
      }
    }
  }

  /** A provider that is away does not undo a hold: the withdrawal is answered as held and goes out later. */
  private async submit(row: WithdrawalEntity): Promise<void> {
    try {
      await this.withdrawals.submit(row);
    } catch (error) {
      const unavailable = error instanceof DomainError && error.kind === 'unavailable';
      if (!unavailable) throw error;
      this.log.info({ withdrawalId: row.withdrawalId, reason: error.code }, 'payout goes out later');
    }
  }

  private async again(row: WithdrawalEntity): Promise<WithdrawalEntity> {
    return (await this.withdrawals.find(row.playerId, row.withdrawalId)) ?? row;
  }
}

function refusalOf({ failureReason }: WithdrawalEntity): DomainError {
  return walletError(failureReason === 'no_account' ? 'no_account' : 'insufficient_funds');
}
