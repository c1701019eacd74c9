import {
  type EndHold,
  type LedgerReceipt,
  walletError,
  withdrawalCommitted,
  withdrawalReleased,
} from '@croupier/contracts';
import { type Currency, DomainError, Money } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LedgerService } from '../ledger/ledger.service.js';
import { type Posting, transferOf } from '../ledger/posting.js';
import { receiptOf } from '../ledger/receipt.js';

export type HoldEnd = 'commit' | 'release';

export class EndHoldCommand extends Command<LedgerReceipt> {
  constructor(
    readonly request: EndHold,
    readonly end: HoldEnd,
  ) {
    super();
  }
}

/**
 * Ends the hold of a withdrawal, once and in one way: paid (commit) or returned to the player (release).
 * Key: (withdrawal_end, withdrawalId) for both, so that the second way is refused for ever. Locks: the player's
 * account row. Tells: withdrawal committed or released. Refuses: hold_not_open, no_account.
 */
@CommandHandler(EndHoldCommand)
export class EndHoldHandler implements ICommandHandler<EndHoldCommand> {
  constructor(
    private readonly ledger: LedgerService,
    private readonly transactions: TransactionRunner,
  ) {}

  async execute({ request, end }: EndHoldCommand): Promise<LedgerReceipt> {
    try {
      const posting = await this.posting(request, end);
      return receiptOf(await this.ledger.carryOut(posting, request.dryRun));
    } catch (error) {
      const endedOtherwise = error instanceof DomainError && error.code === 'idempotency_key_reused';
      throw endedOtherwise ? walletError('hold_not_open') : error;
    }
  }

  /** @throws DomainError `hold_not_open` for a hold that is not known */
  async posting({ playerId, withdrawalId, provider }: EndHold, end: HoldEnd): Promise<Posting> {
    const amount = await this.heldAmount(playerId, withdrawalId);
    const committed = end === 'commit';
    return transferOf({
      playerId,
      source: 'withdrawal_end',
      externalId: withdrawalId,
      kind: committed ? 'withdrawal_commit' : 'withdrawal_release',
      withdrawing: Money.zero(amount.currency).minus(amount),
      ...(committed ? { clearing: { provider, change: amount } } : { cash: amount }),
      intent: { end },
      fact: {
        subject: (committed ? withdrawalCommitted : withdrawalReleased).subject,
        payload: { withdrawalId, amount: amount.toJSON() },
      },
    });
  }

  /** A hold is never changed, so it can be read before the transaction that ends it. */
  private async heldAmount(playerId: string, withdrawalId: string): Promise<Money> {
    const [hold] = await this.transactions.read(
      (database) =>
        database.query(
          `SELECT t.currency, -t.cash_change AS held
             FROM known_commands k JOIN transactions t USING (player_id, recorded_at, version, currency)
            WHERE k.player_id = $1 AND k.source = 'withdrawal_hold' AND k.external_id = $2`,
          [playerId, withdrawalId],
        ) as Promise<{ currency: Currency; held: string }[]>,
    );
    if (!hold) throw walletError('hold_not_open');
    return Money.of(Number(hold.held), hold.currency);
  }
}
